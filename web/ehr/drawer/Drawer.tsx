/** The developer panel: every call as it went over the wire, newest first. */
import { useState } from 'react';
import type { Exchange } from '../hooks/exchange.ts';
import { asCurl, asJson, sizeText } from './copies.ts';

function Copy({ what, text }: { readonly what: string; readonly text: () => string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid('Copied');
    } catch {
      setSaid('The browser did not allow it; select the text instead');
    }
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        Copy {what}
      </button>
      <span role="status" className="quiet small">
        {said}
      </span>
    </>
  );
}

function Body({ title, value }: { readonly title: string; readonly value: unknown }) {
  const text = asJson(value);
  return (
    <div className="body">
      <div className="part-head">
        <h3>{title}</h3>
        <Copy what={`${title.toLowerCase()} as JSON`} text={() => text} />
      </div>
      <pre tabIndex={0} role="region" aria-label={title}>
        {text}
      </pre>
    </div>
  );
}

function Facts({ exchange }: { readonly exchange: Exchange }) {
  const { prefetch, serverTiming } = exchange;
  return (
    <>
      {prefetch === undefined ? null : (
        <p className="small">
          {prefetch.keys === 0
            ? 'No prefetch sent.'
            : `Prefetch: ${prefetch.keys} keys, ${sizeText(prefetch.bytes)}, gathered in ${prefetch.ms} ms.`}
          {prefetch.failed.length > 0 ? ` Failed: ${prefetch.failed.join(', ')}.` : ''}
          {prefetch.leftOut.length > 0 ? ` Keys left out: ${prefetch.leftOut.join(', ')}.` : ''}
        </p>
      )}
      {serverTiming === undefined ? null : <p className="small">Server-Timing: {serverTiming}</p>}
    </>
  );
}

function Entry({ exchange }: { readonly exchange: Exchange }) {
  const [open, setOpen] = useState(false);
  const { title, status, why, ms, request, response, method, url } = exchange;
  return (
    <details className="exchange" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{title}</strong>{' '}
        <span className={why === undefined ? 'quiet' : 'critical'}>
          {status === undefined ? 'no answer' : `status ${status}`} · {ms} ms
        </span>
      </summary>
      {open ? (
        <>
          <p className="small address">
            {method} {url} <Copy what="as curl" text={() => asCurl(exchange)} />
          </p>
          {why === undefined ? null : <p className="failure">{why}</p>}
          <Facts exchange={exchange} />
          {request === undefined ? null : <Body title="Request" value={request} />}
          {response === undefined ? null : <Body title="Response" value={response} />}
        </>
      ) : null}
    </details>
  );
}

export interface DrawerProps {
  readonly log: readonly Exchange[];
  readonly onClear: () => void;
}

export function Drawer({ log, onClear }: DrawerProps) {
  return (
    <section className="drawer panel" id="drawer" aria-labelledby="drawer-heading">
      <div className="part-head">
        <h2 id="drawer-heading" tabIndex={-1}>
          Developer panel: calls
        </h2>
        <button type="button" onClick={onClear} disabled={log.length === 0}>
          Clear
        </button>
      </div>
      <p className="quiet small">
        Newest first, kept until this tab is closed or reloaded. Copies hold the record’s data, but no access
        token.
      </p>
      {log.length === 0 ? <p>No calls yet. Choose a patient.</p> : null}
      {log.map((exchange) => (
        <Entry key={exchange.id} exchange={exchange} />
      ))}
    </section>
  );
}
