/** What the service tells the intake: which FHIR servers it may call, and by which client id it is known there. */
import { fetchJson } from '../../parts/json.ts';
import type { Read } from '../record/record.ts';

export interface Settings {
  readonly clients: readonly { readonly fhirServer: string; readonly clientId: string }[];
  readonly clientId: string;
  readonly fhirServers: readonly string[];
  readonly sandbox?: { readonly fhirServer: string };
}

export async function readSettings(): Promise<Read<Settings>> {
  const got = await fetchJson('/intake/config.json');
  return got.ok ? { ok: true, value: got.body as Settings } : got;
}

export const withoutSlash = (url: string): string => url.trim().replace(/\/+$/, '');

export function clientIdFor({ clients, clientId }: Settings, base: string): string {
  return clients.find((one) => withoutSlash(one.fhirServer) === base)?.clientId ?? clientId;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/** Why a server may not be called, in words; undefined when it may. The page's policy would refuse it without a word. */
export function refusal({ fhirServers, clients, sandbox }: Settings, base: string): string | undefined {
  if (!/^https?:\/\//.test(base) || !URL.canParse(base))
    return 'This is no web address. A FHIR server’s address looks like https://fhir.hospital.example/r4';
  const known = [...fhirServers, ...clients.map((one) => one.fhirServer), sandbox?.fhirServer];
  if (known.some((one) => one !== undefined && withoutSlash(one) === base)) return undefined;
  if (sandbox !== undefined && LOOPBACK.has(new URL(base).hostname)) return undefined;
  return `This service was not set up for ${base}. Ask whoever runs it to list that FHIR server.`;
}
