/** Order checks: the draft starts the rule. Pure, like everything here; says nothing where no check is about the drafts. */
import type { Chart, DraftEntry } from '#chart';
import type { Evidence } from '#clinical/answer';
import { Evaluation, type Cause, type Offer, type OrderCheck, type OrderWarning, type Urgency } from '#rules';
import { assess, tierRank, urgencyRank, type Candidate } from './candidates.ts';
import { door, type Door } from './door.ts';
import { isAbout, isFor, isForLeg, passes } from './drafts.ts';
import { inHand, isOrdered, type InHand } from './in-hand.ts';
import { isChild, type Reasoner } from './reason.ts';
import { isOffered } from './offers.ts';
import { redFlags, type RaisedFlag } from './red-flags.ts';

export interface MetWarning {
  readonly warning: OrderWarning;
  /** The drafts it is about. */
  readonly drafts: readonly DraftEntry[];
  readonly evidence: readonly Evidence[];
  /** The finding is unknown: the check must be on record first. */
  readonly unknown: boolean;
  /** The warning's own, or same-day instead of emergency where it rests on a report of 3 to 14 days ago (DECISIONS). */
  readonly urgency: Urgency;
  /** Day of a report too old to act on as it stands: confirm it. */
  readonly confirm?: string;
}

type Found = Pick<MetWarning, 'evidence' | 'unknown' | 'confirm'>;

export interface CheckVerdict {
  readonly check: OrderCheck;
  readonly drafts: readonly DraftEntry[];
  /** Most pressing first; never empty. */
  readonly warnings: readonly MetWarning[];
  readonly urgency: Urgency;
  readonly offered: readonly Offer[];
  readonly inHand: readonly InHand[];
}

export interface OrderReasoning {
  readonly door: Door;
  readonly verdicts: readonly CheckVerdict[];
}

const NOTHING: OrderReasoning = { door: { open: false }, verdicts: [] };

/** Which checks are about any of the drafts. */
export function checksAbout(
  checks: readonly OrderCheck[],
  drafts: readonly DraftEntry[],
): readonly OrderCheck[] {
  return checks.filter((check) => drafts.some((draft) => isAbout(check.about, draft)));
}

/** Runs the checks that are about the drafts of the chart; most pressing first. */
export function checkOrders(reasoner: Reasoner, chart: Chart): OrderReasoning {
  const { knowledge } = reasoner;
  const checks = checksAbout(knowledge.orderChecks, chart.drafts);
  if (checks.length === 0 || chart.deceased || isChild(chart)) return NOTHING;
  const round = new Round(reasoner, chart);
  const verdicts = checks.flatMap((check) => round.judge(check) ?? []);
  verdicts.sort((a, b) => urgencyRank(b.urgency) - urgencyRank(a.urgency));
  return { door: round.door, verdicts };
}

/** One call: what several checks ask is worked out once. */
class Round {
  readonly door: Door;
  private readonly evaluation: Evaluation;
  private readonly assessed = new Map<string, Candidate | undefined>();
  private readonly suggested = new Set<string>();
  private flags: readonly RaisedFlag[] | undefined;

  constructor(
    private readonly reasoner: Reasoner,
    private readonly chart: Chart,
  ) {
    this.door = door(chart, reasoner.knowledge.door);
    this.evaluation = new Evaluation(chart, reasoner.knowledge.units, reasoner.prepared.program);
  }

  judge(check: OrderCheck): CheckVerdict | undefined {
    const { chart } = this;
    const drafts = chart.drafts.filter(
      (draft) =>
        isAbout(check.about, draft) &&
        !(check.silentFor !== undefined && isFor(check.silentFor, draft, chart)),
    );
    const warnings = check.warnings.flatMap((warning) => this.met(check, warning, drafts) ?? []);
    const [first] = warnings.sort((a, b) => urgencyRank(b.urgency) - urgencyRank(a.urgency));
    if (first === undefined) return undefined;
    return {
      check,
      drafts: drafts.filter((draft) => warnings.some((one) => one.drafts.includes(draft))),
      warnings,
      urgency: first.urgency,
      ...this.offers(warnings),
    };
  }

  private met(
    check: OrderCheck,
    warning: OrderWarning,
    drafts: readonly DraftEntry[],
  ): MetWarning | undefined {
    const { chart } = this;
    const { knowledge } = this.reasoner;
    const about = drafts.filter((draft) => {
      // A stop is looked at only by what is about stopping.
      if (draft.stopped && warning.draft?.change === undefined) return false;
      if (warning.draft !== undefined && !passes(warning.draft, draft, chart, check)) return false;
      return warning.independent === true || this.door.open || isForLeg(draft, chart, knowledge.door);
    });
    if (about.length === 0) return undefined;
    if (warning.flagged !== undefined && !this.isFlagged(warning.flagged)) return undefined;
    if (warning.notFlagged !== undefined && this.isFlagged(warning.notFlagged)) return undefined;
    const own = about.map((draft) => draft.reference);
    if (warning.alone !== undefined && isOrdered(warning.alone, chart, own)) return undefined;
    const found = this.finding(warning);
    if (found === undefined) return undefined;
    const old = found.confirm !== undefined && warning.urgency === 'emergency';
    return { warning, drafts: about, ...found, urgency: old ? 'same-day' : warning.urgency };
  }

  private finding(warning: OrderWarning): Found | undefined {
    const { when, cause } = warning;
    if (when === undefined && cause === undefined) return { evidence: [], unknown: false };
    if (when !== undefined) {
      const answer = this.evaluation.answer(when);
      if (answer.is === 'met') {
        const { evidence, confirm } = answer;
        return { evidence, unknown: false, ...(confirm === undefined ? {} : { confirm }) };
      }
      if (answer.is === 'unknown' && warning.orUnknown === true)
        return { evidence: answer.evidence, unknown: true };
    }
    if (cause === undefined) return undefined;
    const candidate = this.candidate(cause);
    if (candidate === undefined || tierRank(candidate.tier) < tierRank(warning.least ?? 'probable'))
      return undefined;
    return { evidence: candidate.for.flatMap((line) => line.evidence), unknown: false };
  }

  private candidate(cause: Cause['id']): Candidate | undefined {
    if (!this.assessed.has(cause)) {
      const prepared = this.reasoner.prepared.causes.find((one) => one.cause.id === cause);
      this.assessed.set(cause, prepared === undefined ? undefined : assess(prepared, this.evaluation));
    }
    return this.assessed.get(cause);
  }

  private isFlagged(ids: readonly string[]): boolean {
    this.flags ??= redFlags(this.reasoner.knowledge.flagFolders, this.evaluation);
    return this.flags.some(
      ({ flag }) =>
        flag.lane &&
        ids.some(
          (id) => flag.id === id || (flag.id.startsWith(id) && /^[a-z]$/.test(flag.id.slice(id.length))),
        ),
    );
  }

  // Two checks may ask for the same test: it is offered once, on the first card.
  private offers(warnings: readonly MetWarning[]): Pick<CheckVerdict, 'offered' | 'inHand'> {
    const offered = new Map<string, Offer>();
    const held = new Map<string, InHand>();
    for (const { warning } of warnings) {
      for (const offer of warning.suggest ?? []) {
        const { id } = offer.order;
        if (this.suggested.has(id) || held.has(id) || !isOffered(offer, undefined, this.evaluation)) continue;
        const already = inHand(offer.order, this.chart, this.evaluation);
        if (already !== undefined) held.set(id, already);
        else {
          this.suggested.add(id);
          offered.set(id, offer);
        }
      }
    }
    return { offered: [...offered.values()], inHand: [...held.values()] };
  }
}
