/** Runs a vignette the whole way, from gathered resources through chart and rules to cards; never a shortcut into the rules. */
import type { FhirResource } from 'fhir/r4';
import { makeCards } from '#cards/cards';
import { makeOrderCards } from '#cards/order-cards';
import type { Card, MadeCard } from '#cards/card';
import { buildChart, CONTEXT_KEY, type Chart, type Gathered, type GatheredKey, type PlanEntry } from '#chart';
import { back, type Window, type WindowUnit } from '#clinical/time';
import type { Knowledge } from '#reason/knowledge';
import { checkOrders, type OrderReasoning } from '#reason/order-checks';
import { Reasoner, silent, type Reasoning } from '#reason/reason';
import { buildPatient, type BuiltPatient, type DateMaker } from './patient.ts';
import type { Ago, Vignette } from './vignette-shape.ts';

export interface VignetteRun {
  readonly chart: Chart;
  readonly reasoning: Reasoning;
  /** Where the vignette is a call of an order hook; `reasoning` is then silent. */
  readonly orders?: OrderReasoning;
  readonly cards: readonly Card[];
  /** The same cards with what each rests on. */
  readonly made: readonly MadeCard[];
}

const UNITS: Readonly<Record<string, WindowUnit>> = {
  y: 'years',
  mo: 'months',
  w: 'weeks',
  d: 'days',
  h: 'hours',
};

/** Dates back from a fixed instant. */
export function datesFrom(asOf: string): DateMaker {
  const at = Date.parse(asOf);
  return (ago) => absolute(ago, at);
}

function absolute(ago: Ago, at: number): string {
  const parts = /^(-?\d+)(y|mo|w|d|h|min)(?::(date|month|year))?$/.exec(ago);
  if (parts === null) throw new Error(`not an age: ${ago}`);
  const n = Number(parts[1]);
  const unit = parts[2] ?? 'd';
  const when = unit === 'min' ? at - n * 60_000 : back(at, windowOf(n, unit));
  const text = new Date(when).toISOString();
  const length = { date: 10, month: 7, year: 4 }[parts[3] ?? ''] ?? undefined;
  return length === undefined ? text : text.slice(0, length);
}

function windowOf(n: number, unit: string): Window {
  return { n, unit: UNITS[unit] ?? 'days' };
}

/** Puts resources under the keys of the plan, as an EHR that answers every query would. */
export function gatherAll(
  resources: readonly FhirResource[],
  plan: readonly PlanEntry[],
  failed: readonly string[],
): Gathered {
  const keys: Record<string, GatheredKey> = {};
  const taken = new Set<FhirResource>();
  for (const entry of plan) {
    if (failed.includes(entry.key)) {
      keys[entry.key] = { outcome: 'failed', resources: [], reason: 'timed out' };
      continue;
    }
    const found = resources.filter((one) => one.resourceType === entry.resourceType && delivers(entry, one));
    for (const one of found) taken.add(one);
    keys[entry.key] = { outcome: found.length === 0 ? 'empty' : 'have', resources: found };
  }
  const referenced = Object.fromEntries(
    resources
      .filter((one) => one.resourceType === 'Medication')
      .map((one) => [`Medication/${one.id ?? ''}`, one]),
  );
  return { keys, referenced };
}

// Observations come by code; one with a local code comes by category. All other types come whole.
function delivers(entry: PlanEntry, resource: FhirResource): boolean {
  if (resource.resourceType !== 'Observation') return entry.key !== 'encounter';
  const codes = [resource.code, ...(resource.component ?? []).map((part) => part.code)]
    .flatMap((concept) => concept.coding ?? [])
    .map((coding) => `${coding.system ?? ''}|${coding.code ?? ''}`);
  const asked = /[?&]code=([^&]*)/.exec(entry.template)?.[1]?.split(',');
  if (asked === undefined) return !codes.some((code) => code.startsWith('http://loinc.org|'));
  return codes.some((code) => asked.includes(code));
}

/** The chart of a patient as the service would have it, had the EHR sent these resources. */
export function chartOf(
  patient: BuiltPatient,
  failed: readonly string[],
  knowledge: Pick<Knowledge, 'plan' | 'codes' | 'named' | 'keysOf'>,
  asOf: string,
): Chart {
  const { keys, referenced } = gatherAll(patient.resources, knowledge.plan, failed);
  const gathered: Gathered = {
    keys: {
      ...(patient.recordedNow === undefined
        ? {}
        : { [CONTEXT_KEY]: { outcome: 'have', resources: patient.recordedNow } }),
      ...keys,
    },
    referenced,
    ...(patient.drafts === undefined ? {} : { drafts: patient.drafts }),
  };
  return buildChart(gathered, {
    asOf,
    codes: knowledge.codes,
    named: knowledge.named,
    keysOf: knowledge.keysOf,
    ...(patient.encounterId === undefined ? {} : { encounterId: patient.encounterId }),
  });
}

/** Runs patients of one knowledge. */
export class VignetteRunner {
  readonly reasoner: Reasoner;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly asOf: string,
    /** As CardSetting has it. */
    private readonly smartIntake = false,
  ) {
    this.reasoner = new Reasoner(knowledge);
  }

  run(vignette: Vignette): VignetteRun {
    const built = buildPatient(vignette, datesFrom(this.asOf));
    return this.runPatient(built, vignette.failed ?? []);
  }

  /** Runs a patient whose resources are at hand. */
  runPatient(patient: BuiltPatient, failed: readonly string[], asOf = this.asOf): VignetteRun {
    return this.reasoned(chartOf(patient, failed, this.knowledge, asOf), patient, asOf);
  }

  /** Reasons again over a chart that was built before: for asking what another knowledge would say of it. */
  again(
    chart: Chart,
    patient: Pick<BuiltPatient, 'patientId' | 'encounterId'> = { patientId: 'patient' },
  ): VignetteRun {
    return this.reasoned(chart, patient, this.asOf);
  }

  private reasoned(
    chart: Chart,
    patient: Pick<BuiltPatient, 'patientId' | 'encounterId'>,
    asOf: string,
  ): VignetteRun {
    const { knowledge } = this;
    chart.setAside.clear();
    const ids = new IdSequence();
    const setting = {
      asOf,
      patientId: patient.patientId,
      ...(patient.encounterId === undefined ? {} : { encounterId: patient.encounterId }),
      publicUrl: 'https://nocturne.example',
      newId: () => ids.next(),
      smartIntake: this.smartIntake,
    };
    if (chart.ordering) {
      const orders = checkOrders(this.reasoner, chart);
      const made = makeOrderCards(orders, chart, knowledge, setting);
      const reasoning = silent(orders.door);
      return { chart, reasoning, orders, made, cards: made.map((one) => one.card) };
    }
    const reasoning = this.reasoner.reason(chart);
    const made = makeCards(reasoning, chart, knowledge, setting);
    return { chart, reasoning, made, cards: made.map((one) => one.card) };
  }
}

/** Predictable uuids for vignettes. */
class IdSequence {
  private n = 0;
  next(): string {
    this.n += 1;
    return `00000000-0000-4000-8000-${String(this.n).padStart(12, '0')}`;
  }
}
