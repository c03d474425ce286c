/** From a reasoning to at most four cards: must-not-miss, differential, safety, intake. */
import type { Chart } from '#chart';
import type { Topic, Urgency } from '#rules';
import * as orders from '#findings/orders';
import type { InHand } from '#reason/in-hand';
import type { Knowledge } from '#reason/knowledge';
import type { Offered } from '#reason/offers';
import type { RaisedFlag } from '#reason/red-flags';
import type { Reasoning } from '#reason/reason';
import { isLikely, nameOf, urgencyRank, worse, type Candidate } from '#reason/candidates';
import type { MadeCard } from './card.ts';
import { differentialEvidence, intakeEvidence, laneEvidence, safetyEvidence } from './resting-on.ts';
import { differentialDetail, intakeDetail, laneDetail, safetyDetail } from './detail.ts';
import { CardFrame, type CardSetting } from './frame.ts';
import { DIFFERENTIAL_EXTENSION, differentialExtension } from './extension.ts';
import { differentialItems, questionsOf } from './questions.ts';
import { indicatorOf, lowered, lowerFirst, sayTier, short, summary } from './wording.ts';

/** Makes the cards, each with what it rests on. No complaint: none. */
export function makeCards(
  reasoning: Reasoning,
  chart: Chart,
  knowledge: Knowledge,
  setting: CardSetting,
): readonly MadeCard[] {
  if (!reasoning.door.open || chart.deceased) return [];
  const maker = new CardMaker(reasoning, chart, knowledge, setting);
  if (reasoning.child) return [maker.child()];
  return maker.all();
}

class CardMaker extends CardFrame {
  constructor(
    private readonly reasoning: Reasoning,
    private readonly chart: Chart,
    knowledge: Knowledge,
    setting: CardSetting,
  ) {
    super(knowledge, setting);
  }

  all(): readonly MadeCard[] {
    const lane = this.lane();
    const differential = this.differential(lane === undefined);
    const cards = [lane, differential, this.safety(), this.intake()].filter((card) => card !== undefined);
    const first = differential === undefined ? cards[0] : undefined;
    if (first === undefined) return cards;
    // Flags without a differential: the must-not-miss card carries the result.
    return [{ ...first, card: { ...first.card, extension: this.extension() } }, ...cards.slice(1)];
  }

  private laneFlags(): readonly RaisedFlag[] {
    return this.reasoning.flags.filter(
      (one) => one.flag.lane && one.state === 'raised' && one.urgency !== 'routine',
    );
  }

  private lane(): MadeCard | undefined {
    const raised = this.laneFlags();
    const [top] = raised;
    if (top === undefined) return undefined;
    const offered = this.reasoning.offered.filter((one) => one.lane);
    const inHand = this.handled(raised);
    const indicator = indicatorOf(top.urgency);
    const others = raised.length > 1 ? ` (+${raised.length - 1} more)` : '';
    return this.card({
      kind: 'must-not-miss',
      urgency: top.urgency,
      evidence: laneEvidence(raised),
      summary: summary(`${laneLead(top)}: ${top.flag.name}${others}`),
      indicator: inHand && top.urgency !== 'emergency' ? lowered(indicator) : indicator,
      detail: laneDetail(raised, this.reasoning, this.chart),
      questions: questionsOf(raised, this.chart).map((one) => one.question),
      cites: top.flag.cites,
      rule: top.folder.id,
      topic: {
        system: 'https://nocturne.example/fhir/CodeSystem/red-flag',
        code: top.flag.id,
        display: top.flag.name,
      },
      suggestions: this.suggestions(offered),
      rules: raised.map((one) => ({ id: one.folder.id, name: one.flag.id })),
    });
  }

  // In hand: every suggestion of the top flags already requested or booked after the evidence.
  private handled(raised: readonly RaisedFlag[]): boolean {
    // Offers whose own condition does not hold were never wanted.
    const known = new Set([
      ...this.reasoning.offered.map((one) => one.order.id),
      ...this.reasoning.inHand.map((one) => one.order.id),
    ]);
    const wanted = raised
      .flatMap((one) => one.flag.suggest.map((offer) => offer.order.id))
      .filter((id) => known.has(id));
    if (wanted.length === 0) return false;
    const newest = raised
      .flatMap((one) => one.evidence.map((evidence) => evidence.date ?? ''))
      .reduce((last, date) => (date > last ? date : last), '');
    return wanted.every((id) =>
      this.reasoning.inHand.some(
        (one) => one.order.id === id && one.date !== undefined && one.date >= newest,
      ),
    );
  }

  private differential(alone: boolean): MadeCard | undefined {
    const likely = this.reasoning.candidates.filter((one) => isLikely(one.tier));
    if (likely.length === 0 && this.laneFlags().length > 0) return undefined;
    const [top] = likely;
    const urgency = alone
      ? likely.reduce<Urgency>((most, one) => worse(most, one.urgency), 'routine')
      : 'routine';
    const offered = this.reasoning.offered.filter((one) => alone || !one.lane);
    const cause = top?.cause;
    const sources = cause === undefined ? undefined : firstFor(top);
    // With a must-not-miss card above, an open question waits its turn; alone, it leads.
    const open = alone ? this.openEmergency() : undefined;
    return this.card({
      kind: 'differential',
      urgency,
      evidence: differentialEvidence(likely, open),
      summary: summary(differentialSummary(likely, open)),
      // "critical" is for what the lane raises; a differential never shouts.
      indicator: open !== undefined || urgencyRank(urgency) >= urgencyRank('days') ? 'warning' : 'info',
      detail: differentialDetail(this.reasoning, this.chart, this.setting.asOf),
      questions: differentialItems(this.reasoning, this.chart),
      cites: sources ?? [],
      rule: cause?.id ?? '',
      topic: cause?.topic ?? LEG_PAIN,
      suggestions: this.suggestions(offered),
      rules: likely.slice(0, 4).map((one) => ({ id: one.cause.id, name: nameOf(one) })),
      extension: this.extension(),
    });
  }

  private openEmergency(): RaisedFlag | undefined {
    return this.reasoning.flags.find((one) => one.state === 'open' && one.urgency === 'emergency');
  }

  private safety(): MadeCard | undefined {
    const { conflicts } = this.reasoning;
    const [top] = conflicts;
    if (top === undefined) return undefined;
    const offered: Offered[] = [];
    const inHand: InHand[] = [];
    for (const { conflict, cause, held } of conflicts) {
      const { order } = conflict;
      if (order === undefined || [...offered, ...inHand].some((one) => one.order.id === order.id)) continue;
      if (held !== undefined) {
        inHand.push(held);
        continue;
      }
      offered.push({
        order,
        label: order.text,
        urgency: conflict.urgency,
        from: cause.id,
        reason: conflict.text,
        topic: cause.topic,
        lane: false,
        cites: conflict.cites,
        rule: cause.id,
      });
    }
    const headline = `Medicine to review: ${top.conflict.text}`;
    return this.card({
      kind: 'safety',
      urgency: top.conflict.urgency,
      evidence: safetyEvidence(conflicts),
      summary: summary(headline),
      indicator: conflicts.some((one) => one.conflict.urgency !== 'routine') ? 'warning' : 'info',
      detail: safetyDetail(conflicts, inHand, summary(headline) === headline ? top.conflict.text : undefined),
      cites: top.conflict.cites,
      rule: top.cause.id,
      topic: top.cause.topic,
      suggestions: this.suggestions(offered),
      rules: [{ id: top.cause.id, name: top.cause.name }],
    });
  }

  private intake(): MadeCard | undefined {
    const { questions } = this.reasoning;
    if (questions.length === 0) return undefined;
    const n = questions.length;
    return this.card({
      kind: 'intake',
      urgency: 'routine',
      evidence: intakeEvidence(questions),
      summary: summary(`${n} ${n === 1 ? 'question' : 'questions'} would settle most of this`),
      indicator: 'info',
      detail: intakeDetail(questions),
      questions: questions.map((one) => one.question),
      cites: [],
      rule: '',
      topic: LEG_PAIN,
      suggestions: this.suggestions([
        {
          order: orders.intakeForm,
          label: 'Ask the patient to complete the leg-pain intake',
          urgency: 'routine',
          from: 'intake',
          reason: 'The answers decide between the causes in play',
          topic: undefined,
          lane: false,
          cites: [],
          rule: '',
        },
      ]),
      rules: [],
    });
  }

  /** Adult rules do not run for children; say so once instead of guessing. */
  child(): MadeCard {
    return this.card({
      kind: 'outside-scope',
      urgency: 'routine',
      evidence: [],
      summary: 'Leg complaint in a patient under 18: outside the scope of these adult rules',
      indicator: 'info',
      detail:
        'These rules are for adults. A child with limb pain and fever, limp, night pain on one side only, weight loss or a swollen joint needs a same-day assessment.',
      cites: [],
      rule: '',
      topic: LEG_PAIN,
      suggestions: [],
      rules: [],
    });
  }

  private extension(): Readonly<Record<string, unknown>> {
    const { asOf } = this.setting;
    const { version, hash } = this.knowledge;
    return { [DIFFERENTIAL_EXTENSION]: differentialExtension(this.reasoning, { asOf, version, hash }) };
  }
}

const LEG_PAIN: Topic = {
  system: 'http://hl7.org/fhir/sid/icd-10-cm',
  code: 'M79.606',
  display: 'Pain in leg, unspecified',
};

function laneLead(top: RaisedFlag): string {
  if (top.confirm !== undefined) return `Same day, reported ${top.confirm}, confirm`;
  return { emergency: 'Emergency', 'same-day': 'Same day', days: 'Within days', routine: 'Routine' }[
    top.urgency
  ];
}

// What is only background is named in the headline when nothing explains the complaint, and then as background.
function differentialSummary(likely: readonly Candidate[], open: RaisedFlag | undefined): string {
  const lead = open === undefined ? '' : `Not excluded: ${lowerFirst(open.flag.name)}. `;
  const named = (one: Candidate): string => lowerFirst(short(nameOf(one)));
  const [background] = likely;
  if (background === undefined)
    return `${lead}Leg complaint: what is recorded does not point to one cause yet`;
  const [top, second] = likely.filter((one) => one.explains !== 'background');
  if (top === undefined)
    return `${lead}Leg complaint: nothing recorded explains it yet; background: ${named(background)}`;
  const rest = second === undefined ? '' : `; also ${named(second)}`;
  return `${lead}Leg complaint at night: ${named(top)}, ${sayTier(top.tier)}${rest}`;
}

function firstFor(top: Candidate | undefined): readonly string[] {
  return top?.for[0]?.cites ?? [];
}
