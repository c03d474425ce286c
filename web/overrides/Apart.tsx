/** What is counted apart from the cards: open ones, feedback that fits no card, records that were lost. */
import type { Report } from './report.ts';
import { dateOf, many, serviceName } from './words.ts';

interface Line {
  readonly key: string;
  readonly what: string;
  readonly day: string;
  readonly count: number;
}

export function Apart({ report }: { readonly report: Report }) {
  const { open } = report.total;
  return (
    <section className="panel">
      <h2>Counted apart</h2>
      <div className="apart">
        <div>
          <h3>Still open: {open}</h3>
          <p>
            {open === 0
              ? 'Every card shown has had its hour.'
              : `${many(open, 'card')} shown within the last hour without feedback; left out of the shares.`}
          </p>
        </div>
        <Lines
          title="Feedback that fits no card"
          lines={report.unmatched.map((line) => ({
            key: `${line.service} ${line.day}`,
            what: serviceName(line.service),
            ...line,
          }))}
          none="All feedback found its card."
          some="Of a card this service does not know, for over an hour: of another copy’s database, of a card that was removed by age, or made up. Rule and kind do not narrow it."
        />
        <Lines
          title="Records lost"
          lines={report.dropped.map((line) => ({
            key: `${line.kind} ${line.day}`,
            what: line.kind,
            ...line,
          }))}
          none="Nothing was lost."
          some="Dropped because the database was away too long: so many more may have been shown. Filters do not narrow it."
        />
      </div>
    </section>
  );
}

function Lines({
  title,
  lines,
  none,
  some,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly none: string;
  readonly some: string;
}) {
  const total = lines.reduce((sum, { count }) => sum + count, 0);
  return (
    <div>
      <h3>
        {title}: {total}
      </h3>
      <p>{total === 0 ? none : some}</p>
      {total === 0 ? null : (
        <ul>
          {lines.map((line) => (
            <li key={line.key}>
              {dateOf(line.day)}, {line.what}: <strong>{line.count}</strong>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
