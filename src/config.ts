/** Settings: read once from the environment and the settings file, checked, and passed on as a value. */
import { readFileSync } from 'node:fs';
import { isLoopbackHost, readSettings } from './settings-file.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

export type { Issuer, Settings } from './settings.ts';

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

type Environment = Readonly<Record<string, string | undefined>>;
type Mode = Config['mode'];

function fhirBase(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.username !== '' ||
    url.password !== '' ||
    url.search !== ''
  ) {
    return null;
  }
  return url.href.replace(/\/+$/, '');
}

function modeOf(env: Environment): Mode {
  const mode = env.NOCTURNE_MODE || 'sandbox';
  if (mode !== 'sandbox' && mode !== 'production') {
    throw new ConfigError('NOCTURNE_MODE must be "sandbox" or "production".');
  }
  return mode;
}

function portOf(env: Environment, wrong: string[]): number {
  const port = Number(env.PORT || '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    wrong.push(`PORT must be a whole number from 0 to 65535, not "${env.PORT}".`);
  }
  return port;
}

function nowOf(env: Environment, mode: Mode, wrong: string[]): string | undefined {
  const now = env.NOCTURNE_NOW || undefined;
  if (now === undefined) return undefined;
  if (mode === 'production') {
    wrong.push('NOCTURNE_NOW is for demonstrations; production has the real clock. Take it out.');
    return undefined;
  }
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(now) || Number.isNaN(Date.parse(now))) {
    wrong.push('NOCTURNE_NOW must be an ISO instant such as 2026-03-01T22:00:00Z.');
    return undefined;
  }
  return new Date(now).toISOString();
}

function publicUrlOf(env: Environment, mode: Mode, fallback: string, wrong: string[]): string {
  const text = env.NOCTURNE_PUBLIC_URL || (mode === 'production' ? '' : fallback);
  const url = URL.canParse(text) ? new URL(text) : null;
  const isBase =
    url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (mode === 'production' && (!isBase || url.protocol !== 'https:')) {
    wrong.push('NOCTURNE_PUBLIC_URL must be the https base URL that callers use; tokens are made for it.');
  } else if (!isBase || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    wrong.push('NOCTURNE_PUBLIC_URL must be an absolute http(s) URL without credentials, query or fragment.');
  }
  return text.replace(/\/+$/, '');
}

function fhirServersOf(env: Environment, mode: Mode, wrong: string[]): readonly string[] {
  const listed = (env.NOCTURNE_FHIR_SERVERS || '').split(/[\s,]+/).filter(Boolean);
  if (mode === 'production' && listed.length > 0) {
    wrong.push('NOCTURNE_FHIR_SERVERS is for sandbox mode; in production list fhirServers with each issuer.');
    return [];
  }
  return listed.flatMap((text, at) => {
    const base = fhirBase(text);
    if (base === null) {
      wrong.push(
        `NOCTURNE_FHIR_SERVERS: number ${at + 1} is no http(s) base URL without credentials or query.`,
      );
    }
    return base ?? [];
  });
}

function databaseOf(env: Environment, mode: Mode, wrong: string[]): string | undefined {
  const url = env.DATABASE_URL || undefined;
  if (url !== undefined && !/^postgres(?:ql)?:\/\//.test(url)) {
    wrong.push('DATABASE_URL must start with postgres:// or postgresql://.');
  }
  if (url === undefined && mode === 'production') {
    wrong.push('DATABASE_URL is missing; production keeps its ledger in PostgreSQL.');
  }
  return url;
}

function settingsOf(
  env: Environment,
  mode: Mode,
  readFile: (path: string) => string,
  wrong: string[],
): Settings {
  const path = env.NOCTURNE_CONFIG || undefined;
  if (path === undefined) {
    if (mode === 'production') {
      wrong.push('NOCTURNE_CONFIG is missing; it names the settings file (docs/settings.example.json).');
    }
    return DEFAULT_SETTINGS;
  }
  let text: string;
  try {
    text = readFile(path);
  } catch {
    wrong.push(`NOCTURNE_CONFIG: the file ${path} cannot be read.`);
    return DEFAULT_SETTINGS;
  }
  const reading = readSettings(text, mode);
  wrong.push(...(reading.wrong ?? []).map((sentence) => `NOCTURNE_CONFIG: ${sentence}`));
  return reading.settings ?? DEFAULT_SETTINGS;
}

/** In sandbox mode anyone who reaches the port can call, so the port is not offered to a network by accident. */
function refuseExposure(env: Environment, host: string, mode: Mode, wrong: string[]): void {
  if (mode !== 'sandbox' || isLoopbackHost(host) || env.NOCTURNE_SANDBOX_EXPOSE === '1') return;
  wrong.push(
    'HOST is not loopback, and sandbox mode trusts anyone who reaches it. ' +
      'Set NOCTURNE_SANDBOX_EXPOSE=1 if that is meant (made-up patients only), or NOCTURNE_MODE=production.',
  );
}

/**
 * Reads the settings of DESIGN.md section 6, and the file that NOCTURNE_CONFIG names.
 * @param env the process environment, passed in by main
 * @param readFile the text of a file; throws when there is none
 * @throws ConfigError with a line for each mistake: which setting, and what it should be
 */
export function readConfig(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Config {
  const wrong: string[] = [];
  const mode = modeOf(env);
  const port = portOf(env, wrong);
  const host = env.HOST || '127.0.0.1';
  refuseExposure(env, host, mode, wrong);
  const ownHost = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const config: Config = {
    mode,
    host,
    port,
    publicUrl: publicUrlOf(env, mode, `http://${ownHost}:${port}`, wrong),
    fhirServers: fhirServersOf(env, mode, wrong),
    now: nowOf(env, mode, wrong),
    databaseUrl: databaseOf(env, mode, wrong),
    dataDir: env.NOCTURNE_DATA || '.nocturne',
    settings: settingsOf(env, mode, readFile, wrong),
    limits: LIMITS,
  };
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  return config;
}
