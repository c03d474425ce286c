/** Asks an operator for the token that opens the figures. */
import type { FormEvent } from 'react';

export interface AskTokenProps {
  /** Whether a token was tried and not taken. */
  readonly refused: boolean;
  readonly onToken: (token: string) => void;
}

export function AskToken({ refused, onToken }: AskTokenProps) {
  const give = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onToken(String(new FormData(event.currentTarget).get('token') ?? '').trim());
  };
  return (
    <section className="panel ask">
      <h2>Operator token</h2>
      <p>
        The figures open to operators of this service. The token stays in this page’s memory, is sent to this
        service only, and is gone when you close or reload the page.
      </p>
      {refused ? (
        <p role="alert" className="failure">
          That token was not accepted. Check it, or ask whoever runs the service whether its sum is listed in{' '}
          <code>operatorTokens</code>.
        </p>
      ) : null}
      <form onSubmit={give}>
        <label>
          Token
          <input name="token" type="password" required autoComplete="off" spellCheck={false} />
        </label>
        <button type="submit" className="main">
          Show the figures
        </button>
      </form>
    </section>
  );
}
