/** Reads what somebody pasted, a Bundle or a CDS Hooks request, as a patient; what is wrong is said in words. Pure; nothing leaves. */
import type { Condition, FhirResource } from 'fhir/r4';
import { isRaw, object, objects, text, type Raw } from '#chart/read';
import type { PlanEntry } from '#chart';
import type { PatientRecord } from './patient-record.ts';

export type Pasted =
  | { readonly ok: true; readonly record: PatientRecord; readonly notes: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** More would make each look at the patient slow. */
const LONGEST = 5_000_000;
const MOST = 5_000;

/** @param asOf the day to read it at */
export function readPasted(pasted: string, asOf: string, plan: readonly PlanEntry[]): Pasted {
  if (pasted.trim() === '') return wrong('Nothing is pasted yet: put a Bundle or a CDS Hooks request here.');
  if (pasted.length > LONGEST) return wrong('This is more than 5 MB: take a Bundle of one patient.');
  let value: unknown;
  try {
    value = JSON.parse(pasted);
  } catch (error) {
    return wrong(`This is no JSON: ${sayPlace(error, pasted)}`);
  }
  if (!isRaw(value) && !Array.isArray(value))
    return wrong('This is JSON, but no object: a Bundle begins with {"resourceType": "Bundle".');
  if (isRaw(value) && value.resourceType === undefined && (value.prefetch ?? value.hook) !== undefined)
    return fromRequest(value, asOf, plan);
  if (isRaw(value) && text(value, 'resourceType') === undefined)
    return wrong(
      'It has neither "resourceType" nor "prefetch": paste a FHIR Bundle, or a CDS Hooks request with its prefetch.',
    );
  const pile = new Pile();
  pile.take(value);
  return pile.patient({ asOf, failed: [] });
}

const wrong = (why: string): Pasted => ({ ok: false, why });

// Engines say the place as "position 17" or as "line 2 column 3", or leave it out.
function sayPlace(error: unknown, pasted: string): string {
  const said = error instanceof Error ? error.message : '';
  const at = /position (\d+)/.exec(said)?.[1];
  if (at === undefined)
    return /end of/.test(said)
      ? 'it breaks off before its end.'
      : `${said.replace(/ is not valid JSON$/, '')}.`;
  const before = pasted.slice(0, Number(at)).split('\n');
  const what = pasted.slice(Number(at), Number(at) + 12).split('\n')[0] ?? '';
  const place = `line ${before.length}, character ${(before.at(-1) ?? '').length + 1}`;
  return what === '' ? 'it breaks off before its end.' : `something is wrong at ${place}, before “${what}”.`;
}

function fromRequest(request: Raw, asOf: string, plan: readonly PlanEntry[]): Pasted {
  const prefetch = object(request, 'prefetch');
  if (prefetch === undefined)
    return wrong(
      'The request has no prefetch: the page asks no FHIR server, so it needs the data in the request.',
    );
  const context = object(request, 'context');
  const pile = new Pile();
  const failed: string[] = [];
  for (const [key, value] of Object.entries(prefetch)) {
    if (isRaw(value) && value.resourceType === 'OperationOutcome') failed.push(key);
    else pile.take(value);
  }
  // What the EHR did not send is unknown, not absent: the service would ask for it, the page cannot. A request with
  // other keys than ours is read as a Bundle.
  if (plan.some(({ key }) => Object.hasOwn(prefetch, key)))
    for (const { key } of plan) if (!Object.hasOwn(prefetch, key) && key !== 'encounter') failed.push(key);
  const encounterId = text(context, 'encounterId');
  const drafts = object(context, 'draftOrders');
  const recorded = object(context, 'conditions');
  const selections = context?.selections;
  return pile.patient({
    asOf,
    failed: failed.filter((key) => plan.some((entry) => entry.key === key)),
    ...(encounterId === undefined ? {} : { encounterId }),
    ...(drafts === undefined
      ? {}
      : {
          drafts: {
            resources: new Pile().take(drafts).resources,
            ...(Array.isArray(selections) ? { selections: selections.map(String) } : {}),
          },
        }),
    ...(recorded === undefined
      ? {}
      : {
          recordedNow: new Pile()
            .take(recorded)
            .resources.filter((one): one is Condition => one.resourceType === 'Condition'),
        }),
  });
}

/** The kinds of resources the service asks for. */
const READ = new Set([
  'Patient',
  'Condition',
  'Observation',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'Medication',
  'Procedure',
  'Encounter',
  'FamilyMemberHistory',
  'QuestionnaireResponse',
  'ServiceRequest',
  'Appointment',
  'Task',
  'CommunicationRequest',
  'DeviceRequest',
]);

/** Resources of one patient, each once and each with an id, references by address resolved. */
class Pile {
  readonly resources: FhirResource[] = [];
  private readonly unread = new Map<string, number>();
  private readonly seen = new Set<string>();
  private readonly byAddress = new Map<string, string>();
  private unusable = 0;

  take(value: unknown): this {
    if (Array.isArray(value)) for (const one of value) this.take(one);
    if (!isRaw(value)) return this;
    if (value.resourceType !== 'Bundle') this.add(value);
    else
      for (const entry of objects(value, 'entry')) {
        const resource = object(entry, 'resource');
        const address = text(entry, 'fullUrl');
        if (resource?.resourceType === 'Bundle') this.take(resource);
        else if (resource !== undefined) this.add(resource, address);
      }
    return this;
  }

  private add(raw: Raw, address?: string): void {
    const kind = text(raw, 'resourceType') ?? 'without a resourceType';
    if (!READ.has(kind)) {
      this.unread.set(kind, (this.unread.get(kind) ?? 0) + 1);
      return;
    }
    if (!isSound(raw)) {
      this.unusable += 1;
      return;
    }
    const id = text(raw, 'id') ?? `pasted-${this.resources.length + 1}`;
    if (address !== undefined) this.byAddress.set(address, `${kind}/${id}`);
    if (this.seen.has(`${kind}/${id}`)) return;
    this.seen.add(`${kind}/${id}`);
    this.resources.push({ ...raw, id } as unknown as FhirResource);
  }

  // "urn:uuid:..." leads nowhere once the resources have left their Bundle.
  private resolved(one: FhirResource): FhirResource {
    if (!('medicationReference' in one)) return one;
    const to = this.byAddress.get(one.medicationReference?.reference ?? '');
    return to === undefined ? one : { ...one, medicationReference: { reference: to } };
  }

  patient(rest: Omit<PatientRecord, 'patientId' | 'resources' | 'off'>): Pasted {
    const patients = this.resources.filter((one) => one.resourceType === 'Patient');
    const [patient, other] = patients;
    if (patient === undefined)
      return wrong(
        this.resources.length === 0
          ? 'There is no resource in it that the rules read.'
          : 'There is no Patient in it: age and sex are needed.',
      );
    if (other !== undefined)
      return wrong(`There are ${patients.length} Patients in it: paste a Bundle of one patient.`);
    if (this.resources.length > MOST)
      return wrong(`There are ${this.resources.length} resources in it: take at most ${MOST}.`);
    const record: PatientRecord = {
      ...rest,
      patientId: patient.id ?? 'patient',
      resources: this.resources.map((one) => this.resolved(one)),
      off: new Set(),
    };
    return { ok: true, record, notes: this.notes(rest.failed) };
  }

  private notes(failed: readonly string[]): readonly string[] {
    const kinds = [...this.unread].map(([kind, n]) => `${n} ${kind}`).join(', ');
    return [
      `${this.resources.length} resources are read.`,
      ...(kinds === '' ? [] : [`Not read by any rule: ${kinds}.`]),
      ...(this.unusable === 0
        ? []
        : [`${this.unusable} left out: a code or a value has not the form that FHIR R4 gives it.`]),
      ...(failed.length === 0 ? [] : [`Not in the request, so unknown, not absent: ${failed.join(', ')}.`]),
    ];
  }
}

// What the tools walk through without looking twice.
function isSound(raw: Raw): boolean {
  const concept = (value: unknown): boolean =>
    value === undefined || (isRaw(value) && (value.coding === undefined || areRaw(value.coding)));
  if (raw.resourceType === 'Observation') {
    if (!isRaw(raw.code) || (raw.component !== undefined && !areRaw(raw.component))) return false;
    if (!objects(raw, 'component').every((part) => isRaw(part.code) && concept(part.code))) return false;
  }
  if (raw.resourceType === 'QuestionnaireResponse' && !itemsSound(raw.item)) return false;
  if (raw.dosageInstruction !== undefined && !areRaw(raw.dosageInstruction)) return false;
  return concept(raw.code) && concept(raw.medicationCodeableConcept);
}

const areRaw = (value: unknown): boolean => Array.isArray(value) && value.every(isRaw);

function itemsSound(items: unknown): boolean {
  if (items === undefined) return true;
  if (!areRaw(items)) return false;
  return (items as readonly Raw[]).every(
    (one) =>
      itemsSound(one.item) &&
      (one.answer === undefined ||
        (areRaw(one.answer) && objects(one, 'answer').every((given) => itemsSound(given.item)))),
  );
}
