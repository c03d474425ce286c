/** What comes out of the patient as it stands: urgency, ranking, red flags, cards, each with what is different from the start. */
import { plain, sayUrgency, sayWhy } from '#cards/wording';
import { isLikely, nameOf } from '#reason/candidates';
import type { RaisedFlag } from '#reason/red-flags';
import type { CheckVerdict } from '#reason/order-checks';
import { differenceOf, isSame, type RunDifference } from '#review/run-difference';
import type { VignetteRun } from '#review/run';
import type { TryEngine } from './engine.ts';
import { CardView } from './CardView.tsx';
import { Ranking } from './Ranking.tsx';

export interface OutcomeProps {
  readonly engine: TryEngine;
  readonly run: VignetteRun;
  /** Of the patient as chosen. */
  readonly origin: VignetteRun;
  /** Of the patient before the last change. */
  readonly previous: VignetteRun;
  readonly ms: number;
  readonly whyNot: (cause: string) => void;
}

export function Outcome({ engine, run, origin, previous, ms, whyNot }: OutcomeProps) {
  const difference = differenceOf(origin, run);
  const { reasoning, cards, orders } = run;
  return (
    <section className="panel outcome" aria-labelledby="outcome-title" tabIndex={0}>
      <h3 id="outcome-title">What comes out</h3>
      <p className="now">
        <span className={`urgency ${reasoning.urgency}`}>{sayUrgency(reasoning.urgency)}</span>{' '}
        <span className="quiet small" data-ms={ms.toFixed(1)}>
          worked out in {ms.toFixed(1)} ms
        </span>
      </p>
      <p role="status" className="small last">
        {sayDifference(differenceOf(previous, run), previous === run)}
      </p>
      {orders !== undefined ? (
        <Verdicts verdicts={orders.verdicts} />
      ) : (
        <>
          <Silent run={run} />
          {reasoning.candidates.length === 0 ? null : (
            <>
              <h4>Ranking</h4>
              <Ranking
                candidates={reasoning.candidates}
                difference={difference}
                now={engine.evaluationOf(run)}
                before={engine.evaluationOf(origin)}
                whyNot={whyNot}
              />
              <h4>Red flags</h4>
              <Flags flags={reasoning.flags} difference={difference} />
            </>
          )}
        </>
      )}
      <h3>Cards as the EHR shows them ({cards.length})</h3>
      {cards.length === 0 ? <p className="quiet">No card: the service stays silent.</p> : null}
      {cards.map((card) => (
        <CardView key={card.uuid} card={card} isNew={difference.cards.added.includes(card.summary)} />
      ))}
      {difference.cards.gone.length === 0 ? null : (
        <p className="quiet small">No longer shown: {difference.cards.gone.join('; ')}</p>
      )}
    </section>
  );
}

/** The outcome in one line, for narrow screens where it stands below the controls. */
export function InShort({ run, ms }: { readonly run: VignetteRun; readonly ms: number }) {
  const top = run.reasoning.candidates.find((one) => isLikely(one.tier));
  return (
    <p className="in-short">
      <a href="#outcome-title" onClick={toOutcome}>
        {top === undefined ? 'No cause comes up' : `1. ${nameOf(top)}: ${top.tier}`}
      </a>{' '}
      <span className="small">
        {sayUrgency(run.reasoning.urgency)}, {run.cards.length} {run.cards.length === 1 ? 'card' : 'cards'},{' '}
        {ms.toFixed(1)} ms
      </span>
    </p>
  );
}

// The address names the tool: it must not change with a jump.
function toOutcome(event: { preventDefault(): void }): void {
  event.preventDefault();
  const place = document.getElementById('outcome-title');
  place?.scrollIntoView();
  place?.closest<HTMLElement>('section')?.focus({ preventScroll: true });
}

function Silent({ run }: { readonly run: VignetteRun }) {
  const why = whySilent(run);
  return why === undefined ? null : <p className="warning">{why}</p>;
}

/** Why no cause was looked at; undefined where they were. */
export function whySilent({ reasoning, chart }: VignetteRun): string | undefined {
  if (chart.deceased) return 'The patient has died: nothing is said.';
  if (!reasoning.door.open)
    return 'No leg complaint is recorded: the rules do not run. Add a symptom or an intake answer.';
  return reasoning.child ? 'The patient is under 18: the rules are for adults.' : undefined;
}

function Flags({
  flags,
  difference,
}: {
  readonly flags: readonly RaisedFlag[];
  readonly difference: RunDifference;
}) {
  const { raised, gone } = difference.flags;
  return (
    <>
      {flags.length === 0 ? <p className="quiet">None.</p> : null}
      <ul className="flags">
        {flags.map(({ flag, state, urgency, because, confirm }) => (
          <li key={flag.id}>
            <span className={`urgency ${state === 'open' ? 'open' : urgency}`}>
              {state === 'open' ? `cannot be excluded (${sayUrgency(urgency)})` : sayUrgency(urgency)}
            </span>{' '}
            <strong>{flag.id}</strong> {flag.name}
            {raised.some((one) => one.startsWith(`${flag.id} `)) ? <span className="chip">new</span> : null}
            <div className="small quiet">
              {because.map((one) => one.text).join('; ')}
              {confirm === undefined ? '' : ` (reported ${confirm}: confirm)`}
            </div>
          </li>
        ))}
      </ul>
      {gone.length === 0 ? null : <p className="quiet small">No longer: {gone.join('; ')}</p>}
    </>
  );
}

/** A call about orders being written: checks run, not the ranking. */
function Verdicts({ verdicts }: { readonly verdicts: readonly CheckVerdict[] }) {
  return (
    <>
      <h4>Order checks</h4>
      {verdicts.length === 0 ? <p className="quiet">No check warns of what is being ordered.</p> : null}
      <ul className="flags">
        {verdicts.flatMap(({ check, warnings }) =>
          warnings.map(({ warning, urgency, unknown, evidence }) => (
            <li key={`${check.id} ${warning.id}`}>
              <span className={`urgency ${urgency}`}>{sayUrgency(urgency)}</span> {warning.text}
              <div className="small quiet">
                {unknown ? `${sayWhy('not-recorded')} ` : ''}
                {evidence.map((one) => plain(one.value ?? '')).join('; ')}
              </div>
            </li>
          )),
        )}
      </ul>
    </>
  );
}

function sayDifference(difference: RunDifference, first: boolean): string {
  if (first) return 'Change something: what follows is shown here at once.';
  if (isSame(difference)) return 'The last change moves no place, no flag and no headline of a card.';
  const { moved, flags, cards, urgency } = difference;
  const tiers = [...moved.values()]
    .filter(({ before, after }) => before?.tier !== after?.tier)
    .map(({ name, before, after }) => `${name}: ${say(before?.tier)} → ${say(after?.tier)}`);
  const places = [...moved.values()]
    .filter(({ before, after }) => before?.tier === after?.tier)
    .map(({ name, before, after }) => `${name}: place ${before?.place ?? '–'} → ${after?.place ?? '–'}`);
  const parts = [
    ...(urgency === undefined ? [] : [`${sayUrgency(urgency.before)} → ${sayUrgency(urgency.after)}`]),
    ...tiers,
    ...(tiers.length === 0 ? places : []),
    ...flags.raised.map((one) => `flag ${one}`),
    ...flags.gone.map((one) => `no longer ${one}`),
  ];
  if (parts.length === 0) return `Other words on the cards: ${cards.added.join('; ')}`;
  return `The last change: ${parts.slice(0, 4).join('; ')}${parts.length > 4 ? `; and ${parts.length - 4} more` : ''}.`;
}

const say = (tier: string | undefined): string => (tier ?? 'not looked at').replace('-', ' ');
