/** Which servers the sandbox speaks to. Addresses live as long as the tab; a token lives in memory only. */
import type { FailedAs, PrefetchMode } from '../hooks/prefetch.ts';

export interface Servers {
  /** Base URL of the CDS service: the part before /cds-services. */
  readonly cds: string;
  readonly fhir: string;
  readonly userId: string;
  readonly token: string;
  /** Whether the CDS service gets the token too, as fhirAuthorization. */
  readonly passToken: boolean;
}

export interface Sending {
  readonly mode: PrefetchMode;
  readonly failedAs: FailedAs;
}

export const USER = 'Practitioner/sandbox-clinician';
const KEY = 'nocturne.sandbox.servers';
const USER_FORM = /^(?:Practitioner|PractitionerRole)\/[A-Za-z0-9\-.]{1,64}$/;

export const ownServers = (fhir: string): Servers => ({
  cds: window.location.origin,
  fhir,
  userId: USER,
  token: '',
  passToken: false,
});

/** An address as a base: http or https, without a slash at its end. */
export function baseOf(given: string): string | undefined {
  const text = given.trim();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '') return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** What is wrong with the settings, in words; undefined when they can be used. */
export function faultOf({ cds, fhir, userId }: Servers): string | undefined {
  if (baseOf(cds) === undefined)
    return 'The CDS service needs an address that starts with http:// or https://.';
  if (baseOf(fhir) === undefined)
    return 'The FHIR server needs an address that starts with http:// or https://.';
  return USER_FORM.test(userId.trim())
    ? undefined
    : 'The user must be Practitioner/ or PractitionerRole/ and an id.';
}

/** As used: the address of the discovery is accepted for that of the service. */
export const tidied = (servers: Servers): Servers => ({
  ...servers,
  cds: (baseOf(servers.cds) ?? '').replace(/\/cds-services$/, ''),
  fhir: baseOf(servers.fhir) ?? '',
  userId: servers.userId.trim(),
  token: servers.token.trim(),
});

export function remember({ cds, fhir, userId }: Servers): void {
  sessionStorage.setItem(KEY, JSON.stringify({ cds, fhir, userId }));
}

export function recall(own: Servers): Servers {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Servers>;
    const servers = tidied({ ...own, ...kept, token: '', passToken: false });
    return faultOf(servers) === undefined ? servers : own;
  } catch {
    return own;
  }
}

export const forget = (): void => sessionStorage.removeItem(KEY);
