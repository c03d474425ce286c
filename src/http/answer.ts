/** Answers one hook call: gather, chart, reason, cards. The one place where the floors below are joined. */
import { setImmediate as turn } from 'node:timers/promises';
import { makeCards } from '#cards/cards';
import { buildChart } from '#chart';
import type { HookCall } from '#chart';
import { gather, type FhirDeps } from '#fhir/gather';
import type { Ledger } from '#ledger/ledger';
import type { Knowledge } from '#reason/knowledge';
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
  /** Brings the data of a call; absent: prefetch, and FHIR for the rest. */
  readonly gather?: typeof gather;
  /** Keeps cards away that were set aside, and notes those that were sent; absent: every card is shown. */
  readonly ledger?: Pick<Ledger, 'recall' | 'issued'>;
}

const CLINICIANS = /^(?:Practitioner|PractitionerRole)\//;
const SILENT: Answered = { response: { cards: [] } };

/** Makes the function that answers calls. Nothing is kept between calls but the knowledge itself. */
export function createAnswer(
  deps: AnswerDeps,
): (call: HookCall, caller?: Pick<Caller, 'realm'>) => Promise<Answered> {
  const { knowledge, ledger } = deps;
  const reasoner = new Reasoner(knowledge);
  return async (call, { realm } = { realm: 'sandbox' }) => {
    // Cards are for clinicians: never for a patient or a relative who opens the chart.
    if (!CLINICIANS.test(call.userId)) return SILENT;
    const asOf = deps.asOf();
    const start = performance.now();
    // Beside the FHIR round, so that nobody waits for the database.
    const recall = ledger?.recall({ realm, ...call });
    const [gathered] = await Promise.all([
      (deps.gather ?? gather)(call, knowledge.plan, deps.fhir),
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
    const reasoning = reasoner.reason(chart);
    const reasonedAt = performance.now();
    const all = makeCards(reasoning, chart, knowledge, {
      asOf,
      patientId: call.patientId,
      ...(call.encounterId === undefined ? {} : { encounterId: call.encounterId }),
      publicUrl: deps.publicUrl,
      newId: deps.newId,
    });
    const done = performance.now();
    const made = (await recall?.shown(all, gathered)) ?? all;
    return {
      response: { cards: made.map((one) => one.card) },
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
