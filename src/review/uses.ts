/** Every place of a rule where it reads something: what is read, in words, and the source passages it rests on. */
import {
  label,
  say,
  type Expr,
  type Leaf,
  type Measure,
  type Offer,
  type Part,
  type Rule,
  type Wording,
} from '#rules';

/** A place in a rule that holds an expression. */
export interface Place {
  readonly rule: Rule;
  /** "lowIron: for, moderate". */
  readonly name: string;
  /** The id of the element on the rule's page. */
  readonly anchor: string;
  readonly expr: Expr<string>;
  readonly cites: readonly string[];
}

/** One thing read at one place. */
export interface Use {
  readonly place: Place;
  readonly leaf: Leaf;
  /** "ferritin at most 75 ng/mL within 6 months". */
  readonly sentence: string;
  /** The named findings it is part of, outermost first. */
  readonly within: readonly string[];
}

type Found = readonly [
  name: string,
  anchor: string,
  part: Part<string> | undefined,
  cites: readonly string[],
];

const NONE: readonly string[] = [];

/** Every place of a rule with an expression; bare criterion names are left out, for the criteria are there themselves. */
export function placesOf(rule: Rule): readonly Place[] {
  return foundIn(rule).flatMap(([name, anchor, part, cites]) =>
    part === undefined || typeof part === 'string' ? [] : [{ rule, name, anchor, expr: part, cites }],
  );
}

/** What is read at a place, each sentence once. */
export function usesAt(place: Place, wording: Wording): readonly Use[] {
  const found = new Map<string, Use>();
  for (const { leaf, within } of leavesWithin(place.expr, NONE)) {
    const sentence = say(leaf, wording);
    if (!found.has(sentence)) found.set(sentence, { place, leaf, sentence, within });
  }
  return [...found.values()];
}

/** The value sets a leaf looks codes up in. */
export function setsOfLeaf(leaf: Leaf): readonly string[] {
  switch (leaf.op) {
    case 'measure':
    case 'measure-by-age':
    case 'multiple':
    case 'changed':
      return setsOfMeasure(leaf.measure);
    case 'coded':
      return [...leaf.sets, ...leaf.values];
    case 'condition':
    case 'drug':
    case 'culprit':
    case 'took':
    case 'procedure':
    case 'family':
      return leaf.sets;
    default:
      return NONE;
  }
}

/** What stands behind the named findings of an expression, outermost first, each once. */
export function meaningsOf(part: Part<string>, wording: Wording): readonly (readonly [string, string])[] {
  const found = new Map<string, string>();
  if (typeof part !== 'string') collect(part, wording, found);
  return [...found];
}

function collect(expr: Expr<string>, wording: Wording, found: Map<string, string>): void {
  if (expr.op === 'finding') {
    if (found.has(expr.label)) return;
    found.set(expr.label, say(expr.of, wording));
  }
  if (expr.op === 'scored') {
    const items = expr.score.items.map(
      (one) => `${one.points > 0 ? '+' : ''}${one.points} ${label(one.when, wording)}`,
    );
    found.set(`${expr.score.name} (${expr.score.version})`, items.join('; '));
  }
  for (const one of partsOf(expr)) collect(one, wording, found);
}

interface LeafWithin {
  readonly leaf: Leaf;
  readonly within: readonly string[];
}

function* leavesWithin(expr: Expr<string>, within: readonly string[]): Generator<LeafWithin> {
  const parts = partsOf(expr);
  if (parts.length === 0) {
    if (expr.op !== 'criterion') yield { leaf: expr as Leaf, within };
    return;
  }
  const names = expr.op === 'finding' ? [...within, expr.label] : within;
  if (expr.op === 'scored') yield { leaf: expr, within };
  for (const one of parts) yield* leavesWithin(one, names);
}

function partsOf(expr: Expr<string>): readonly Expr<string>[] {
  switch (expr.op) {
    case 'all':
    case 'any':
    case 'at-least':
      return expr.of;
    case 'finding':
    case 'not':
    case 'unless':
    case 'known':
    case 'either-leg':
    case 'both-legs':
      return [expr.of];
    case 'scored':
      return expr.score.items.map((one) => one.when);
    default:
      return [];
  }
}

const setsOfMeasure = (measure: Measure): readonly string[] => [
  ...measure.sets,
  ...(measure.voidedBy ?? []),
  ...(measure.ratioOf === undefined
    ? []
    : [...setsOfMeasure(measure.ratioOf.over), ...setsOfMeasure(measure.ratioOf.under)]),
];

function ofOffers(list: readonly Offer<string>[], of: string, anchor: string): readonly Found[] {
  return list.flatMap((one): readonly Found[] => [
    [`${of} "${one.label}", when`, anchor, one.when, one.cites],
    [`${of} "${one.label}", unless`, anchor, one.unless, one.cites],
  ]);
}

function foundIn(rule: Rule): readonly Found[] {
  switch (rule.kind) {
    case 'cause':
      return [
        ...Object.entries(rule.criteria).map(([name, one]): Found => [
          `${name}: ${one.direction}, ${one.weight}`,
          `criterion-${name}`,
          one.when,
          one.cites,
        ]),
        ...Object.entries(rule.tiers).map(([tier, part]): Found => [`tier ${tier}`, 'tiers', part, NONE]),
        ...Object.entries(rule.explains).map(([how, part]): Found => [
          `explains the complaint: ${how}`,
          'explains',
          part,
          NONE,
        ]),
        ...Object.entries(rule.urgency).flatMap(([tier, steps]) =>
          steps.map((step): Found => [`urgency ${step.urgency} (${tier})`, 'urgency', step.when, NONE]),
        ),
        ...(rule.variants ?? []).map((one): Found => [
          `variant ${one.name}`,
          'variants',
          one.when,
          one.cites,
        ]),
        ...(rule.scores ?? []).flatMap((one): readonly Found[] => [
          [
            `score ${one.score.name}`,
            'scores',
            { op: 'any', of: one.score.items.map((item) => item.when) },
            one.score.cites,
          ],
          [`score ${one.score.name}, not shown when`, 'scores', one.unless, NONE],
        ]),
        ...ofOffers(rule.suggest, 'suggestion', 'suggestions'),
        ...rule.conflicts.map((one): Found => [`safety card ${one.id}`, 'conflicts', one.when, one.cites]),
        ...rule.cautions.map((one): Found => [`caution "${one.text}"`, 'cautions', one.when, one.cites]),
      ];
    case 'flags':
      return rule.flags.flatMap((flag): readonly Found[] => [
        ...flag.levels.map((level): Found => [
          `${flag.id} ${flag.name}: ${level.urgency}`,
          flag.id,
          level.when,
          flag.cites,
        ]),
        [`${flag.id}: cannot be excluded`, flag.id, flag.openWhen, flag.cites],
        [`${flag.id}: handed to the ranking`, flag.id, flag.excludedBy, flag.cites],
        ...ofOffers(flag.suggest, `${flag.id} suggestion`, flag.id),
      ]);
    case 'relief':
      return [
        ...rule.helps.map((one): Found => [`helps ${one.cause}`, 'helps', one.when, one.cites]),
        ...rule.blocks.map((one): Found => [`blocked by ${one.id}`, `gate-${one.id}`, one.when, one.cites]),
        ...rule.holds.map((one): Found => [`held by ${one.id}`, `gate-${one.id}`, one.when, one.cites]),
      ];
    case 'order-check':
      return rule.warnings.flatMap((one): readonly Found[] => [
        [`warning ${one.id}: ${one.urgency}`, `warning-${one.id}`, one.when, one.cites],
        ...ofOffers(one.suggest ?? [], `warning ${one.id} offer`, `warning-${one.id}`),
      ]);
  }
}
