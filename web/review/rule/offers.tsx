/** Offers, gates and what is never suggested, as every kind of rule has them. */
import type { Gate, Never, Offer, UrgencyStep } from '#rules';
import { ChangeLink } from './ChangeLink.tsx';
import { Cites, Lines, Part, Said } from './Said.tsx';

export function OfferLine({ offer }: { readonly offer: Offer<string> }) {
  return (
    <>
      <strong>{offer.label}</strong> ({offer.order.resource}, {offer.urgency})
      {offer.when === undefined ? null : (
        <>
          {' '}
          when <Said part={offer.when} />
        </>
      )}
      {offer.unless === undefined ? null : (
        <>
          , unless <Said part={offer.unless} />
          {offer.holdIfUnknown === true ? ' (held while that is unknown)' : ''}
        </>
      )}
      <Cites ids={offer.cites} />
    </>
  );
}

export function Offers({ of }: { readonly of: readonly Offer<string>[] }) {
  return (
    <Lines of={of} keyOf={(one, i) => `${one.order.id} ${i}`} line={(one) => <OfferLine offer={one} />} />
  );
}

export function NeverPart({ of }: { readonly of: readonly Never[] }) {
  if (of.length === 0) return null;
  return (
    <Part id="never" title="Never suggested">
      <Lines
        of={of}
        keyOf={(one) => one.id}
        line={(one) => (
          <>
            {one.text}
            <Cites ids={one.cites} />
          </>
        )}
      />
    </Part>
  );
}

export function GateLine({ gate }: { readonly gate: Gate }) {
  return (
    <>
      <strong>{gate.id}</strong>, {gate.cause === undefined && gate.when === undefined ? 'always' : 'when '}
      {gate.cause === undefined ? null : (
        <>
          <code>{gate.cause}</code> is at least {gate.least ?? 'probable'}
          {gate.when === undefined ? '' : ' or '}
        </>
      )}
      {gate.when === undefined ? null : <Said part={gate.when} />}
      {gate.orUnknown === true ? ' (or that is unknown)' : ''}: {gate.text}
      {gate.instead === undefined ? '' : ` Instead: ${gate.instead}`}
      <Cites ids={gate.cites} />
      <ChangeLink anchor={`gate-${gate.id}`} of={gate.id} />
    </>
  );
}

export function Steps({ of }: { readonly of: readonly UrgencyStep<string>[] }) {
  return of.map((step, i) => (
    <span key={i}>
      {i > 0 ? '; else ' : ''}
      {step.urgency}
      {step.when === undefined ? null : (
        <>
          {' '}
          when <Said part={step.when} />
        </>
      )}
    </span>
  ));
}
