/** Says whether the answers so far are safe. */
import type { Saving } from '../record/saver.ts';

export interface SavingLineProps {
  readonly saving: Saving;
  readonly onRetry: () => void;
}

const WORDS: Readonly<Record<Exclude<Saving['state'], 'failed'>, string>> = {
  nothing: '',
  saving: 'Saving…',
  saved: 'Saved',
  changed: 'Changed since it was sent: check the answers and send them again',
};

export function SavingLine({ saving, onRetry }: SavingLineProps) {
  return (
    <div className="saving">
      <p role="status" className="quiet">
        {saving.state === 'failed' ? '' : WORDS[saving.state]}
      </p>
      {saving.state === 'failed' ? (
        <div role="alert" className="failure">
          <p>Not saved: {saving.why}. The answers are still on this page; keep it open.</p>
          <p>
            <button type="button" onClick={onRetry}>
              Save again
            </button>
          </p>
        </div>
      ) : null}
    </div>
  );
}
