/** Fills the data plan of one call: prefetch first, then one parallel round of FHIR reads and at most one more. */
import {
  CONTEXT_KEY,
  type DraftContext,
  type Gathered,
  type GatheredKey,
  type HookCall,
  type PlanEntry,
} from '#chart/gathered';
import { NocturneError } from '#errors';
import { readValue } from './bundle.ts';
import { readContext } from './context.ts';
import type { FhirDeps } from './deps.ts';
import { Errand } from './errand.ts';
import { allowedBase } from './fences.ts';
import { secondRound } from './followup.ts';
import { isObject } from './resource.ts';
import { Sight } from './sight.ts';
import { Slot } from './slot.ts';
import { fillTemplate } from './template.ts';

export type { FhirDeps } from './deps.ts';

/**
 * Gets everything the plan names, following rows 2.24 to 2.35.
 * @param call the validated hook call
 * @param plan the prefetch keys with their templates
 * @param concerns whether any rule is about these drafts; where none is, nothing is read or required
 * @returns each key with its outcome and resources, and the Medications that others refer to
 * @throws NocturneError prefetch-malformed, patient-mismatch, fhir-server-not-url, request-invalid; and
 *   data-unavailable when the patient, or every trigger source, could not be read (empty is read; a problem
 *   just recorded is a trigger itself)
 */
export async function gather(
  call: HookCall,
  plan: readonly PlanEntry[],
  deps: FhirDeps,
  concerns?: (drafts: DraftContext, referenced: Gathered['referenced']) => boolean,
): Promise<Gathered> {
  refuseTokenOfAnotherPatient(call);
  const base = call.fhirServer === undefined ? null : allowedBase(call.fhirServer, deps.allowed);
  const sight = new Sight(call.patientId);
  const { drafts, conditions } = readContext(call, sight);
  const slots = plan.map((entry) => supplied(call, entry, base !== null, sight));
  if (drafts !== undefined && concerns?.(drafts, sight.medications()) === false)
    return { keys: {}, referenced: {}, drafts };
  const errand =
    base === null
      ? null
      : new Errand({ base, token: call.fhirAuthorization?.accessToken, limits: deps.limits, now: deps.now });
  try {
    if (errand !== null) {
      await Promise.all(
        slots.map((slot) => slot.query !== undefined && ask(slot, slot.query, errand, deps, sight)),
      );
    }
    // A problem just recorded is a complaint that was read.
    refuseMissing(slots, conditions !== undefined);
    await secondRound(slots, errand, deps, sight, drafts?.resources);
    refuseMissing(slots, conditions !== undefined);
  } finally {
    errand?.close();
  }
  const keys: Record<string, GatheredKey> = {};
  if (conditions !== undefined) keys[CONTEXT_KEY] = { outcome: 'have', resources: conditions };
  for (const slot of slots) keys[slot.entry.key] = slot.finished();
  return { keys, referenced: sight.medications(), ...(drafts === undefined ? {} : { drafts }) };
}

/** The decision table: what prefetch says of one key, and whether a query is due. */
function supplied(call: HookCall, entry: PlanEntry, reachable: boolean, sight: Sight): Slot {
  const slot = new Slot(entry);
  const value = Object.hasOwn(call.prefetch, entry.key) ? call.prefetch[entry.key] : undefined;
  let reason = 'not supplied and no FHIR server allowed';
  if (value === null) {
    if (entry.kind === 'search') {
      slot.setEmpty('prefetch');
      return slot;
    }
  } else if (value !== undefined) {
    if (!isObject(value)) throw new NocturneError('prefetch-malformed', [`prefetch.${entry.key}`]);
    const reading = readValue(value, entry, 'prefetch', sight);
    if (reading.kind === 'failed') {
      slot.setFailed(reading.reason, 'prefetch');
      return slot;
    }
    // An empty Bundle says of a read no more than null does: the client found no such resource.
    if (reading.kind === 'page' && (entry.kind === 'search' || reading.resources.length > 0)) {
      slot.settle(reading, 'prefetch');
      return slot;
    }
    if (reading.kind === 'unsatisfied') reason = reading.reason;
  }
  const query = fillTemplate(entry.template, call);
  if (query === null) slot.outcome = 'not-asked';
  else if (reachable) slot.query = query;
  else slot.setFailed(reason);
  return slot;
}

/** First round: the template as a query. */
async function ask(slot: Slot, query: string, errand: Errand, deps: FhirDeps, sight: Sight): Promise<void> {
  const started = deps.now();
  const { entry } = slot;
  const answer = await errand.get(query);
  if (!answer.ok) {
    slot.setFailed(answer.reason, 'fhir');
  } else if ((answer.resource.resourceType === 'Bundle') !== (entry.kind === 'search')) {
    slot.setFailed('wrong resource type', 'fhir');
  } else {
    const reading = readValue(answer.resource, entry, 'fhir', sight);
    if (reading.kind === 'page') slot.settle(reading, 'fhir');
    else slot.setFailed(reading.reason, 'fhir');
  }
  const status = answer.ok || answer.status === undefined ? {} : { status: answer.status };
  deps.log?.({ key: entry.key, outcome: slot.outcome, ...status, ms: deps.now() - started });
}

function refuseTokenOfAnotherPatient(call: HookCall): void {
  const patient = call.fhirAuthorization?.patient;
  if (patient !== undefined && patient !== call.patientId && patient !== `Patient/${call.patientId}`) {
    throw new NocturneError('patient-mismatch', ['fhirAuthorization.patient']);
  }
}

/**
 * 2.29 and 2.30: what was read and is empty is not missing. A search that is known to have found more than nothing, and
 * of which nothing came (its pages led elsewhere), was not read: silence would say that there is no complaint.
 */
function refuseMissing(slots: readonly Slot[], triggered: boolean): void {
  const missing = slots.filter((slot) => slot.entry.role === 'patient' && slot.resources.length === 0);
  const triggers = slots.filter((slot) => slot.entry.role === 'trigger');
  const unread = triggers.filter(
    (slot) => slot.outcome === 'failed' || slot.outcome === 'not-asked' || nothingCame(slot),
  );
  if (!triggered && triggers.length > 0 && unread.length === triggers.length) missing.push(...unread);
  if (missing.length === 0) return;
  throw new NocturneError(
    'data-unavailable',
    missing.map((slot) => `prefetch.${slot.entry.key}`),
  );
}

function nothingCame(slot: Slot): boolean {
  return slot.outcome === 'partial' && slot.resources.length === 0;
}
