/** Links of a card: an absolute one opens, a SMART one is launched through the sandbox's SMART server where there is one. */
import { useState } from 'react';
import { safeLink } from '../../parts/Markdown.tsx';
import { timed } from '../fhir/server.ts';
import type { Base } from '../hooks/context.ts';
import { exchangeOf, type Log } from '../hooks/exchange.ts';
import type { Link } from './read.ts';

export interface Launching {
  readonly fhirServer: string;
  readonly who: Base;
  readonly log: Log;
}

/** The address of the app with its launch, or in words why there is none. */
async function launch(
  { url, appContext }: Link,
  { fhirServer, who, log }: Launching,
): Promise<{ readonly href: string } | { readonly why: string }> {
  const absent = `This link needs a SMART launch, and no SMART server answered for the FHIR server ${fhirServer}. Open ${url} from an EHR that launches apps with that server.`;
  const configuration = await timed(`${fhirServer}/.well-known/smart-configuration`, {});
  if (!configuration.ok) return { why: absent };
  const at = `${new URL(fhirServer, window.location.href).origin}/sandbox/smart/launch`;
  const request = {
    patient: who.patientId,
    ...(who.encounterId === undefined ? {} : { encounter: who.encounterId }),
    user: who.userId,
    ...(appContext === undefined ? {} : { appContext }),
  };
  const got = await timed(at, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  log(exchangeOf({ kind: 'launch', title: 'SMART launch', method: 'POST', url: at, request }, got));
  const token = got.ok ? (got.body as { readonly launch?: unknown } | undefined)?.launch : undefined;
  const target = safeLink(url);
  if (typeof token !== 'string' || target === undefined) return { why: absent };
  const href = new URL(target);
  href.searchParams.set('iss', fhirServer);
  href.searchParams.set('launch', token);
  return { href: href.href };
}

function SmartLink({ link, launching }: { readonly link: Link; readonly launching: Launching }) {
  const [state, setState] = useState<{
    readonly href?: string;
    readonly why?: string;
    readonly busy?: boolean;
  }>({});
  const start = async () => {
    setState({ busy: true });
    const result = await launch(link, launching);
    setState(result);
    if ('href' in result) window.open(result.href, '_blank', 'noopener');
  };
  return (
    <>
      <button type="button" aria-disabled={state.busy === true} onClick={() => void start()}>
        {link.label} <span className="quiet">(app)</span>
      </button>
      <span role="status">
        {state.busy === true ? ' Asking for a launch…' : null}
        {state.href === undefined ? null : (
          <>
            {' '}
            Launched in a new tab. If it did not open:{' '}
            <a href={state.href} target="_blank" rel="noopener noreferrer">
              open the app
            </a>
            . A launch works once.
          </>
        )}
      </span>
      {state.why === undefined ? null : <p className="failure">{state.why}</p>}
    </>
  );
}

export function Links({
  links,
  launching,
}: {
  readonly links: readonly Link[];
  readonly launching: Launching;
}) {
  if (links.length === 0) return null;
  return (
    <ul className="links">
      {links.map((link) => (
        <li key={`${link.label} ${link.url}`}>
          {link.type === 'smart' ? (
            <SmartLink link={link} launching={launching} />
          ) : (
            <Outside url={link.url} label={link.label} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** An address that is no http or https stays text. */
export function Outside({ url, label }: { readonly url: string | undefined; readonly label: string }) {
  const href = safeLink(url);
  return href === undefined ? (
    <span>{label}</span>
  ) : (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  );
}
