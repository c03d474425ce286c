/** The settings: any CDS service and any open FHIR server instead of ours. */
import { useState, type FormEvent } from 'react';
import type { Discovery } from '../hooks/service.ts';
import { faultOf, tidied, type Servers } from './servers.ts';

export interface SettingsProps {
  readonly servers: Servers;
  readonly own: Servers;
  readonly discovery: Discovery | undefined;
  readonly onUse: (servers: Servers) => void;
}

function Offered({ discovery }: Pick<SettingsProps, 'discovery'>) {
  if (discovery === undefined) return <p role="status">Reading what the CDS service offers…</p>;
  if (!discovery.ok)
    return <p className="failure">The CDS service’s list could not be read: {discovery.why}</p>;
  return (
    <>
      <h3>Services it offers</h3>
      {discovery.services.length === 0 ? <p>None.</p> : null}
      <ul>
        {discovery.services.map(({ id, hook, title, prefetch }) => (
          <li key={id}>
            <code>{hook}</code> {title}{' '}
            <span className="quiet">
              ({id}, {Object.keys(prefetch).length} prefetch keys)
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Settings({ servers, own, discovery, onUse }: SettingsProps) {
  const [draft, setDraft] = useState(servers);
  const [fault, setFault] = useState<string>();
  const change = (part: Partial<Servers>) => setDraft((before) => ({ ...before, ...part }));
  const use = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultOf(draft);
    setFault(wrong);
    if (wrong === undefined) onUse(tidied(draft));
  };
  return (
    <section className="panel settings" aria-labelledby="settings-heading">
      <h2 id="settings-heading">Servers</h2>
      <form onSubmit={use} noValidate>
        <label>
          CDS service, base URL (before /cds-services)
          <input type="url" value={draft.cds} onChange={(event) => change({ cds: event.target.value })} />
        </label>
        <label>
          FHIR R4 server, base URL
          <input type="url" value={draft.fhir} onChange={(event) => change({ fhir: event.target.value })} />
        </label>
        <label>
          User
          <input value={draft.userId} onChange={(event) => change({ userId: event.target.value })} />
        </label>
        <label>
          Bearer token for the FHIR server (optional, kept in memory only)
          <input
            type="password"
            autoComplete="off"
            value={draft.token}
            onChange={(event) => change({ token: event.target.value })}
          />
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={draft.passToken}
            onChange={(event) => change({ passToken: event.target.checked })}
          />
          Give the token to the CDS service too (fhirAuthorization)
        </label>
        {fault === undefined ? null : (
          <p className="failure" role="alert">
            {fault}
          </p>
        )}
        <div className="buttons">
          <button type="submit" className="main">
            Use these servers
          </button>
          <button
            type="button"
            onClick={() => {
              setDraft(own);
              setFault(undefined);
              onUse(own);
            }}
          >
            Back to ours
          </button>
        </div>
      </form>
      <p className="quiet small">
        Both servers must allow this page by CORS ({window.location.origin}). Use made-up patients only: what
        you accept or sign is written to the FHIR server.
      </p>
      <Offered discovery={discovery} />
    </section>
  );
}
