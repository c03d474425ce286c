/** Builds a chart from what was gathered: one pass over the resources, hygiene first, then the indexes. */
import { parseDate } from '#clinical/time';
import type { CodeIndex } from './codes.ts';
import { labelOf, setsOf } from './coded.ts';
import { Chart, type KeyDirectory } from './chart.ts';
import { readCondition } from './conditions.ts';
import { readDrafts } from './drafts.ts';
import type { ConditionEntry, DraftEntry, ObservationEntry, Sets } from './entries.ts';
import { readEncounter, readOrder, readProcedure } from './events.ts';
import { CONTEXT_KEY, type Gathered } from './gathered.ts';
import { readIntake } from './intake.ts';
import { readDispense, readDrug } from './medications.ts';
import { readObservation, type NamedObservation } from './observations.ts';
import { firstDate, isRaw, object, objects, past, referenceOf, text, type Raw } from './read.ts';

export interface ChartSetting {
  /** ISO instant the chart is read at. */
  readonly asOf: string;
  readonly codes: CodeIndex;
  readonly named: readonly NamedObservation[];
  readonly keysOf: KeyDirectory;
  /** The encounter named in the hook context, if any. */
  readonly encounterId?: string;
}

/**
 * Indexes the record.
 * @param gathered the outcome of every prefetch key
 * @throws Error when asOf is not an ISO instant (a fault of ours, not of the data)
 */
export function buildChart(gathered: Gathered, setting: ChartSetting): Chart {
  const asOf = Date.parse(setting.asOf);
  if (Number.isNaN(asOf)) throw new Error('asOf must be an ISO instant');
  const pile = new Pile(asOf, setting, gathered.referenced);
  // What was just recorded comes first: the same problem may stand in the record as it was before.
  for (const resource of gathered.keys[CONTEXT_KEY]?.resources ?? [])
    if (isRaw(resource)) pile.add(recordedNow(resource, setting.asOf), true);
  for (const [key, got] of Object.entries(gathered.keys)) {
    if (key === CONTEXT_KEY) continue;
    for (const resource of got.resources) if (isRaw(resource)) pile.add(resource);
  }
  // A test being ordered is in hand, so that no card asks for it again; a drug being ordered is not yet taken.
  for (const resource of gathered.drafts?.resources ?? [])
    if (isRaw(resource) && resource.resourceType !== 'MedicationRequest') pile.add(resource);
  const drafts =
    gathered.drafts === undefined
      ? undefined
      : readDrafts(gathered.drafts, setting.codes, gathered.referenced);
  return pile.chart(gathered.keys, drafts);
}

// A problem that is being recorded is recorded now, whatever it leaves out.
function recordedNow(resource: Raw, asOf: string): Raw {
  return text(resource, 'recordedDate') === undefined ? { ...resource, recordedDate: asOf } : resource;
}

type Index<T> = Map<string, T[]>;

function file<T extends { readonly sets: Sets }>(index: Index<T>, entry: T): void {
  for (const set of entry.sets.keys()) {
    const shelf = index.get(set);
    if (shelf === undefined) index.set(set, [entry]);
    else shelf.push(entry);
  }
}

class Pile {
  private readonly seen = new Set<string>();
  private readonly conditions: Index<ConditionEntry> = new Map();
  private readonly allConditions: ConditionEntry[] = [];
  private readonly observations: Index<ObservationEntry> = new Map();
  private readonly drugs: Index<NonNullable<ReturnType<typeof readDrug>>> = new Map();
  private readonly dispenses: Index<NonNullable<ReturnType<typeof readDispense>>> = new Map();
  private readonly procedures: Index<NonNullable<ReturnType<typeof readProcedure>>> = new Map();
  private readonly family: Index<ConditionEntry> = new Map();
  private readonly encounters: NonNullable<ReturnType<typeof readEncounter>>[] = [];
  private readonly orders: NonNullable<ReturnType<typeof readOrder>>[] = [];
  private readonly responses: Raw[] = [];
  private patient: Raw | undefined;

  constructor(
    private readonly asOf: number,
    private readonly setting: ChartSetting,
    private readonly referenced: Gathered['referenced'],
  ) {}

  add(resource: Raw, justRecorded = false): void {
    // The same resource may come under two keys (an encounter by id and in the list).
    const reference = referenceOf(resource);
    if (!reference.endsWith('/unknown')) {
      if (this.seen.has(reference)) return;
      this.seen.add(reference);
    }
    const { codes, named, encounterId } = this.setting;
    switch (resource.resourceType) {
      case 'Patient':
        this.patient ??= resource;
        return;
      case 'Condition': {
        const read = readCondition(resource, this.asOf, codes);
        if (read === undefined) return;
        const entry: ConditionEntry = justRecorded ? { ...read, justRecorded } : read;
        this.allConditions.push(entry);
        file(this.conditions, entry);
        return;
      }
      case 'Observation':
        for (const entry of readObservation(resource, this.asOf, codes, named))
          file(this.observations, entry);
        return;
      case 'MedicationRequest':
      case 'MedicationStatement': {
        const entry = readDrug(resource, this.asOf, codes, this.referenced);
        if (entry !== undefined) file(this.drugs, entry);
        return;
      }
      case 'MedicationDispense': {
        const entry = readDispense(resource, this.asOf, codes, this.referenced);
        if (entry !== undefined) file(this.dispenses, entry);
        return;
      }
      case 'Procedure': {
        const entry = readProcedure(resource, this.asOf, codes);
        if (entry !== undefined) file(this.procedures, entry);
        return;
      }
      case 'Encounter': {
        const entry = readEncounter(resource, this.asOf, codes, encounterId);
        if (entry !== undefined) this.encounters.push(entry);
        return;
      }
      case 'FamilyMemberHistory':
        this.addFamily(resource);
        return;
      case 'QuestionnaireResponse':
        this.responses.push(resource);
        return;
      default: {
        const entry = readOrder(resource, this.asOf, codes);
        if (entry !== undefined) this.orders.push(entry);
      }
    }
  }

  private addFamily(resource: Raw): void {
    const status = text(resource, 'status');
    if (status === 'entered-in-error') return;
    const date = firstDate(resource, ['date'], this.asOf);
    for (const condition of objects(resource, 'condition')) {
      const code = object(condition, 'code');
      if (code === undefined) continue;
      file(this.family, {
        reference: referenceOf(resource),
        label: labelOf(code),
        sets: setsOf([code], this.setting.codes),
        state: 'history',
        verification: 'confirmed',
        ...(date === undefined ? {} : { date }),
        sides: 'unstated',
      });
    }
  }

  chart(keys: Gathered['keys'], drafts: readonly DraftEntry[] | undefined): Chart {
    for (const shelf of this.observations.values()) shelf.sort(newestFirst);
    const birth = parseDate(this.patient?.birthDate) ?? undefined;
    return new Chart({
      asOf: this.asOf,
      birth,
      sex: text(this.patient, 'gender'),
      deceased:
        this.patient?.deceasedBoolean === true ||
        past(this.patient?.deceasedDateTime, this.asOf) !== undefined,
      conditions: this.conditions,
      allConditions: this.allConditions,
      observations: this.observations,
      drugs: this.drugs,
      dispenses: this.dispenses,
      procedures: this.procedures,
      family: this.family,
      encounters: this.encounters.sort((a, b) => (b.date?.span.from ?? 0) - (a.date?.span.from ?? 0)),
      orders: this.orders,
      drafts,
      intake: readIntake(this.responses, this.asOf),
      keys,
      keysOf: this.setting.keysOf,
    });
  }
}

function newestFirst(a: ObservationEntry, b: ObservationEntry): number {
  return (b.date?.span.from ?? -Infinity) - (a.date?.span.from ?? -Infinity);
}
