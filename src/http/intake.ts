/** The intake page as a SMART app: where it is registered, what it is told, and whom it may speak to. */
import express from 'express';
import type { Router } from 'express';
import type { Config } from '#config';

type Setting = Pick<Config, 'mode' | 'fhirServers' | 'publicUrl' | 'settings'>;

/** What the page reads at its start. No secrets: whoever opens the page can read it. */
export interface IntakeConfig {
  /** Registrations, for launches from these FHIR servers. */
  readonly clients: readonly { readonly fhirServer: string; readonly clientId: string }[];
  /** Who the page is to any other server it may be launched from. */
  readonly clientId: string;
  /** Base URLs, without a slash at the end, that may launch it. */
  readonly fhirServers: readonly string[];
  /** Sandbox mode: the FHIR server to start from without a launch. */
  readonly sandbox?: { readonly fhirServer: string };
}

/** Loopback in sandbox mode, as for the service itself. */
const LOOPBACK = ['http://127.0.0.1:*', 'http://localhost:*'];
/** The id that the sandbox's own authorization server knows. */
export const CLIENT_ID = 'nocturne-intake';

const once = (values: readonly string[]): readonly string[] => [...new Set(values)];
const bare = (base: string): string => base.replace(/\/+$/, '');

/** In production a link to an app that no EHR knows would be a dead button. */
export function isIntakeRegistered({ mode, settings }: Pick<Config, 'mode' | 'settings'>): boolean {
  return mode === 'sandbox' || settings.intake.clients.length > 0;
}

/** What the page is told of this service's settings. */
export function intakeConfig({ mode, fhirServers, publicUrl, settings }: Setting): IntakeConfig {
  const clients = settings.intake.clients.map((one) => ({ ...one, fhirServer: bare(one.fhirServer) }));
  const own = mode === 'sandbox' ? { fhirServer: `${publicUrl}/sandbox/fhir` } : undefined;
  return {
    clients,
    clientId: CLIENT_ID,
    fhirServers: once([
      ...(own === undefined ? [] : [own.fhirServer]),
      ...fhirServers,
      ...settings.issuers.flatMap((issuer) => issuer.fhirServers.map(bare)),
      ...clients.map((one) => one.fhirServer),
    ]),
    ...(own === undefined ? {} : { sandbox: own }),
  };
}

/** Sources for `connect-src`: those FHIR servers, and the authorization servers the operator listed. */
export function intakeMayCall(config: Setting): readonly string[] {
  const origins = intakeConfig(config).fhirServers.map((base) => new URL(base).origin);
  return once([
    ...(config.mode === 'sandbox' ? LOOPBACK : []),
    ...origins,
    ...config.settings.intake.mayCall,
  ]);
}

/** Mounted at /intake/config.json. */
export function createIntakeConfig(config: Setting): Router {
  const router = express.Router();
  const told = intakeConfig(config);
  router.get('/', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(told);
  });
  return router;
}
