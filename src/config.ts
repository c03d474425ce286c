/** Settings: read once from the environment, checked, and passed on as a value. */
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

export interface Config {
  readonly mode: 'sandbox' | 'production';
  readonly host: string;
  readonly port: number;
  /** Base URL that links and `aud` checks use, without a trailing slash. */
  readonly publicUrl: string;
  /** FHIR base URLs beyond loopback that calls may name (sandbox mode). */
  readonly fhirServers: readonly string[];
  /** Fixed clock for demonstrations (sandbox only), as an ISO instant. */
  readonly now: string | undefined;
  /** DATABASE_URL: PostgreSQL. Without it the embedded database in `dataDir` is used. */
  readonly databaseUrl: string | undefined;
  /** NOCTURNE_DATA: folder of the embedded database. */
  readonly dataDir: string;
  /** NOCTURNE_CONFIG, or the defaults. */
  readonly settings: Settings;
  readonly limits: {
    readonly bodyBytes: number;
    readonly depth: number;
    readonly perQueryMs: number;
    readonly totalMs: number;
    readonly pages: number;
    readonly responseBytes: number;
    /** Most Medications read singly for one call. */
    readonly references: number;
  };
}

/** A setting that cannot be used: says which, and what would be right. */
export class ConfigError extends Error {}

const LIMITS: Config['limits'] = {
  bodyBytes: 8 * 1024 * 1024,
  depth: 200,
  perQueryMs: 2000,
  totalMs: 2500,
  pages: 5,
  responseBytes: 8 * 1024 * 1024,
  references: 64,
};

function fhirBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.username !== '' ||
    url.search !== ''
  ) {
    throw new ConfigError(
      `NOCTURNE_FHIR_SERVERS: "${text}" is not an http(s) base URL without credentials or query.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * Reads the settings of DESIGN.md section 6.
 * @param env the process environment, passed in by main
 * @throws ConfigError with the name of the setting and what it should be
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const mode = env.NOCTURNE_MODE || 'sandbox';
  if (mode !== 'sandbox' && mode !== 'production') {
    throw new ConfigError(`NOCTURNE_MODE must be "sandbox" or "production", not "${mode}".`);
  }
  if (mode === 'production') {
    throw new ConfigError(
      'NOCTURNE_MODE=production refuses to start: callers are not authenticated yet. Use sandbox mode, with made-up patients only.',
    );
  }
  const port = Number(env.PORT || '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new ConfigError(`PORT must be a whole number from 0 to 65535, not "${env.PORT}".`);
  }
  const host = env.HOST || '127.0.0.1';
  const now = env.NOCTURNE_NOW || undefined;
  if (now !== undefined && (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(now) || Number.isNaN(Date.parse(now)))) {
    throw new ConfigError('NOCTURNE_NOW must be an ISO instant such as 2026-03-01T22:00:00Z.');
  }
  const publicUrl = env.NOCTURNE_PUBLIC_URL || `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  if (!URL.canParse(publicUrl)) throw new ConfigError('NOCTURNE_PUBLIC_URL must be an absolute URL.');
  return {
    mode,
    host,
    port,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    fhirServers: (env.NOCTURNE_FHIR_SERVERS || '')
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(fhirBase),
    now: now === undefined ? undefined : new Date(now).toISOString(),
    databaseUrl: env.DATABASE_URL || undefined,
    dataDir: env.NOCTURNE_DATA || '.nocturne',
    settings: DEFAULT_SETTINGS,
    limits: LIMITS,
  };
}
