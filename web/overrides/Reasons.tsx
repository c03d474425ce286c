/** Why cards were dismissed: each reason with the rules it was given for. */
import { useMemo } from 'react';
import type { Reason } from './report.ts';
import { kindName, reasonName, ruleName, serviceName } from './words.ts';

interface Group {
  readonly name: string;
  readonly count: number;
  readonly lines: readonly Reason[];
}

function grouped(reasons: readonly Reason[]): readonly Group[] {
  const groups = new Map<string, Reason[]>();
  for (const reason of reasons) {
    const name = reasonName(reason);
    groups.set(name, [...(groups.get(name) ?? []), reason]);
  }
  return [...groups]
    .map(([name, lines]) => ({ name, lines, count: lines.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count);
}

export function Reasons({
  reasons,
  overridden,
}: {
  readonly reasons: readonly Reason[];
  readonly overridden: number;
}) {
  const groups = useMemo(() => grouped(reasons), [reasons]);
  return (
    <section className="panel">
      <h2>Why cards were dismissed</h2>
      {groups.length === 0 ? (
        <p>No card was dismissed in this time.</p>
      ) : (
        <ul className="reasons">
          {groups.map(({ name, count, lines }) => (
            <li key={name}>
              <div>
                <span>{name}</span> <strong>{count}</strong>{' '}
                <small className="quiet">{Math.round((count / overridden) * 100)} % of dismissed</small>
              </div>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect className="track" width="100" height="8" />
                <rect className="overridden" width={(count / overridden) * 100} height="8" />
              </svg>
              <details>
                <summary>
                  By rule<span className="hidden"> for {name}</span>
                </summary>
                <ul>
                  {lines.map((line) => (
                    <li
                      key={`${line.service} ${line.kind} ${line.rule ?? ''} ${line.system ?? ''} ${line.code ?? ''}`}
                    >
                      {ruleName(line.rule)} <strong>{line.count}</strong>{' '}
                      <small className="quiet">
                        {kindName(line.kind)}, {serviceName(line.service)}
                      </small>
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
