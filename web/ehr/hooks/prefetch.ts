/** Prefetch as an EHR does it: tokens of the templates filled in, each query run, each failure sent or left out. */
import type { FhirServer } from '../fhir/server.ts';
import type { Context } from './context.ts';

/** `failing` lets every query fail, to see what a service makes of it. */
export type PrefetchMode = 'send' | 'none' | 'failing';
/** What stands for a query that failed: CDS Hooks lets the EHR choose. */
export type FailedAs = 'outcome' | 'omit';

export interface Prefetched {
  readonly prefetch: Readonly<Record<string, unknown>>;
  readonly failed: readonly string[];
  readonly leftOut: readonly string[];
  readonly ms: number;
}

const USER_TOKENS: Readonly<Record<string, string>> = {
  Practitioner: 'userPractitionerId',
  PractitionerRole: 'userPractitionerRoleId',
  Patient: 'userPatientId',
  RelatedPerson: 'userRelatedPersonId',
};

/** The query a template stands for; undefined when a token has no value, and then the key is left out. */
export function fillTemplate(template: string, context: Context): string | undefined {
  const [type = '', id] = context.userId.split('/');
  const values: Record<string, unknown> = { [USER_TOKENS[type] ?? '']: id };
  for (const [name, value] of Object.entries(context)) values[`context.${name}`] = value;
  const missing: string[] = [];
  const query = template.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_whole, token: string) => {
    const value = values[token];
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
    missing.push(token);
    return '';
  });
  return missing.length > 0 ? undefined : encoded(query);
}

/** Values of the query percent-encoded once: some servers refuse a bare "|". */
function encoded(query: string): string {
  const [path = '', ...rest] = query.split('?');
  if (rest.length === 0) return query;
  const parameters = rest.join('?').split('&');
  return `${path}?${parameters.map(encodedParameter).join('&')}`;
}

function encodedParameter(parameter: string): string {
  const at = parameter.indexOf('=');
  if (at < 0) return parameter;
  const value = parameter.slice(at + 1);
  return `${parameter.slice(0, at)}=${encodeURIComponent(decoded(value))}`;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const outcome = (why: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', diagnostics: why }],
});

/** Runs the templates side by side. */
export async function gatherPrefetch(
  templates: Readonly<Record<string, string>>,
  context: Context,
  server: FhirServer,
  { mode, failedAs }: { readonly mode: PrefetchMode; readonly failedAs: FailedAs },
): Promise<Prefetched> {
  const started = performance.now();
  const prefetch: Record<string, unknown> = {};
  const failed: string[] = [];
  const leftOut: string[] = [];
  const one = async (key: string, template: string): Promise<readonly [string, unknown]> => {
    const query = fillTemplate(template, context);
    if (query === undefined) return [key, undefined];
    if (mode === 'failing') {
      failed.push(key);
      return [key, outcome('This query failed on purpose.')];
    }
    const got = await server.get(query);
    if (got.ok) return [key, got.body];
    failed.push(key);
    const spoken = (got.body as { readonly resourceType?: unknown } | undefined)?.resourceType;
    return [key, spoken === 'OperationOutcome' ? got.body : outcome(got.why)];
  };
  const pairs = await Promise.all(Object.entries(templates).map(([key, text]) => one(key, text)));
  for (const [key, value] of pairs) {
    if (value === undefined || (failedAs === 'omit' && failed.includes(key))) leftOut.push(key);
    else prefetch[key] = value;
  }
  return { prefetch, failed, leftOut, ms: Math.round(performance.now() - started) };
}
