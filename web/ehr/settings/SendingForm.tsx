/** How the next calls are sent: with prefetch, without, or with one that fails; and asking again. */
import type { FailedAs, PrefetchMode } from '../hooks/prefetch.ts';
import type { Sending } from './servers.ts';

export interface SendingFormProps {
  readonly sending: Sending;
  readonly onChange: (sending: Sending) => void;
  readonly onAsk: () => void;
}

const MODES: Readonly<Record<PrefetchMode, string>> = {
  send: 'with prefetch',
  none: 'without prefetch: the service reads the FHIR server itself',
  failing: 'prefetch failing: every query fails',
};

const FAILED: Readonly<Record<FailedAs, string>> = {
  outcome: 'sent as OperationOutcome',
  omit: 'left out',
};

export function SendingForm({ sending, onChange, onAsk }: SendingFormProps) {
  return (
    <form
      className="sending"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <label>
        Ask{' '}
        <select
          value={sending.mode}
          onChange={(event) => onChange({ ...sending, mode: event.target.value as PrefetchMode })}
        >
          {Object.entries(MODES).map(([mode, text]) => (
            <option key={mode} value={mode}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {sending.mode === 'none' ? null : (
        <label>
          Failed queries{' '}
          <select
            value={sending.failedAs}
            onChange={(event) => onChange({ ...sending, failedAs: event.target.value as FailedAs })}
          >
            {Object.entries(FAILED).map(([as, text]) => (
              <option key={as} value={as}>
                {text}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit">Ask again</button>
    </form>
  );
}
