/** Says at once what answers cannot wait for; announced when it appears, and in view however long the page is. */
import { urgentSigns, type Urgency } from '../questions/urgent.ts';
import type { Answers } from '../questions/answers.ts';
import type { Who } from '../questions/selection.ts';

const WHAT_TO_DO: Readonly<Record<Who, Readonly<Record<Urgency, string>>>> = {
  patient: {
    now: 'Call emergency services now (112, 911 or 999), or go to an emergency department. Do not wait for an answer to this form.',
    today:
      'Get medical help today: call your doctor or an out-of-hours service. Do not wait for an answer to this form.',
  },
  clinician: {
    now: 'Emergency: assess this patient now.',
    today: 'Assess this patient today.',
  },
};

export interface UrgentProps {
  readonly answers: Answers;
  readonly who: Who;
  /** How many reasons are named: many would hide the question it stands below. */
  readonly most?: number;
}

export function Urgent({ answers, who, most = Infinity }: UrgentProps) {
  const signs = urgentSigns(answers);
  const first = signs[0];
  const shown = signs.slice(0, most);
  const hidden = signs.length - shown.length;
  return (
    <div role="alert" className="urgent">
      {first === undefined ? null : (
        <div className={first.urgency}>
          <p>
            <strong>{WHAT_TO_DO[who][first.urgency]}</strong>
          </p>
          {shown.map((sign) => (
            <p key={sign.why}>{sign.why}</p>
          ))}
          {hidden === 0 || most === 0 ? null : <p>And {hidden} more.</p>}
        </div>
      )}
    </div>
  );
}
