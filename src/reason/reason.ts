/** From chart and knowledge to what there is to say: a pure function, the same for hook, vignette, bench and browser. */
import type { Chart } from '#chart';
import {
  Evaluation,
  type Caution,
  type Cause,
  type Conflict,
  type Order,
  type Question,
  type Urgency,
} from '#rules';
import type { Evidence } from '#clinical/answer';
import * as orders from '#findings/orders';
import { ageAt } from '#clinical/time';
import { assess, isLikely, rank, urgencyRank, worse, type Candidate } from './candidates.ts';
import { door, type Door } from './door.ts';
import { inHand, type InHand } from './in-hand.ts';
import type { Knowledge } from './knowledge.ts';
import { Movers } from './movers.ts';
import { nextBest, type NextBest } from './next-best.ts';
import { offers, type Offered } from './offers.ts';
import { prepare, type Prepared } from './prepared.ts';
import { reliefs, type ReliefVerdict } from './relief.ts';
import { settlingQuestions } from './settling.ts';
import { redFlags, type RaisedFlag } from './red-flags.ts';

export interface MetConflict {
  readonly cause: Cause;
  readonly conflict: Conflict<string>;
  readonly evidence: readonly Evidence[];
  /** The review is already asked for. */
  readonly held?: InHand;
}

export interface MetCaution {
  readonly cause: Cause;
  readonly caution: Caution<string>;
}

export interface Reasoning {
  readonly door: Door;
  /** Under 18: adult rules do not run. */
  readonly child: boolean;
  readonly candidates: readonly Candidate[];
  readonly flags: readonly RaisedFlag[];
  readonly urgency: Urgency;
  readonly nextBest?: NextBest;
  readonly offered: readonly Offered[];
  readonly inHand: readonly InHand[];
  readonly reliefs: readonly ReliefVerdict[];
  readonly conflicts: readonly MetConflict[];
  readonly cautions: readonly MetCaution[];
  /** Unanswered intake questions of the causes in play, best first; none once the intake was sent. */
  readonly questions: readonly Question[];
}

const ADULT = 18;

const SILENT = {
  candidates: [],
  flags: [],
  urgency: 'routine',
  offered: [],
  inHand: [],
  reliefs: [],
  conflicts: [],
  cautions: [],
  questions: [],
} as const satisfies Partial<Reasoning>;

/** The reasoning of a call that says nothing of causes. */
export const silent = (opened: Door, child = false): Reasoning => ({ door: opened, child, ...SILENT });

/** Reasons over one knowledge; what depends only on the rules is prepared once here. */
export class Reasoner {
  private readonly movers: Movers;
  readonly prepared: Prepared;

  constructor(readonly knowledge: Knowledge) {
    this.prepared = prepare(knowledge);
    this.movers = new Movers(this.prepared);
  }

  /** Opens the door and, if there is a complaint, runs flags, differential, next best test and offers. */
  reason(chart: Chart): Reasoning {
    const { knowledge } = this;
    const opened = door(chart, knowledge.door);
    const child = isChild(chart);
    if (!opened.open || chart.deceased) return silent(opened, child);
    const evaluation = new Evaluation(chart, knowledge.units, this.prepared.program);
    if (child) return silent(opened, child);
    const flags = redFlags(knowledge.flagFolders, evaluation);
    const candidates = rank(this.prepared.causes.map((cause) => assess(cause, evaluation)));
    const urgency = overall(flags, candidates);
    const likely = candidates.filter((one) => isLikely(one.tier));
    const measures = reliefs(knowledge.reliefs, candidates, flags, evaluation);
    const suggested = offers({ candidates, flags, measures }, chart, evaluation);
    const mayOrder = (order: Order): boolean =>
      suggested.offered.some((one) => one.order.id === order.id) || !gatedSomewhere(order, candidates);
    const next = nextBest(candidates, this.movers, chart, evaluation, urgency === 'emergency', mayOrder);
    const asked = inHand(orders.intakeForm, chart, evaluation) !== undefined;
    return {
      door: opened,
      child,
      candidates,
      flags,
      urgency,
      ...(next === undefined ? {} : { nextBest: next }),
      offered: suggested.offered,
      inHand: suggested.inHand,
      reliefs: measures,
      conflicts: conflictsOf(likely, chart, evaluation),
      cautions: cautionsOf(likely, evaluation),
      questions:
        urgency === 'emergency' || asked ? [] : settlingQuestions(candidates, this.movers, chart, evaluation),
    };
  }
}

/** Certainly under 18. */
export function isChild(chart: Chart): boolean {
  if (chart.birth === undefined) return false;
  const range = ageAt(chart.birth, chart.asOf);
  return range !== null && range[1] < ADULT;
}

function overall(flags: readonly RaisedFlag[], candidates: readonly Candidate[]): Urgency {
  let urgency: Urgency = 'routine';
  for (const one of flags) if (one.state === 'raised' && one.flag.lane) urgency = worse(urgency, one.urgency);
  for (const one of candidates) {
    if (isLikely(one.tier)) urgency = worse(urgency, one.urgency);
  }
  return urgency;
}

// An order that some cause offers only behind a gate may not come in by the back door as "next best test".
function gatedSomewhere(order: Order, candidates: readonly Candidate[]): boolean {
  return candidates.some(({ cause }) =>
    cause.suggest.some(
      (offer) => offer.order.id === order.id && (offer.unless !== undefined || offer.when !== undefined),
    ),
  );
}

function conflictsOf(
  likely: readonly Candidate[],
  chart: Chart,
  evaluation: Evaluation,
): readonly MetConflict[] {
  const found: MetConflict[] = [];
  for (const { cause } of likely) {
    for (const conflict of cause.conflicts) {
      if (
        evaluation.is(conflict.when, cause.criteria) === 'met' &&
        !found.some((one) => one.conflict.id === conflict.id)
      ) {
        const held = conflict.order === undefined ? undefined : inHand(conflict.order, chart, evaluation);
        const { evidence } = evaluation.answer(conflict.when, cause.criteria);
        found.push({ cause, conflict, evidence, ...(held === undefined ? {} : { held }) });
      }
    }
  }
  return found.sort((a, b) => urgencyRank(b.conflict.urgency) - urgencyRank(a.conflict.urgency));
}

function cautionsOf(likely: readonly Candidate[], evaluation: Evaluation): readonly MetCaution[] {
  return likely.flatMap(({ cause }) =>
    cause.cautions
      .filter((caution) => evaluation.is(caution.when, cause.criteria) === 'met')
      .map((caution) => ({ cause, caution })),
  );
}
