/** Answers one hook call: gather, chart, reason, cards. The one place where the floors below are joined. */
import { setImmediate as turn } from 'node:timers/promises';
import type { FhirResource } from 'fhir/r4';
import type { MadeCard } from '#cards/card';
import { makeCards } from '#cards/cards';
import type { CardSetting } from '#cards/frame';
import { makeOrderCards } from '#cards/order-cards';
import { buildChart } from '#chart';
import type { Chart, DraftContext, Gathered, HookCall } from '#chart';
import { readDrafts } from '#chart/drafts';
import { gather, type FhirDeps } from '#fhir/gather';
import type { Ledger } from '#ledger/ledger';
import type { Knowledge } from '#reason/knowledge';
import { checkOrders, checksAbout } from '#reason/order-checks';
import { Reasoner } from '#reason/reason';
import type { Caller } from './caller.ts';
import type { Answered } from './calls.ts';

export interface AnswerDeps {
  readonly knowledge: Knowledge;
  readonly fhir: FhirDeps;
  /** ISO instant of "now". */
  readonly asOf: () => string;
  readonly newId: () => string;
  readonly publicUrl: string;
  /** The intake is registered as a SMART app, so cards may link it. */
  readonly smartIntake?: boolean;
  /** Brings the data of a call; absent: prefetch, and FHIR for the rest. */
  readonly gather?: typeof gather;
  /** Keeps cards away that were set aside, and notes those that were sent; absent: every card is shown. */
  readonly ledger?: Pick<Ledger, 'recall' | 'issued'>;
}

const CLINICIANS = /^(?:Practitioner|PractitionerRole)\//;
const SILENT: Answered = { response: { cards: [] } };

/** In production a caller reads from its own servers, and never without a token (5.16). */
function fhirFor(call: HookCall, caller: Pick<Caller, 'fhirServers'>, fhir: FhirDeps): FhirDeps {
  if (caller.fhirServers === undefined) return fhir;
  const bases = call.fhirAuthorization === undefined ? [] : caller.fhirServers;
  return { ...fhir, allowed: { bases, loopback: false } };
}

/** Makes the function that answers calls. Nothing is kept between calls but the knowledge itself. */
export function createAnswer(
  deps: AnswerDeps,
): (call: HookCall, caller?: Pick<Caller, 'realm' | 'fhirServers'>) => Promise<Answered> {
  const { knowledge, ledger } = deps;
  const reasoner = new Reasoner(knowledge);
  return async (call, caller = { realm: 'sandbox' }) => {
    // Cards are for clinicians: never for a patient or a relative who opens the chart.
    if (!CLINICIANS.test(call.userId)) return SILENT;
    const asOf = deps.asOf();
    const start = performance.now();
    const { realm } = caller;
    // Beside the FHIR round, so that nobody waits for the database.
    const recall = ledger?.recall({ realm, ...call });
    const fhir = fhirFor(call, caller, deps.fhir);
    const [gathered] = await Promise.all([
      (deps.gather ?? gather)(call, knowledge.plan, fhir, (drafts, referenced) =>
        concerns(drafts, referenced, knowledge),
      ),
      // The statement leaves on the next turn; where nothing has to be fetched, the work below would hold it back.
      recall === undefined ? undefined : turn(),
    ]);
    const gatheredAt = performance.now();
    const chart = buildChart(gathered, {
      asOf,
      codes: knowledge.codes,
      named: knowledge.named,
      keysOf: knowledge.keysOf,
      ...(call.encounterId === undefined ? {} : { encounterId: call.encounterId }),
    });
    const chartedAt = performance.now();
    const setting = {
      asOf,
      patientId: call.patientId,
      ...(call.encounterId === undefined ? {} : { encounterId: call.encounterId }),
      publicUrl: deps.publicUrl,
      newId: deps.newId,
      smartIntake: deps.smartIntake ?? false,
    };
    const write = chart.ordering ? ordersOf(reasoner, chart) : complaintOf(reasoner, chart);
    const reasonedAt = performance.now();
    const all = write(setting);
    const done = performance.now();
    const made = (await recall?.shown(all, gathered)) ?? all;
    return {
      response: { cards: made.map((one) => one.card) },
      made,
      timing: {
        gather: gatheredAt - start,
        chart: chartedAt - gatheredAt,
        reason: reasonedAt - chartedAt,
        cards: done - reasonedAt,
        ...(recall === undefined ? {} : { recall: performance.now() - done }),
      },
      ...(ledger === undefined ? {} : { sent: () => ledger.issued({ realm, call, gathered, asOf, made }) }),
    };
  };
}

type Write = (setting: CardSetting) => readonly MadeCard[];

function complaintOf(reasoner: Reasoner, chart: Chart): Write {
  const reasoning = reasoner.reason(chart);
  return (setting) => makeCards(reasoning, chart, reasoner.knowledge, setting);
}

function ordersOf(reasoner: Reasoner, chart: Chart): Write {
  const reasoning = checkOrders(reasoner, chart);
  return (setting) => makeOrderCards(reasoning, chart, reasoner.knowledge, setting);
}

// Most orders are none of our business: then nothing is read. What names its drug only by a reference may be.
function concerns(
  drafts: DraftContext,
  referenced: Gathered['referenced'],
  { codes, orderChecks }: Knowledge,
): boolean {
  const entries = readDrafts(drafts, codes, referenced);
  return checksAbout(orderChecks, entries).length > 0 || drafts.resources.some(isUnresolved(referenced));
}

const isUnresolved =
  (referenced: Gathered['referenced']) =>
  (draft: FhirResource): boolean => {
    if (draft.resourceType !== 'MedicationRequest') return false;
    const reference: unknown = draft.medicationReference?.reference;
    return (
      typeof reference === 'string' && !reference.startsWith('#') && !Object.hasOwn(referenced, reference)
    );
  };
