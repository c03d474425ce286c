/** All cards of the report: the four numbers, as one bar and in words. It is the legend of the other pictures, too. */
import { FATES } from './fates.ts';
import type { Fates } from './report.ts';
import { interval, percent } from './words.ts';

export function Totals({ total }: { readonly total: Fates }) {
  const said = { accepted: total.acceptanceRate, overridden: total.overrideRate };
  const starts = FATES.map((_, at) => FATES.slice(0, at).reduce((sum, [fate]) => sum + total[fate], 0));
  return (
    <section className="panel">
      <h2>All of them</h2>
      <svg
        className="total"
        viewBox={`0 0 ${total.shown} 10`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {FATES.map(([fate], at) => (
          <rect key={fate} className={fate} x={starts[at]} y="0" width={total[fate]} height="10" />
        ))}
      </svg>
      <ul className="tiles">
        {FATES.map(([fate, name]) => (
          <li key={fate}>
            <svg className="key" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
              <rect className={fate} width="10" height="10" />
            </svg>
            {name} <strong>{total[fate]}</strong>
            {fate === 'accepted' || fate === 'overridden' ? (
              <small>
                {percent(said[fate])}{' '}
                <span className="quiet">({interval(said[fate]) || 'all still open'})</span>
              </small>
            ) : null}
          </li>
        ))}
        <li>
          Suggestions taken up <strong>{total.acceptedSuggestions}</strong>
          <small>of accepted cards</small>
        </li>
      </ul>
    </section>
  );
}
