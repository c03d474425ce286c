/** What the intake page may speak to: the FHIR servers whose users it may be launched for. */
import type { Config } from '#config';

/** Loopback in sandbox mode, as for the service itself. */
const LOOPBACK = ['http://127.0.0.1:*', 'http://localhost:*'];

/** Sources for `connect-src`. */
export function intakeMayCall({ mode, fhirServers, settings }: Config): readonly string[] {
  const bases = [...fhirServers, ...settings.issuers.flatMap((issuer) => issuer.fhirServers)];
  const origins = bases.map((base) => new URL(base).origin);
  return [...new Set([...(mode === 'sandbox' ? LOOPBACK : []), ...origins])];
}
