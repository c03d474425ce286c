/** The start without an EHR: which FHIR server, signed in or open. */
import { useState } from 'react';
import { clientIdFor, refusal, withoutSlash, type Settings } from './settings.ts';
import { discover, signIn } from './smart.ts';

export interface StartProps {
  readonly settings: Settings;
  /** The server is open: its patient is chosen on the page. */
  readonly onOpen: (base: string) => void;
}

export function Start({ settings, onOpen }: StartProps) {
  const [server, setServer] = useState(settings.sandbox?.fhirServer ?? settings.fhirServers[0] ?? '');
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState('');
  const connect = async (): Promise<void> => {
    const base = withoutSlash(server);
    const refused = refusal(settings, base);
    setWhy(refused ?? '');
    if (refused !== undefined) return;
    setBusy(true);
    try {
      if ((await discover(base)) === undefined) onOpen(base);
      else await signIn({ base, clientId: clientIdFor(settings, base) });
    } catch (error) {
      setBusy(false);
      setWhy(
        `The sign-in could not be started: ${error instanceof Error ? error.message : 'no reason given'}`,
      );
    }
  };
  return (
    <form
      className="panel start"
      // The page says itself what is wrong with an address.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <h2>Where is the chart?</h2>
      <p>
        This page is usually opened from a chart or from a link in a message. To open it by hand, name the
        FHIR server that holds the chart.
      </p>
      <label htmlFor="server">Address of the FHIR server</label>
      <input
        id="server"
        type="url"
        inputMode="url"
        autoComplete="url"
        spellCheck={false}
        value={server}
        list="servers"
        onChange={(event) => setServer(event.target.value)}
      />
      <datalist id="servers">
        {settings.fhirServers.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {why === '' ? null : (
        <p role="alert" className="failure">
          {why}
        </p>
      )}
      <p className="actions">
        <button type="submit" className="main" aria-disabled={busy}>
          {busy ? 'Connecting…' : 'Sign in'}
        </button>
        <button
          type="button"
          onClick={() => {
            const refused = refusal(settings, withoutSlash(server));
            setWhy(refused ?? '');
            if (refused === undefined) onOpen(withoutSlash(server));
          }}
        >
          Open without sign-in
        </button>
      </p>
      <p className="quiet">Without sign-in only test servers that are open to everyone can be used.</p>
    </form>
  );
}
