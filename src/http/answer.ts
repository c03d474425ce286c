/** Answers one hook call: gather, chart, reason, cards. The one place where the floors below are joined. */
import { makeCards } from '#cards/cards';
import { buildChart } from '#chart';
import type { HookCall } from '#chart';
import { gather, type FhirDeps } from '#fhir/gather';
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
): (call: HookCall, caller?: Pick<Caller, 'fhirServers'>) => Promise<Answered> {
  const { knowledge } = deps;
  const reasoner = new Reasoner(knowledge);
  return async (call, caller = {}) => {
    // Cards are for clinicians: never for a patient or a relative who opens the chart.
    if (!CLINICIANS.test(call.userId)) return SILENT;
    const asOf = deps.asOf();
    const start = performance.now();
    const gathered = await gather(call, knowledge.plan, fhirFor(call, caller, deps.fhir));
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
    const made = makeCards(reasoning, chart, knowledge, {
      asOf,
      patientId: call.patientId,
      ...(call.encounterId === undefined ? {} : { encounterId: call.encounterId }),
      publicUrl: deps.publicUrl,
      newId: deps.newId,
    });
    const done = performance.now();
    return {
      response: { cards: made.map((one) => one.card) },
      timing: {
        gather: gatheredAt - start,
        chart: chartedAt - gatheredAt,
        reason: reasonedAt - chartedAt,
        cards: done - reasonedAt,
      },
    };
  };
}
