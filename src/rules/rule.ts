/** What a rule is: a cause with criteria, tiers and advice; a red flag with levels; orders and the offers of them. */
import type { Expr, Measure, Part, Score } from './expr.ts';

export type Urgency = 'emergency' | 'same-day' | 'days' | 'routine';
export type Tier = 'established' | 'probable' | 'possible' | 'unlikely' | 'not-assessable';
export type Explains = 'yes' | 'contributes' | 'background' | 'unknown';
export type Weight = 'strong' | 'moderate' | 'weak';
export type Status = 'draft' | 'reviewed' | 'retired';

export interface Topic {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export interface Criterion {
  readonly direction: 'for' | 'against';
  readonly weight: Weight;
  readonly when: Expr;
  readonly cites: readonly string[];
  /** Published ratio in words, as printed in the source: "LR+ 5.9 (4.1-8.6)". Shown, never multiplied. */
  readonly ratio?: string;
}

export type Effort = 'question' | 'exam' | 'blood-test' | 'device' | 'imaging' | 'referral';

/** Something a suggestion can create as a draft. Codes are LOINC or SNOMED GPS; where none may be shipped, text alone. */
export interface Order {
  readonly id: string;
  readonly resource: 'ServiceRequest' | 'Task' | 'CommunicationRequest';
  readonly text: string;
  readonly coding?: readonly Topic[];
  /** In words: no category code may be shipped. */
  readonly category?: string;
  readonly effort: Effort;
  /** Already in hand: an open order, booking or task in one of these sets or holding all the words, or a result in its window. */
  readonly inHand: {
    readonly sets?: readonly string[];
    readonly words?: readonly (readonly string[])[];
    readonly results?: readonly Measure[];
  };
  /** Text of an advice, or what a review task asks for. */
  readonly body?: string;
}

export interface Offer<N extends string = never> {
  readonly order: Order;
  readonly urgency: Urgency;
  readonly label: string;
  readonly when?: Expr<N>;
  /** Not offered when this holds or, with `holdIfUnknown`, is unknown. */
  readonly unless?: Expr<N>;
  readonly holdIfUnknown?: true;
  readonly cites: readonly string[];
}

export interface Caution<N extends string = never> {
  readonly when: Expr<N>;
  readonly text: string;
  readonly cites: readonly string[];
}

/** A current drug or plan that conflicts with the picture: the safety card. */
export interface Conflict<N extends string = never> {
  readonly id: string;
  readonly when: Expr<N>;
  readonly text: string;
  readonly urgency: Urgency;
  readonly order?: Order;
  readonly cites: readonly string[];
}

/** What must not be suggested for this cause; `orders` are ids that content tests forbid among the offers. */
export interface Never {
  readonly id: string;
  readonly text: string;
  readonly cites: readonly string[];
}

/** An urgency with the condition under which it applies; the first that is met counts, the last has no condition. */
export interface UrgencyStep<N extends string = never> {
  readonly urgency: Urgency;
  readonly when?: Expr<N>;
}

export interface Tiers<N extends string> {
  readonly established?: Part<N>;
  readonly probable: Part<N>;
  readonly possible: Part<N>;
  /** Needs a recorded opposing fact. */
  readonly unlikely: Part<N>;
}

/** A score shown for a likely cause, except where it decides nothing. */
export interface ShownScore<N extends string = never> {
  readonly score: Score;
  readonly unless?: Expr<N>;
}

/** One of several diseases that share a cause id: its own name is printed instead of the parent's. */
export interface Variant<N extends string = never> {
  readonly id: string;
  readonly name: string;
  readonly when: Part<N>;
  readonly cites: readonly string[];
}

export interface Cause<N extends string = string> {
  readonly kind: 'cause';
  readonly id: string;
  readonly name: string;
  /** The entry of the seed article's list this answers, if any. */
  readonly seed?: string;
  readonly topic: Topic;
  readonly status: Status;
  /** Day the knowledge was last revised, `YYYY-MM-DD`. */
  readonly revised: string;
  readonly criteria: Readonly<Record<N, Criterion>>;
  readonly tiers: Tiers<N>;
  readonly explains: {
    readonly yes?: Part<N>;
    readonly contributes?: Part<N>;
    readonly background?: Part<N>;
  };
  readonly urgency: Readonly<Record<'established' | 'probable' | 'possible', readonly UrgencyStep<N>[]>>;
  /** The first that is met names the candidate. */
  readonly variants?: readonly Variant<N>[];
  /** Point scores the card prints as a span over what is not recorded. */
  readonly scores?: readonly ShownScore<N>[];
  /** Orders and intake questions that would move this cause most, best first. */
  readonly settle: readonly (Order | Question)[];
  /** The dossier's missing-data advice in one or two sentences. */
  readonly missingAdvice: string;
  readonly suggest: readonly Offer<N>[];
  readonly conflicts: readonly Conflict<N>[];
  readonly cautions: readonly Caution<N>[];
  readonly never: readonly Never[];
}

/** An intake question or examination item as a way to settle a cause. */
export interface Question {
  readonly question: string;
  /** The question in words for the card. */
  readonly text: string;
  readonly effort: 'question' | 'exam';
}

export interface FlagLevel {
  readonly urgency: Urgency;
  readonly when: Expr;
}

export interface RedFlag {
  readonly kind: 'red-flag';
  /** `RF-04a`. */
  readonly id: string;
  readonly name: string;
  readonly condition?: string;
  /** Highest first; the first level that is met is raised. */
  readonly levels: readonly FlagLevel[];
  /** Suspicion enough to say "cannot be excluded" while a level is unknown. */
  readonly openWhen?: Expr;
  /** Hands the matter to the ranking: no lane card even when a level is met (RF-06c). */
  readonly excludedBy?: Expr;
  /** False for letters that only modify the differential card. */
  readonly lane: boolean;
  /** Why it matters and what to do, in words for the card. */
  readonly say: string;
  /** What to ask or examine, at most three, those that change the urgency first. */
  readonly ask: readonly Question[];
  readonly suggest: readonly Offer[];
  readonly cites: readonly string[];
}

export interface FlagFolder {
  readonly kind: 'flags';
  readonly id: string;
  readonly name: string;
  readonly seed?: string;
  readonly status: Status;
  readonly revised: string;
  readonly flags: readonly RedFlag[];
  readonly never: readonly Never[];
}

/** Declares a cause. Criterion names used in tiers, offers and cautions are checked by the compiler. */
export function cause<const C extends Readonly<Record<string, Criterion>>>(
  definition: Omit<Cause<keyof C & string>, 'kind' | 'criteria'> & { readonly criteria: C },
): Cause<keyof C & string> {
  return { kind: 'cause', ...definition };
}

/** Declares the letters of one red flag. */
export function flags(definition: Omit<FlagFolder, 'kind'>): FlagFolder {
  return { kind: 'flags', ...definition };
}

/** Declares one letter; lane card by default. */
export function flag(definition: Omit<RedFlag, 'kind' | 'lane'> & { readonly lane?: false }): RedFlag {
  return { kind: 'red-flag', ...definition, lane: definition.lane ?? true };
}

/** Source ids of the rule's sources.yaml, with `#anchor` for the sentence meant. */
export const cites = (...sources: readonly string[]): readonly string[] => sources;

/** A criterion that speaks for the cause when met. */
export function supports(weight: Weight, when: Expr, sources: readonly string[], ratio?: string): Criterion {
  return { direction: 'for', weight, when, cites: sources, ...(ratio === undefined ? {} : { ratio }) };
}

/** A criterion that speaks against the cause when met. */
export function opposes(weight: Weight, when: Expr, sources: readonly string[], ratio?: string): Criterion {
  return { direction: 'against', weight, when, cites: sources, ...(ratio === undefined ? {} : { ratio }) };
}

export interface OfferOptions<N extends string> {
  readonly urgency?: Urgency;
  readonly label?: string;
  readonly when?: Part<N>;
  readonly unless?: Part<N>;
  readonly holdIfUnknown?: true;
  readonly cites: readonly string[];
}

/** Offers an order as a suggestion. Without `when` it is offered from tier possible upward (causes) or when raised (flags). */
export function offer<const N extends string = never>(order: Order, options: OfferOptions<N>): Offer<N> {
  const part = (p: Part<N>): Expr<N> => (typeof p === 'string' ? { op: 'criterion', name: p } : p);
  return {
    order,
    urgency: options.urgency ?? 'routine',
    label: options.label ?? order.text,
    ...(options.when === undefined ? {} : { when: part(options.when) }),
    ...(options.unless === undefined ? {} : { unless: part(options.unless) }),
    ...(options.holdIfUnknown === true ? { holdIfUnknown: true } : {}),
    cites: options.cites,
  };
}

/** A question or examination item that would settle something. */
export const ask = (question: string, text: string): Question => ({
  question,
  text,
  effort: question.startsWith('exam') ? 'exam' : 'question',
});
