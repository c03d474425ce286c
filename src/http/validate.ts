/** From an unknown body to a hook call: the schemas of envelope and context, then what no schema can say. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { HookCall } from '#chart/gathered';
import { NocturneError } from '#errors';
import encounterStart from '#schemas/context-encounter-start' with { type: 'json' };
import orderSelect from '#schemas/context-order-select' with { type: 'json' };
import orderSign from '#schemas/context-order-sign' with { type: 'json' };
import patientView from '#schemas/context-patient-view' with { type: 'json' };
import problemList from '#schemas/context-problem-list-item-create' with { type: 'json' };
import request from '#schemas/request' with { type: 'json' };
import type { ServiceEntry } from './discovery.ts';

/** The hooks whose context has a schema. */
const CONTEXTS: Readonly<Record<string, AnySchemaObject>> = {
  'patient-view': patientView,
  'encounter-start': encounterStart,
  'problem-list-item-create': problemList,
  'order-select': orderSelect,
  'order-sign': orderSign,
};

interface Authorization {
  readonly access_token?: string;
  readonly patient?: string | null;
}

/** What request.json promises. */
interface Envelope {
  readonly hook: string;
  readonly hookInstance: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly fhirServer?: string | null;
  readonly fhirAuthorization?: Authorization | null;
  readonly prefetch?: Readonly<Record<string, unknown>> | null;
}

/** What every context schema promises. */
interface Context {
  readonly patientId: string;
  readonly userId: string;
  readonly encounterId?: string | null;
}

/** Checks the body of a call to one service. */
export type Validator = (service: ServiceEntry, body: unknown) => HookCall;

const dotted = (...parts: readonly string[]): string => parts.filter(Boolean).join('.');

/** Says one schema error in our words; values are in `error.data` and must stay there. */
function misfit(error: ErrorObject, root: string): readonly [path: string, sentence: string] {
  const at = dotted(root, ...error.instancePath.split('/'));
  const missing: unknown = error.params.missingProperty;
  if (typeof missing === 'string') return [dotted(at, missing), `${dotted(at, missing)} is required.`];
  const wanted: unknown = error.parentSchema?.description;
  return [at, `${at} must be ${typeof wanted === 'string' ? wanted : 'of another form'}.`];
}

/** All complaints of a schema as one refusal, in our words and without the values. */
export function misfits(errors: readonly ErrorObject[] | null | undefined, root = ''): NocturneError {
  const sentences = new Map(
    (errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => misfit(error, root)),
  );
  return new NocturneError('request-invalid', [...sentences.keys()], [...sentences.values()].join(' '));
}

/** The context as the service uses it: null and empty optional members count as absent (Use of JSON forbids them, clients send them). */
export function withoutEmpty(context: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null && value !== ''));
}

function isServerUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** The FHIR access a call offers: nothing, an open server, or a server with a token for this patient. */
function accessOf(envelope: Envelope, patientId: string): Pick<HookCall, 'fhirServer' | 'fhirAuthorization'> {
  const fhirServer = envelope.fhirServer || undefined;
  const accessToken = envelope.fhirAuthorization?.access_token;
  const patient = envelope.fhirAuthorization?.patient || undefined;
  if (fhirServer === undefined) {
    if (accessToken !== undefined) throw new NocturneError('fhir-server-missing', ['fhirServer']);
    return {};
  }
  if (!isServerUrl(fhirServer)) throw new NocturneError('fhir-server-not-url', ['fhirServer']);
  if (accessToken === undefined) return { fhirServer };
  if (patient !== undefined && patient !== patientId && patient !== `Patient/${patientId}`) {
    throw new NocturneError('patient-mismatch', ['fhirAuthorization.patient', 'context.patientId']);
  }
  return { fhirServer, fhirAuthorization: { accessToken, ...(patient === undefined ? {} : { patient }) } };
}

/**
 * Compiles the schemas once, for the hooks of these services.
 * @throws Error when a service has a hook whose context has no schema
 */
export function createValidator(services: readonly ServiceEntry[]): Validator {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
  const isEnvelope: ValidateFunction<Envelope> = ajv.compile<Envelope>(request);
  const contexts = new Map<string, ValidateFunction<Context>>();
  for (const { hook } of services) {
    const schema = CONTEXTS[hook];
    if (schema === undefined) throw new Error(`No context schema for the hook ${hook}.`);
    contexts.set(hook, ajv.compile<Context>(schema));
  }
  return (service, body) => {
    if (!isEnvelope(body)) throw misfits(isEnvelope.errors);
    const isContext = contexts.get(service.hook);
    if (body.hook !== service.hook || isContext === undefined) {
      throw new NocturneError('hook-mismatch', ['hook']);
    }
    const context: unknown = body.context;
    if (!isContext(context)) throw misfits(isContext.errors, 'context');
    return {
      service: service.id,
      hook: service.hook,
      hookInstance: body.hookInstance,
      patientId: context.patientId,
      userId: context.userId,
      ...(context.encounterId ? { encounterId: context.encounterId } : {}),
      context: withoutEmpty(body.context),
      prefetch: body.prefetch ?? {},
      ...accessOf(body, context.patientId),
    };
  };
}
