/** From the text of the settings file to settings, or to everything that is wrong with it, in words for an operator. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import schema from './settings.schema.json' with { type: 'json' };
import { DEFAULT_ISSUER, DEFAULT_SETTINGS } from './settings.ts';
import type { CardKind } from '#cards/card';
import type { Intake, Issuer, Repeat, Settings } from './settings.ts';

/** What the schema promises: every member may be missing. */
interface SettingsFile extends Partial<
  Pick<Settings, 'corsOrigins' | 'operatorTokens' | 'hashKeys' | 'tokenStoreAway'>
> {
  readonly issuers?: readonly (Partial<Issuer> & Pick<Issuer, 'iss'>)[];
  readonly repeat?: Readonly<Partial<Record<CardKind, Partial<Repeat>>>>;
  readonly retention?: Partial<Settings['retention']>;
  readonly intake?: Partial<Intake>;
  readonly load?: Partial<Settings['load']>;
}

/** Settings, or one sentence per mistake. A sentence names the member and what it should be, never its value. */
export type SettingsReading =
  | { readonly settings: Settings; readonly wrong?: never }
  | { readonly settings?: never; readonly wrong: readonly string[] };

/** The issuer of the public CDS Hooks sandbox: its private key is published, so its tokens prove nothing (5.19). */
const PUBLIC_SANDBOX = 'https://sandbox.cds-hooks.org';
const HASH_KEY_BYTES = 32;

/** Whether a host name is this machine. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:localhost|\[?::1\]?|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i.test(host);
}

/** A URL with nothing in it that a base must not have; plain http only where `loopback` allows it, to this machine. */
function isPlainUrl(text: string, loopback: boolean): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return (
    url !== null &&
    (url.protocol === 'https:' || (loopback && url.protocol === 'http:' && isLoopbackHost(url.hostname))) &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  );
}

function validator(mode: 'sandbox' | 'production') {
  const loopback = mode === 'sandbox';
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
  ajv.addFormat('jku', (text: string) => isPlainUrl(text, loopback));
  ajv.addFormat('fhir-base', (text: string) => isPlainUrl(text, loopback) && !text.includes('?'));
  const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
  ajv.addFormat('origin', isOrigin);
  ajv.addFormat('https-origin', (text: string) => isOrigin(text) && isPlainUrl(text, loopback));
  ajv.addFormat(
    'hash-key',
    (text: string) =>
      /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length >= HASH_KEY_BYTES,
  );
  return ajv.compile<SettingsFile>(schema);
}

/** `/issuers/0/jku` as `issuers[0].jku`. */
function memberOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path ? `${path}.${part}` : part), '');
}

/** Edits (insert, delete, replace) from one name to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      next.push(
        Math.min((row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1, (row[at] ?? 0) + (letter === other ? 0 : 1)),
      );
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0];
  return ranked !== undefined && ranked.far <= Math.max(2, name.length / 3) ? ranked.one : undefined;
}

function namesOf(parent: unknown): readonly string[] {
  const properties: unknown =
    typeof parent === 'object' && parent !== null && 'properties' in parent ? parent.properties : undefined;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function describe(of: unknown): string {
  const text: unknown =
    typeof of === 'object' && of !== null && 'description' in of ? of.description : undefined;
  return typeof text === 'string' ? text : 'of another form';
}

/** One mistake in our words. `error.data` may be a secret and stays where it is. */
function sentenceOf(error: ErrorObject): string {
  const at = memberOf(error.instancePath);
  const inside = (name: string): string => (at === '' ? name : `${at}.${name}`);
  const missing: unknown = error.params.missingProperty;
  if (typeof missing === 'string') {
    const wanted: unknown = error.parentSchema?.properties?.[missing];
    return `${inside(missing)}: is missing; it must be ${describe(wanted)}.`;
  }
  const unknown: unknown = error.params.additionalProperty;
  if (typeof unknown === 'string') {
    const known = namesOf(error.parentSchema).filter((name) => name !== '$schema');
    const meant = nearest(unknown, known);
    const hint = meant === undefined ? `possible here: ${known.join(', ')}` : `did you mean ${meant}?`;
    return `${inside(printable(unknown))}: is no setting; ${hint.replace(/\w$/, '$&.')}`;
  }
  if (error.keyword === 'anyOf') return `${at}: has neither jku nor keys.`;
  return `${at === '' ? 'the file' : at}: must be ${describe(error.parentSchema)}.`;
}

/** A key stored under a wrong name must not be printed as that name. */
function printable(name: string): string {
  return /^[\w$-]{1,40}$/.test(name) ? name : '(a name of another form)';
}

function repeated(values: readonly string[]): readonly number[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [at] : []));
}

/** What no schema can say. */
function* misuses(file: SettingsFile, mode: 'sandbox' | 'production'): Generator<string> {
  const issuers = file.issuers ?? [];
  const hashKeys = file.hashKeys ?? [];
  for (const [at, { iss, keys }] of issuers.entries()) {
    if (mode === 'production' && iss.replace(/\/+$/, '') === PUBLIC_SANDBOX) {
      yield `issuers[${at}].iss: the key of this issuer is public, so anyone can be it. Take it out.`;
    }
    for (const twice of repeated((keys?.keys ?? []).map(({ kid }) => String(kid)))) {
      yield `issuers[${at}].keys.keys[${twice}].kid: is there twice.`;
    }
  }
  for (const at of repeated(issuers.map(({ iss }) => iss))) yield `issuers[${at}].iss: is there twice.`;
  for (const at of repeated(hashKeys.map(({ id }) => id))) yield `hashKeys[${at}].id: is there twice.`;
  const registered = (file.intake?.clients ?? []).map(({ fhirServer }) => fhirServer.replace(/\/+$/, ''));
  for (const at of repeated(registered)) yield `intake.clients[${at}].fhirServer: is there twice.`;
  if (mode === 'sandbox') return;
  if (issuers.length === 0) yield 'issuers: production needs at least one; nobody else may call.';
  if (hashKeys.length === 0) yield 'hashKeys: production needs at least one (openssl rand -base64 32).';
}

/** Says where JSON ends to be JSON, without the text around it. */
function notJson(text: string, error: unknown): string {
  const at = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  const line = at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length;
  return `the file is not valid JSON${line === undefined ? '' : ` (line ${line})`}.`;
}

function parse(text: string): { readonly value: unknown } | { readonly wrong: string } {
  try {
    return { value: JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) };
  } catch (error) {
    return { wrong: notJson(text, error) };
  }
}

/**
 * Reads the settings file; what it does not say is as in DEFAULT_SETTINGS and DEFAULT_ISSUER.
 * @param text the file, JSON of src/settings.schema.json
 * @param mode production asks for issuers and hash keys; only sandbox mode takes plain-http loopback URLs
 * @returns the settings, or every mistake at once; no sentence holds a value from the file
 */
export function readSettings(text: string, mode: 'sandbox' | 'production'): SettingsReading {
  const parsed = parse(text);
  if ('wrong' in parsed) return { wrong: [parsed.wrong] };
  const isSettings = validator(mode);
  const { value } = parsed;
  if (!isSettings(value)) {
    // The branches of "jku or keys" are one mistake, said once.
    const errors = (isSettings.errors ?? []).filter(({ schemaPath }) => !schemaPath.includes('/anyOf/'));
    return { wrong: [...new Set(errors.map(sentenceOf))] };
  }
  const wrong = [...misuses(value, mode)];
  return wrong.length > 0 ? { wrong } : { settings: complete(value) };
}

function complete(file: SettingsFile): Settings {
  const { repeat } = DEFAULT_SETTINGS;
  const kind = (name: CardKind): Repeat => ({ ...repeat[name], ...file.repeat?.[name] });
  return {
    issuers: (file.issuers ?? []).map((issuer) => ({ ...DEFAULT_ISSUER, ...issuer })),
    ...(file.corsOrigins === undefined ? {} : { corsOrigins: file.corsOrigins }),
    operatorTokens: file.operatorTokens ?? DEFAULT_SETTINGS.operatorTokens,
    hashKeys: file.hashKeys ?? DEFAULT_SETTINGS.hashKeys,
    tokenStoreAway: file.tokenStoreAway ?? DEFAULT_SETTINGS.tokenStoreAway,
    repeat: {
      'must-not-miss': kind('must-not-miss'),
      differential: kind('differential'),
      safety: kind('safety'),
      intake: kind('intake'),
      order: kind('order'),
      'outside-scope': kind('outside-scope'),
    },
    retention: { ...DEFAULT_SETTINGS.retention, ...file.retention },
    intake: { ...DEFAULT_SETTINGS.intake, ...file.intake },
    load: { ...DEFAULT_SETTINGS.load, ...file.load },
  };
}
