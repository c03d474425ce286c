/** One call to the service as it went over the wire: status, times, request and response in full. */
import { html, useState } from '/vendor/preact.js';

function Body({ title, text }) {
  const [copied, setCopied] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('Copied');
    } catch {
      setCopied('The browser did not allow it; select the text instead');
    }
  };
  return html`<div class="body">
    <div class="body-head">
      <h4>${title}</h4>
      <span role="status" class="quiet">${copied}</span>
      <button type="button" class="plain" onClick=${copy}>Copy<span class="hidden"> ${title}</span></button>
    </div>
    <pre tabindex="0" aria-label=${title}>${text}</pre>
  </div>`;
}

const pretty = (answer) =>
  answer.body === undefined ? (answer.text ?? '(nothing)') : JSON.stringify(answer.body, null, 2);

/** Closed until asked for: a request with full prefetch is long. */
export function Exchange({ exchange }) {
  const [open, setOpen] = useState(false);
  const { service, url, request, answer, prefetchMs, keys } = exchange;
  const timing = answer.headers?.get('Server-Timing');
  return html`<details class="exchange" onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary>
      Request and response <span class="quiet">${service.id}</span>
      <span class="facts">
        ${answer.status === 0 ? answer.problem : `status ${answer.status}`} · ${answer.ms} ms
        ${keys.length > 0 ? ` · prefetch ${prefetchMs} ms (${keys.length} keys)` : ' · no prefetch sent'}
      </span>
      ${timing ? html`<span class="facts">Server-Timing: ${timing}</span>` : null}
    </summary>
    ${
      open
        ? html`<${Body} title=${`Request: POST ${url}`} text=${JSON.stringify(request, null, 2)} />
            <${Body}
              title=${`Response: ${answer.status === 0 ? answer.problem : answer.status}`}
              text=${pretty(answer)}
            />`
        : null
    }
  </details>`;
}
