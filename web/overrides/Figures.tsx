/** The report, part by part. */
import { Apart } from './Apart.tsx';
import { Download } from './Download.tsx';
import { FateTable } from './FateTable.tsx';
import type { Filters } from './filters.ts';
import { NEEDS_TOKEN } from './loading.ts';
import { OverTime } from './OverTime.tsx';
import { Reasons } from './Reasons.tsx';
import type { Report } from './report.ts';
import { Totals } from './Totals.tsx';
import { kindName, ruleName, serviceName } from './words.ts';

export interface FiguresProps {
  readonly report: Report;
  readonly filters: Filters;
  readonly token: string;
  /** Narrows the report to a rule. */
  readonly onRule: (rule: string) => void;
}

export function Figures({ report, filters, token, onRule }: FiguresProps) {
  const none = report.total.shown === 0;
  return (
    <div className="figures">
      {none ? <Nothing narrowed={filters.rule + filters.kind + filters.service !== ''} /> : null}
      {none ? null : (
        <>
          <Totals total={report.total} />
          <OverTime report={report} />
          <FateTable
            title="By kind of card"
            first="Kind"
            lines={report.kinds.map((line) => ({ key: line.kind, name: kindName(line.kind), ...line }))}
          />
          <FateTable
            title="By rule"
            first="Leading rule"
            lines={report.rules.map((line) => ({
              key: `${line.service} ${line.kind} ${line.rule ?? ''}`,
              name: <RuleCell rule={line.rule} chosen={filters.rule} onRule={onRule} />,
              under: `${kindName(line.kind)}, ${serviceName(line.service)}`,
              ...line,
            }))}
          />
          <Reasons reasons={report.reasons} overridden={report.total.overridden} />
        </>
      )}
      <Apart report={report} />
      <Download filters={filters} token={token} />
      <Meaning />
    </div>
  );
}

function RuleCell({
  rule,
  chosen,
  onRule,
}: {
  readonly rule: string | null;
  readonly chosen: string;
  readonly onRule: (rule: string) => void;
}) {
  if (rule === null) return <>{ruleName(rule)}</>;
  return (
    <>
      <a href={`/review/${rule}`}>{ruleName(rule)}</a>{' '}
      {chosen === rule ? null : (
        <button type="button" className="only" onClick={() => onRule(rule)}>
          Only<span className="hidden"> {ruleName(rule)}</span>
        </button>
      )}
    </>
  );
}

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  return (
    <section className="panel">
      <h2>No card was shown in this time</h2>
      <p>
        {narrowed
          ? 'Nothing fits all of the filters: choose “All cards”, or a longer period.'
          : 'Choose a longer period. Cards count from the moment the service gives them to an EHR; what clinicians do with them counts when the EHR sends feedback.'}
      </p>
      {narrowed || NEEDS_TOKEN ? null : (
        <p>
          To see it work, open a patient in the <a href="/">EHR sandbox</a>, dismiss a card there, and load
          this page again.
        </p>
      )}
    </section>
  );
}

function Meaning() {
  return (
    <details className="panel">
      <summary>What these numbers mean</summary>
      <dl className="meaning">
        <dt>Shown</dt>
        <dd>
          Cards given to an EHR in this time. It is the sum of accepted, dismissed, without response and open.
        </dd>
        <dt>Accepted, dismissed</dt>
        <dd>
          What the EHR reported last for that card. A card has one outcome, however often it is reported.
        </dd>
        <dt>Without response, open</dt>
        <dd>
          No feedback for an hour or more; no feedback yet, and younger than an hour. Some EHRs send no
          feedback: all of their cards end here.
        </dd>
        <dt>Shares and lines</dt>
        <dd>
          Of the cards that are no longer open. The thin line is the 95 % interval (Wilson 1927). It takes
          cards as independent, and cards of one clinician or patient are not: the truth is wider. Compare two
          rules only where their lines are short.
        </dd>
        <dt>Taken up</dt>
        <dd>Suggestions of accepted cards that were chosen: one card can have several.</dd>
        <dt>Leading rule</dt>
        <dd>The rule a card speaks of first. A card may rest on several; it counts once.</dd>
      </dl>
    </details>
  );
}
