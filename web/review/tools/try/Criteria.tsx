/** Each criterion of a cause: met, not met or unknown, on what evidence and why; and what it was before. */
import type { Answer, Evidence } from '#clinical/answer';
import { plain, sayWhy } from '#cards/wording';
import type { PreparedCause } from '#reason/prepared';
import type { Evaluation } from '#rules';
import { ruleHref } from '../../place.ts';

export interface CriteriaProps {
  readonly cause: PreparedCause;
  readonly now: Evaluation;
  readonly before: Evaluation;
}

export function Criteria({ cause, now, before }: CriteriaProps) {
  return (
    <ul className="criteria-now">
      {cause.criteria.map(({ name, criterion, node, text }) => {
        const answer = now.answerOf(node);
        const was = before.answerOf(node);
        return (
          <li key={name}>
            <Verdict answer={answer} /> {text}{' '}
            <span className="quiet small">
              {criterion.direction}, {criterion.weight} (
              <a href={ruleHref(cause.cause.id, `criterion-${name}`)}>{name}</a>)
            </span>
            {was.is === answer.is ? null : <span className="chip">was {sayVerdict(was)}</span>}
            <div className="small">{because(answer)}</div>
          </li>
        );
      })}
    </ul>
  );
}

const MARKS = { met: '✓', 'not-met': '✗', unknown: '?' } as const;

const sayVerdict = (answer: Answer): string =>
  answer.is === 'unknown' ? 'unknown' : answer.is === 'met' ? 'met' : 'not met';

function Verdict({ answer }: { readonly answer: Answer }) {
  return (
    <span className={`verdict ${answer.is}`}>
      <span aria-hidden="true">{MARKS[answer.is]}</span> {sayVerdict(answer)}
    </span>
  );
}

function because(answer: Answer): string {
  const rests = answer.evidence.map(sayOne).filter((one) => one !== '');
  const on = rests.length === 0 ? '' : [...new Set(rests)].join('; ');
  if (answer.is === 'unknown') return on === '' ? sayWhy(answer.why) : `${sayWhy(answer.why)}: ${on}`;
  if (answer.is === 'not-met' && answer.assumed === true)
    return 'not on a list that was read whole, so taken as absent';
  return on;
}

function sayOne({ reference, value, date, note }: Evidence): string {
  const what = value === undefined ? (reference.startsWith('Questionnaire') ? 'intake' : '') : plain(value);
  return [what, date, note].filter((one) => one !== undefined && one !== '').join(', ');
}
