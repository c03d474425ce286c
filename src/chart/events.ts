/** Procedures, encounters, and what is already ordered, booked, tasked or advised. */
import type { CodeIndex } from './codes.ts';
import { labelOf, namesLeg, setsOf, sidesOf, specific } from './coded.ts';
import type { EncounterEntry, OrderEntry, ProcedureEntry, Sets } from './entries.ts';
import { firstDate, object, objects, referenceOf, text, type Raw } from './read.ts';

/** A procedure that took place (completed or in progress); undefined also where no rule could use it. */
export function readProcedure(resource: Raw, asOf: number, codes: CodeIndex): ProcedureEntry | undefined {
  const status = text(resource, 'status');
  if (status !== 'completed' && status !== 'in-progress') return undefined;
  const code = object(resource, 'code');
  if (code === undefined) return undefined;
  const coded = setsOf([code], codes);
  const sets: Sets = isSurgical(resource) ? new Map([...coded, [SURGICAL, false]]) : coded;
  if (sets.size === 0) return undefined;
  const date = firstDate(resource, ['performedDateTime', 'performedPeriod'], asOf);
  return {
    reference: referenceOf(resource),
    label: labelOf(code),
    sets,
    ...(date === undefined ? {} : { date }),
    sides: sidesOf(objects(resource, 'bodySite'), [code], codes),
  };
}

/** Pseudo-set of procedures whose category calls them surgical: the public set of major surgery has 11,446 codes. */
const SURGICAL = 'procedure-surgical';

function isSurgical(resource: Raw): boolean {
  const category = object(resource, 'category');
  return category !== undefined && /\bsurg(?:ery|ical)\b/i.test(labelOf(category).slice(0, 200));
}

const LIVE_ENCOUNTER = new Set(['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished']);

/** An encounter with its reasons, coded and in words. A planned one counts only as the encounter of the call. */
export function readEncounter(
  resource: Raw,
  asOf: number,
  codes: CodeIndex,
  callEncounter: string | undefined,
): EncounterEntry | undefined {
  const status = text(resource, 'status');
  if (status === undefined || !LIVE_ENCOUNTER.has(status)) return undefined;
  const isCurrentCall = callEncounter !== undefined && resource.id === callEncounter;
  if (status === 'planned' && !isCurrentCall) return undefined;
  const reasons = objects(resource, 'reasonCode');
  const date = firstDate(resource, ['period'], asOf);
  return {
    reference: referenceOf(resource),
    sets: reasonSets(reasons, codes),
    reasonTexts: [
      ...reasons.flatMap((reason) => [
        text(reason, 'text') ?? '',
        ...objects(reason, 'coding').map((coding) => text(coding, 'display') ?? ''),
      ]),
      ...objects(resource, 'reasonReference').map((one) => text(one, 'display') ?? ''),
    ],
    ...(date === undefined ? {} : { date }),
    isCurrentCall,
    reasonReferences: referencesOf(resource),
  };
}

function referencesOf(resource: Raw): readonly string[] {
  const diagnoses = objects(resource, 'diagnosis').map((one) => object(one, 'condition'));
  return [...objects(resource, 'reasonReference'), ...diagnoses].flatMap(
    (one) =>
      /(?:^|\/)(Condition\/[A-Za-z0-9\-.]{1,64})$/.exec(text(one, 'reference')?.slice(-90) ?? '')?.[1] ?? [],
  );
}

function reasonSets(reasons: readonly Raw[], codes: CodeIndex): Sets {
  const found = setsOf(reasons, codes);
  return namesLeg(reasons, codes) ? specific(found) : found;
}

const OPEN: Readonly<
  Record<string, { readonly kind: OrderEntry['kind']; readonly statuses: ReadonlySet<string> }>
> = {
  ServiceRequest: { kind: 'order', statuses: new Set(['draft', 'active', 'on-hold']) },
  Appointment: {
    kind: 'appointment',
    statuses: new Set(['proposed', 'pending', 'booked', 'arrived', 'waitlist']),
  },
  Task: {
    kind: 'task',
    statuses: new Set(['draft', 'requested', 'received', 'accepted', 'ready', 'in-progress', 'on-hold']),
  },
  CommunicationRequest: { kind: 'advice', statuses: new Set(['draft', 'active', 'on-hold', 'completed']) },
};

/** An open order, booking, task or advice. Cancelled, rejected and failed ones are no longer in hand. */
export function readOrder(resource: Raw, asOf: number, codes: CodeIndex): OrderEntry | undefined {
  const type = text(resource, 'resourceType') ?? '';
  const open = Object.hasOwn(OPEN, type) ? OPEN[type] : undefined;
  const status = text(resource, 'status');
  if (
    open === undefined ||
    status === undefined ||
    !open.statuses.has(status) ||
    resource.doNotPerform === true
  ) {
    return undefined;
  }
  const concepts = conceptsOf(resource);
  const date = firstDate(resource, ['authoredOn', 'created', 'occurrenceDateTime'], asOf);
  return {
    reference: referenceOf(resource),
    kind: open.kind,
    sets: setsOf(concepts, codes),
    codes: new Set(
      concepts.flatMap((concept) =>
        objects(concept, 'coding').map(
          (coding) => `${text(coding, 'system') ?? ''}|${text(coding, 'code') ?? ''}`,
        ),
      ),
    ),
    words: [...concepts.map(labelOf), text(resource, 'description') ?? '']
      .join(' ')
      .slice(0, 400)
      .toLowerCase(),
    status,
    ...(date === undefined ? {} : { date }),
  };
}

function conceptsOf(resource: Raw): readonly Raw[] {
  const single = [object(resource, 'code'), object(resource, 'appointmentType')].filter(
    (one) => one !== undefined,
  );
  return [
    ...single,
    ...objects(resource, 'category'),
    ...objects(resource, 'serviceType'),
    ...objects(resource, 'specialty'),
    ...objects(resource, 'performerType'),
    ...objects(resource, 'reasonCode'),
  ];
}
