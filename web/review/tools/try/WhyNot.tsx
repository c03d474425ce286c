/** Why a cause did not come up: what its tier asks for, how each finding stands, and the fewest changes that would bring it there. */
import { useMemo, useState } from 'react';
import type { PatientRecord } from '#review/patient-record';
import type { VignetteRun } from '#review/run';
import type { Question, Way } from '#review/shortest-change';
import { tierRank, type Candidate } from '#reason/candidates';
import { say } from '#rules';
import { ruleHref } from '../../place.ts';
import { Criteria } from './Criteria.tsx';
import type { TryEngine } from './engine.ts';
import { whySilent } from './Outcome.tsx';
import { useSearch, type Searching } from './search.ts';

type Target = Question['atLeast'];
const TARGETS: readonly Target[] = ['possible', 'probable', 'established'];

export interface WhyNotProps {
  readonly engine: TryEngine;
  readonly record: PatientRecord;
  readonly run: VignetteRun;
  readonly origin: VignetteRun;
  readonly cause: string | undefined;
  readonly choose: (cause: string) => void;
  readonly apply: (way: Way) => void;
}

export function WhyNot({ run, cause, choose, ...rest }: WhyNotProps) {
  const { candidates } = run.reasoning;
  const silent =
    run.orders === undefined ? whySilent(run) : 'This is a call about orders: no causes are ranked.';
  if (silent !== undefined) return <p className="warning panel">{silent}</p>;
  const asked = candidates.find((one) => one.cause.id === cause);
  return (
    <>
      <section className="panel" aria-labelledby="asked-title">
        <h3 id="asked-title">The cause that did not come up</h3>
        <p>
          <label htmlFor="asked-cause">Cause</label>{' '}
          <select
            id="asked-cause"
            value={asked?.cause.id ?? ''}
            onChange={({ target }) => choose(target.value)}
          >
            <option value="">choose…</option>
            {[...candidates].reverse().map((one) => (
              <option key={one.cause.id} value={one.cause.id}>
                {one.cause.name}: {one.tier.replace('-', ' ')}
              </option>
            ))}
          </select>
        </p>
      </section>
      {asked === undefined ? null : <Asked key={asked.cause.id} of={asked} run={run} {...rest} />}
    </>
  );
}

type AskedProps = Omit<WhyNotProps, 'cause' | 'choose'> & { readonly of: Candidate };

function Asked({ engine, record, run, origin, of, apply }: AskedProps) {
  const { cause, tier, prepared } = of;
  const higher = TARGETS.filter((one) => tierRank(one) > tierRank(tier) && cause.tiers[one] !== undefined);
  const [chosen, setChosen] = useState<Target>();
  const target = chosen !== undefined && higher.includes(chosen) ? chosen : higher[0];
  const question = useMemo(
    () => (target === undefined ? undefined : { record, cause: cause.id, atLeast: target }),
    [record, cause, target],
  );
  const [searching, cancel] = useSearch(engine, question);
  if (target === undefined)
    return (
      <p className="panel">
        {cause.name} is {tier} already: nothing would bring it higher.
      </p>
    );
  const part = cause.tiers[target];
  return (
    <>
      <section className="panel" aria-labelledby="ways-title">
        <h3 id="ways-title">
          {cause.name} is {tier.replace('-', ' ')}. What would make it
          <select
            aria-label="At least"
            className="target"
            value={target}
            onChange={({ currentTarget }) => setChosen(TARGETS.find((one) => one === currentTarget.value))}
          >
            {higher.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
          ?
        </h3>
        <p className="small">
          <a href={ruleHref(cause.id, 'tiers')}>The rule</a> says {target} when{' '}
          {part === undefined || typeof part === 'string' ? part : say(part, engine.knowledge.wording)}.
        </p>
        <Found searching={searching} target={target} cancel={cancel} apply={apply} />
      </section>
      <section className="panel" aria-labelledby="findings-title">
        <h3 id="findings-title">How its findings stand</h3>
        <Criteria cause={prepared} now={engine.evaluationOf(run)} before={engine.evaluationOf(origin)} />
      </section>
    </>
  );
}

interface FoundProps {
  readonly searching: Searching | undefined;
  readonly target: Target;
  readonly cancel: () => void;
  readonly apply: (way: Way) => void;
}

function Found({ searching, target, cancel, apply }: FoundProps) {
  const progress = searching?.progress;
  const ways = progress?.ways ?? [];
  const running = searching === undefined || searching.state === 'running';
  return (
    <>
      {running ? (
        <p className="searching">
          <label>
            Trying {SIZES[(progress?.size ?? 1) - 1]}{' '}
            <progress value={progress?.done ?? 0} max={Math.max(progress?.of ?? 1, 1)} />
          </label>{' '}
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </p>
      ) : null}
      <p role="status" className={searching?.state === 'failed' ? 'failure' : 'quiet'}>
        {running ? '' : sayState(searching, ways.length, target)}
      </p>
      <ol className="ways">
        {ways.map((way) => (
          <li key={way.changes.map((one) => one.says).join()}>
            <ul>
              {way.changes.map(({ says }, i) => (
                <li key={says}>
                  {i === 0 ? 'If' : 'and if'} {says}
                </li>
              ))}
            </ul>
            <p>
              it would be <strong className={`tier ${way.tier}`}>{way.tier}</strong>{' '}
              <button type="button" onClick={() => apply(way)}>
                Apply this
              </button>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

const SIZES = ['single changes', 'pairs of changes', 'threes of changes', 'fours of changes'];

function sayState(searching: Searching, ways: number, target: Target): string {
  const size = searching.progress?.size ?? 1;
  const what = size === 1 ? 'one change' : `${size} changes at once`;
  switch (searching.state) {
    case 'failed':
      return `The search broke off: ${searching.why ?? 'no reason given'}.`;
    case 'cancelled':
      return `Cancelled. ${ways === 0 ? 'Nothing was found so far.' : `${ways} found so far.`}`;
    default:
      return ways === 0
        ? `No ${what} of what the rule reads would make it ${target}: more than that is missing, or two readings of one value would be needed.`
        : `${ways === 1 ? `One way, with ${what}` : `${ways} ways, each with ${what}`}${size === 1 ? '' : '; fewer do not suffice'}. ${ways === 1 ? 'It was run.' : 'The easiest comes first; each was run.'}`;
  }
}
