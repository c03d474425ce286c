/** Red flags, relief measures and order checks in English. */
import type { ReactNode } from 'react';
import { sayMatch, sayTest, sayWords } from '#review/draft-words';
import { type FlagFolder, type OrderCheck, type OrderWarning, type RedFlag, type Relief } from '#rules';
import { ChangeLink } from './ChangeLink.tsx';
import { GateLine, NeverPart, OfferLine, Offers } from './offers.tsx';
import { Cites, Lines, Part, Said, useReading } from './Said.tsx';

export function FlagParts({ rule }: { readonly rule: FlagFolder }) {
  return (
    <>
      {rule.flags.map((flag) => (
        <Flag key={flag.id} flag={flag} />
      ))}
      <NeverPart of={rule.never} />
    </>
  );
}

function Flag({ flag }: { readonly flag: RedFlag }) {
  return (
    <Part id={flag.id} title={`${flag.id}: ${flag.name}`}>
      <p className="quiet">
        {flag.lane
          ? 'Makes the must-not-miss card.'
          : 'Modifies the differential card only; never makes a card.'}
      </p>
      <ul>
        {flag.levels.map((level, i) => (
          <li key={i}>
            <strong>{level.urgency}</strong> when <Said part={level.when} />
          </li>
        ))}
        {flag.openWhen === undefined ? null : (
          <li>
            <strong>cannot be excluded</strong> when no level is met, one is unknown, and{' '}
            <Said part={flag.openWhen} />
          </li>
        )}
        {flag.excludedBy === undefined ? null : (
          <li>
            <strong>handed to the ranking</strong> when <Said part={flag.excludedBy} />
          </li>
        )}
      </ul>
      <ChangeLink anchor={flag.id} of={flag.id} />
      <p>The card says: {flag.say}</p>
      {flag.ask.length === 0 ? null : (
        <>
          <h4>Asks</h4>
          <Lines
            of={flag.ask}
            keyOf={(_one, i) => String(i)}
            line={(one) => (
              <>
                (<code>{one.question}</code>) {one.text}
              </>
            )}
          />
        </>
      )}
      {flag.suggest.length === 0 ? null : (
        <>
          <h4>Suggests</h4>
          <Offers of={flag.suggest} />
        </>
      )}
      <p>
        Sources:
        <Cites ids={flag.cites} />
      </p>
    </Part>
  );
}

export function ReliefParts({ rule }: { readonly rule: Relief }) {
  return (
    <>
      <Part id="helps" title="Whom it helps">
        <Lines
          of={rule.helps}
          keyOf={(one, i) => `${one.cause} ${i}`}
          line={(one) => (
            <>
              <code>{one.cause}</code>, where likely and not background
              {one.when === undefined ? null : (
                <>
                  {' '}
                  when <Said part={one.when} />
                </>
              )}
              <Cites ids={one.cites} />
            </>
          )}
        />
      </Part>
      {(
        [
          ['blocks', 'Blocked: never suggested', rule.blocks],
          ['holds', 'Held until checked', rule.holds],
        ] as const
      ).map(([id, title, gates]) =>
        gates.length === 0 ? null : (
          <Part key={id} id={id} title={title}>
            <Lines
              of={gates}
              keyOf={(one) => one.id}
              idOf={(one) => `gate-${one.id}`}
              line={(one) => <GateLine gate={one} />}
            />
          </Part>
        ),
      )}
      <Part
        id="advice"
        title="The advice, where no gate is closed and no emergency or same-day flag is raised"
      >
        <p>
          <strong>{rule.advice.text}</strong> ({rule.advice.resource}, draft): {rule.advice.body ?? ''}
        </p>
      </Part>
      <NeverPart of={rule.never} />
    </>
  );
}

const URGENCIES = ['emergency', 'same-day', 'days', 'routine'];

export function CheckParts({ rule }: { readonly rule: OrderCheck }) {
  const { wording } = useReading().loaded;
  return (
    <>
      <Part id="about" title="The orders it is about">
        <p>{sayMatch(rule.about, wording)}</p>
        {rule.silentFor === undefined ? null : (
          <p>Silent where the order is for {sayWords(rule.silentFor, wording)}.</p>
        )}
      </Part>
      <Part id="warnings" title="What it says, most pressing first">
        <Lines
          of={[...rule.warnings].sort((a, b) => URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency))}
          keyOf={(one) => one.id}
          idOf={(one) => `warning-${one.id}`}
          line={(one) => <Warning one={one} />}
        />
      </Part>
      <NeverPart of={rule.never} />
    </>
  );
}

function Warning({ one }: { readonly one: OrderWarning }) {
  const { wording } = useReading().loaded;
  const found =
    one.when === undefined && one.cause === undefined ? undefined : (
      <>
        {one.cause === undefined ? '' : `${one.cause} is at least ${one.least ?? 'probable'}`}
        {one.cause === undefined || one.when === undefined ? '' : ' or '}
        {one.when === undefined ? null : <Said part={one.when} />}
        {one.orUnknown === true ? ' (or that is unknown)' : ''}
      </>
    );
  const conditions: readonly ReactNode[] = [
    one.draft === undefined ? undefined : sayTest(one.draft, wording),
    found,
    one.flagged === undefined ? undefined : `one of ${one.flagged.join(', ')} is raised or open`,
    one.notFlagged === undefined ? undefined : `none of ${one.notFlagged.join(', ')} is raised or open`,
  ].filter((part) => part !== undefined);
  return (
    <>
      <strong>{one.id}</strong> ({one.urgency},{' '}
      {one.independent === true ? 'with or without a leg complaint' : 'for a leg complaint'}){' '}
      {conditions.length === 0 ? 'always' : 'when '}
      {conditions.map((part, i) => (
        <span key={i}>
          {i > 0 ? ', and ' : ''}
          {part}
        </span>
      ))}
      : {one.text}
      {one.instead === undefined ? '' : ` Better: ${one.instead}`}
      <Cites ids={one.cites} />
      <ChangeLink anchor={`warning-${one.id}`} of={one.id} />
      <ul>
        {(one.suggest ?? []).map((offer) => (
          <li key={offer.order.id}>
            <OfferLine offer={offer} />
          </li>
        ))}
        {one.change === undefined ? null : <li>change of the draft: {one.change.label}</li>}
        {one.withdraw === true ? <li>taking the draft back</li> : null}
      </ul>
    </>
  );
}
