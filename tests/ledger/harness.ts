/** A ledger for tests: its clock and timers moved by hand, its cards and calls made to measure. */
import { setImmediate as tick } from 'node:timers/promises';
import type { FhirResource, Observation } from 'fhir/r4';
import type { MadeCard } from '#cards/card';
import type { Gathered, HookCall } from '#chart/gathered';
import type { Database } from '#ledger/database';
import { createLedger } from '#ledger/keep';
import type { LedgerEvent, OpenableLedger } from '#ledger/keep';
import type { Asked } from '#ledger/ledger';
import type { FeedbackEntry } from '#ledger/records';
import type { Timers } from '#ledger/timers';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';
import type { Settings } from '../../src/settings.ts';

export const START = Date.parse('2026-03-12T22:40:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const PATIENT_VIEW = 'leg-pain-patient-view';
export const ENCOUNTER_START = 'leg-pain-encounter-start';

/** Timers that go off only when told to. */
export class ManualTimers implements Timers {
  private readonly set = new Set<{ readonly ms: number; readonly work: () => void }>();

  readonly after = (ms: number, work: () => void): (() => void) => {
    const timer = { ms, work };
    this.set.add(timer);
    return () => void this.set.delete(timer);
  };

  /** Those that were set for at most so many milliseconds go off. */
  goOff(upTo: number): void {
    for (const timer of [...this.set].filter(({ ms }) => ms <= upTo)) {
      this.set.delete(timer);
      timer.work();
    }
  }

  /** How long each that is set was set for. */
  get waiting(): readonly number[] {
    return [...this.set].map(({ ms }) => ms);
  }
}

/** Ids of all harnesses together are different: several write to one database. */
const ids = { last: 0 };
export function newId(): string {
  ids.last += 1;
  return `${process.pid.toString(16).padStart(8, '0')}-0000-4000-8000-${String(ids.last).padStart(12, '0')}`;
}

export interface Harness {
  readonly ledger: OpenableLedger;
  readonly timers: ManualTimers;
  readonly clock: { at: number };
  readonly events: LedgerEvent[];
  /** Writes what waits. */
  readonly flush: () => Promise<void>;
}

/** Makes a ledger over a database that is open already; it is never closed by it. */
export function harness(
  database: Database,
  settings: Partial<Pick<Settings, 'hashKeys' | 'repeat' | 'retention'>> = {},
): Harness {
  const timers = new ManualTimers();
  const clock = { at: START };
  const events: LedgerEvent[] = [];
  const ledger = createLedger({
    openDatabase: () => Promise.resolve({ ...database, close: () => Promise.resolve() }),
    settings: { ...DEFAULT_SETTINGS, ...settings },
    knowledge: { version: '0.1.0', hash: 'k1', valueSets: 'v1' },
    now: () => new Date(clock.at),
    newId,
    timers,
    pause: (work) => void setImmediate(work),
    log: (event) => events.push(event),
  });
  const flush = async (): Promise<void> => {
    for (let turn = 0; turn < 10_000_000; turn += 1) {
      const { queued } = ledger.counters();
      if (queued.answer + queued.access === 0) return;
      timers.goOff(200);
      await tick();
    }
    throw new Error('The queue does not empty.');
  };
  return { ledger, timers, clock, events, flush };
}

export const ferritin: Observation = {
  resourceType: 'Observation',
  id: 'o1',
  meta: { versionId: '1', lastUpdated: '2026-03-01T00:00:00Z' },
  status: 'final',
  code: { text: 'Ferritin' },
  valueQuantity: { value: 12, unit: 'ng/mL' },
};

export function gatheredOf(...resources: readonly FhirResource[]): Gathered {
  return { keys: { 'labs-1': { outcome: 'have', from: 'prefetch', resources } }, referenced: {} };
}

/** A card of the differential unless told otherwise. */
export function madeCard(change: Partial<Omit<MadeCard, 'card'>> = {}): MadeCard {
  const uuid = newId();
  return {
    kind: 'differential',
    rules: ['restless-legs-syndrome'],
    urgency: 'routine',
    evidence: ['restless-legs-syndrome|ferritin-low|Observation/o1'],
    ...change,
    card: {
      uuid,
      summary: 'Restless legs syndrome fits',
      indicator: 'info',
      source: { label: 'AASM 2025', topic: { system: 's', code: 'c', display: 'd' } },
      suggestions: [{ label: 'Order ferritin', uuid: newId(), actions: [] }],
      links: [{ label: 'Why', url: 'https://nocturne.example/review/x', type: 'absolute' }],
    },
  };
}

export function askedBy(patientId: string, change: Partial<Asked> = {}): Asked {
  return { realm: 'sandbox', service: PATIENT_VIEW, patientId, userId: 'Practitioner/d1', ...change };
}

function callOf({ realm: _realm, ...asked }: Asked): HookCall {
  const { patientId, userId } = asked;
  return { ...asked, hook: 'patient-view', hookInstance: 'h', context: { patientId, userId }, prefetch: {} };
}

/** Notes cards as answered to someone. */
export function issue(
  ledger: OpenableLedger,
  asked: Asked,
  made: readonly MadeCard[],
  gathered: Gathered = gatheredOf(ferritin),
): void {
  ledger.issued({
    realm: asked.realm,
    call: callOf(asked),
    gathered,
    asOf: new Date(START).toISOString(),
    made,
  });
}

export function overrideOf({ card }: MadeCard, change: Partial<FeedbackEntry> = {}): FeedbackEntry {
  return {
    realm: 'sandbox',
    service: PATIENT_VIEW,
    card: card.uuid,
    outcome: 'overridden',
    outcomeAt: new Date(START).toISOString(),
    acceptedSuggestions: [],
    reason: { code: 'action-completed', system: 'http://example.org/reasons' },
    ...change,
  };
}
