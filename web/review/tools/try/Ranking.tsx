/** The causes in their order, with what moved them, and the criteria of each on demand. */
import { useState } from 'react';
import { isLikely, nameOf, type Candidate } from '#reason/candidates';
import { sayExplains } from '#cards/wording';
import type { Evaluation } from '#rules';
import type { Moved, RunDifference } from '#review/run-difference';
import { Criteria } from './Criteria.tsx';

export interface RankingProps {
  readonly candidates: readonly Candidate[];
  readonly difference: RunDifference;
  readonly now: Evaluation;
  readonly before: Evaluation;
  readonly whyNot: (cause: string) => void;
}

export function Ranking({ candidates, ...rest }: RankingProps) {
  const likely = candidates.filter((one) => isLikely(one.tier));
  const unlikely = candidates.filter((one) => one.tier === 'unlikely');
  const open = candidates.filter((one) => one.tier === 'not-assessable');
  return (
    <>
      {likely.length === 0 ? <p className="quiet">No cause comes up.</p> : null}
      <ol className="ranking">
        {likely.map((one) => (
          <Cause key={one.cause.id} of={one} {...rest} />
        ))}
      </ol>
      <Rest title="Unlikely: a recorded fact points away" of={unlikely} {...rest} />
      <Rest title="Not assessable: too little is recorded" of={open} {...rest} />
    </>
  );
}

type Shared = Omit<RankingProps, 'candidates'>;

function Rest({
  title,
  of,
  ...rest
}: Shared & { readonly title: string; readonly of: readonly Candidate[] }) {
  if (of.length === 0) return null;
  const moved = of.filter((one) => rest.difference.moved.has(one.cause.id)).length;
  return (
    <details className="rest">
      <summary>
        {title} ({of.length}){moved === 0 ? null : <span className="chip">{moved} moved</span>}
      </summary>
      <ul className="ranking plain">
        {of.map((one) => (
          <Cause key={one.cause.id} of={one} {...rest} />
        ))}
      </ul>
    </details>
  );
}

function Cause({ of, difference, now, before, whyNot }: Shared & { readonly of: Candidate }) {
  const [open, setOpen] = useState(false);
  const moved = difference.moved.get(of.cause.id);
  const name = nameOf(of);
  return (
    <li data-cause={of.cause.id}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <strong>{name}</strong> <span className={`tier ${of.tier}`}>{of.tier.replace('-', ' ')}</span>
          {moved === undefined ? null : <Arrow moved={moved} />}
          {isLikely(of.tier) ? <span className="quiet small"> {sayExplains(of.explains)}</span> : null}
        </summary>
        {open ? (
          <>
            <Criteria cause={of.prepared} now={now} before={before} />
            {of.tier === 'established' ? null : (
              <p>
                <button type="button" onClick={() => whyNot(of.cause.id)}>
                  What would bring {name} higher?
                </button>
              </p>
            )}
          </>
        ) : null}
      </details>
    </li>
  );
}

function Arrow({ moved }: { readonly moved: Moved }) {
  const { before, way } = moved;
  const sign = { up: '↑', down: '↓', same: '→' }[way];
  const was =
    before === undefined
      ? 'new'
      : `was ${before.tier.replace('-', ' ')}${isLikely(before.tier) ? `, place ${before.place}` : ''}`;
  return (
    <span className={`chip ${way}`}>
      <span aria-hidden="true">{sign}</span> {was}
    </span>
  );
}
