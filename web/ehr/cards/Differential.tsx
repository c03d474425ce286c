/** The machine-readable differential of a card as a table: cause, tier, tonight, and the evidence both ways. */
import { dateText, idText } from '../fhir/words.ts';

/** The extension's name and shape are frozen (DESIGN.md section 6); another service may use the name otherwise. */
const EXTENSION = 'org.nocturne.differential';

interface Line {
  readonly text?: string;
  readonly source?: string;
  readonly why?: string;
  readonly evidence?: readonly {
    readonly reference?: string;
    readonly date?: string;
    readonly value?: string;
  }[];
}

interface Candidate {
  readonly condition: string;
  readonly variant?: string;
  readonly tier: string;
  readonly explainsTonight?: string;
  readonly urgency?: string;
  readonly for?: readonly Line[];
  readonly against?: readonly Line[];
  readonly missing?: readonly Line[];
}

interface Result {
  readonly asOf?: string;
  readonly knowledge?: { readonly version?: string; readonly hash?: string };
  readonly candidates?: readonly Candidate[];
  readonly redFlags?: readonly {
    readonly id: string;
    readonly condition?: string;
    readonly urgency?: string;
    readonly unknown?: boolean;
  }[];
  readonly nextBest?: { readonly kind?: string; readonly text?: string };
}

const WHY: Readonly<Record<string, string>> = {
  'not-recorded': 'not recorded',
  'too-old': 'too old',
  'fetch-failed': 'could not be read',
  unusable: 'not usable',
};

const spaced = (text: string | undefined): string => (text ?? '').replaceAll('-', ' ');

/** Where the service keeps its rules. */
interface From {
  readonly base: string;
}

const ruleLink = (base: string, rule: string, source?: string): string =>
  `${base}/review/${encodeURIComponent(rule)}${source === undefined ? '' : `#${encodeURIComponent(source)}`}`;

function Proof({ evidence = [] }: Pick<Line, 'evidence'>) {
  return evidence.map(({ reference, date, value }, index) => (
    <span key={`${reference ?? ''} ${index}`} className="quiet">
      {' '}
      ({[value, date === undefined ? undefined : dateText(date), reference].filter(Boolean).join(', ')})
    </span>
  ));
}

function Lines({ title, sign, lines = [], rule, base }: From & LinesProps) {
  if (lines.length === 0) return null;
  return (
    <>
      <p className="lines-title">{title}</p>
      <ul className={`evidence ${sign}`}>
        {lines.map((line, index) => (
          <li key={`${line.text ?? ''} ${index}`}>
            {line.text}
            {line.why === undefined ? null : <span className="status">{WHY[line.why] ?? line.why}</span>}
            <Proof evidence={line.evidence ?? []} />
            {(line.source ?? '')
              .split(/,\s*/)
              .filter(Boolean)
              .map((id) => (
                <span key={id}>
                  {' '}
                  <a
                    className="small"
                    href={ruleLink(base, rule, id)}
                    target="_blank"
                    rel="noopener noreferrer"
                  >
                    {id}
                  </a>
                </span>
              ))}
          </li>
        ))}
      </ul>
    </>
  );
}

interface LinesProps {
  readonly title: string;
  readonly sign: 'for' | 'against' | 'missing';
  readonly lines: readonly Line[] | undefined;
  readonly rule: string;
}

function CandidateRow({ one, base }: From & { readonly one: Candidate }) {
  const rule = one.condition;
  const counts = [one.for, one.against, one.missing].map((lines) => lines?.length ?? 0);
  return (
    <>
      <tr className="cause">
        <th scope="row">
          <a href={ruleLink(base, rule)} target="_blank" rel="noopener noreferrer">
            {idText(rule)}
          </a>
          {one.variant === undefined ? null : <span className="quiet"> {spaced(one.variant)}</span>}
        </th>
        <td className={`tier ${one.tier}`}>{spaced(one.tier)}</td>
        <td>{spaced(one.explainsTonight)}</td>
        <td>{spaced(one.urgency)}</td>
      </tr>
      <tr>
        <td colSpan={4}>
          <details>
            <summary>
              {counts[0]} for, {counts[1]} against, {counts[2]} missing
              <span className="hidden"> ({idText(rule)})</span>
            </summary>
            <Lines title="For" sign="for" lines={one.for} rule={rule} base={base} />
            <Lines title="Against" sign="against" lines={one.against} rule={rule} base={base} />
            <Lines title="Missing" sign="missing" lines={one.missing} rule={rule} base={base} />
          </details>
        </td>
      </tr>
    </>
  );
}

function resultOf(extension: Readonly<Record<string, unknown>>): Result | undefined {
  const found = extension[EXTENSION];
  return typeof found === 'object' && found !== null ? found : undefined;
}

/** Nothing when the card has no such extension. */
export function Differential({
  extension,
  base,
}: From & { readonly extension: Readonly<Record<string, unknown>> }) {
  const result = resultOf(extension);
  if (result === undefined) return null;
  const { candidates = [], redFlags = [], nextBest, knowledge } = result;
  return (
    <details className="differential">
      <summary>
        Causes weighed: {candidates.length}
        {redFlags.length > 0 ? `, red flags: ${redFlags.length}` : ''}
      </summary>
      {redFlags.length === 0 ? null : (
        <ul className="flags">
          {redFlags.map((flag) => (
            <li key={flag.id}>
              Red flag{' '}
              <a href={ruleLink(base, flag.id)} target="_blank" rel="noopener noreferrer">
                {flag.id}
              </a>{' '}
              {flag.condition === undefined ? '' : idText(flag.condition)}: {spaced(flag.urgency)}
              {flag.unknown === true ? <span className="status"> cannot be excluded</span> : null}
            </li>
          ))}
        </ul>
      )}
      {candidates.length === 0 ? null : (
        <table className="causes">
          <thead>
            <tr>
              <th scope="col">Cause</th>
              <th scope="col">Tier</th>
              <th scope="col">Explains tonight</th>
              <th scope="col">Urgency</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((one) => (
              <CandidateRow key={`${one.condition} ${one.variant ?? ''}`} one={one} base={base} />
            ))}
          </tbody>
        </table>
      )}
      {nextBest === undefined ? null : (
        <p>
          <strong>Would change the ranking most:</strong> {nextBest.text}{' '}
          <span className="quiet">({nextBest.kind})</span>
        </p>
      )}
      {knowledge === undefined ? null : (
        <p className="quiet small">
          Knowledge {knowledge.version}, {(knowledge.hash ?? '').replace(/^sha256[:-]/, '').slice(0, 12)}; as
          of {result.asOf}
        </p>
      )}
    </details>
  );
}
