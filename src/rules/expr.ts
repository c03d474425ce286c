/** The rule language as data: every kind of expression a rule may hold. */
import type { Limit, UnitRule } from '#clinical/quantity';
import type { Window } from '#clinical/time';

/** How long an intake answer lives (DECISIONS): `acute` 72 h, then "confirm" to 14 d; `pattern` 90 d. */
export type Life = 'acute' | 'pattern';

/** A measured quantity: where it is found, what it is counted in, how long it counts. */
export interface Measure extends UnitRule {
  readonly id: string;
  readonly name: string;
  readonly sets: readonly string[];
  /** How old a value may be; a rule may ask for another window. */
  readonly within: Window;
  /** Per leg: readings carry a side, and rules compare leg by leg. */
  readonly sided?: true;
  /** Several readings of one leg on one day (two vessels): the highest counts. */
  readonly highestOfDay?: true;
  /** Values from a haemolysed specimen are not facts. */
  readonly spoilable?: true;
  /** Readings older than the newest such procedure or condition no longer count. */
  readonly voidedBy?: readonly string[];
  /** Lower-case words that together name the observation where its code is local. */
  readonly words?: readonly (readonly string[])[];
  /** Computed from two others of the same day where it is not reported itself. */
  readonly ratioOf?: { readonly over: Measure; readonly under: Measure; readonly factor: number };
  /** The order that would obtain it, as an id of findings/orders. */
  readonly cites: readonly string[];
}

export interface ScoreItem {
  readonly points: number;
  readonly label: string;
  readonly when: Expr;
}

/** A published point score. Computed as [min, max] over what is unknown; never as one number from a partial record. */
export interface Score {
  readonly id: string;
  readonly name: string;
  /** Which published version: similar tables circulate with other points. */
  readonly version: string;
  readonly items: readonly ScoreItem[];
  readonly cites: readonly string[];
}

export type Leaf =
  | {
      readonly op: 'answered';
      readonly item: string;
      readonly codes: readonly string[];
      readonly life: Life;
      readonly within?: Window;
      readonly perLeg?: true;
    }
  | { readonly op: 'counted'; readonly item: string; readonly limit: Limit; readonly life: Life }
  | {
      readonly op: 'condition';
      readonly sets: readonly string[];
      readonly state: 'current' | 'ever';
      readonly verification: 'confirmed' | 'suspected' | 'refuted';
      readonly within?: Window;
      readonly olderThan?: Window;
      readonly nonspecific?: true;
      readonly closedWorld?: true;
      readonly perLeg?: true;
      readonly sidedFirst?: true;
    }
  | { readonly op: 'drug'; readonly sets: readonly string[]; readonly startedWithin?: Window }
  /** A current drug that can have caused the complaint: not one that was started after it began. */
  | {
      readonly op: 'culprit';
      readonly sets: readonly string[];
      readonly within?: Window;
      /** Diagnoses that date the complaint as well as its coded symptoms and the intake do. */
      readonly since?: readonly string[];
    }
  /** Taken now, or until at most `within` ago. */
  | { readonly op: 'took'; readonly sets: readonly string[]; readonly within: Window }
  | {
      readonly op: 'measure';
      readonly measure: Measure;
      readonly within?: Window;
      readonly limit: Limit;
      readonly preliminary?: true;
    }
  /** A limit that grows with age: at least `floor`, above `over` years age times `factor` (D-dimer). */
  | {
      readonly op: 'measure-by-age';
      readonly measure: Measure;
      readonly side: 'atLeast' | 'below';
      readonly floor: number;
      readonly over: number;
      readonly factor: number;
    }
  /** Limit in multiples of the laboratory's own upper limit. */
  | { readonly op: 'multiple'; readonly measure: Measure; readonly limit: Limit }
  /** A change of at least `by` (a share of the earlier reading with `share`) between two readings no more than `within` apart. */
  | {
      readonly op: 'changed';
      readonly way: 'fell' | 'rose';
      readonly measure: Measure;
      readonly by: number;
      readonly share?: true;
      readonly within: Window;
    }
  | {
      readonly op: 'coded';
      readonly sets: readonly string[];
      readonly values: readonly string[];
      readonly within?: Window;
    }
  | {
      readonly op: 'procedure';
      readonly sets: readonly string[];
      readonly within?: Window;
      readonly closedWorld?: true;
    }
  | { readonly op: 'family'; readonly sets: readonly string[] }
  | { readonly op: 'age'; readonly limit: Limit }
  | { readonly op: 'sex'; readonly is: 'female' | 'male' }
  | { readonly op: 'symptomatic-leg' }
  | { readonly op: 'scored'; readonly score: Score; readonly limit: Limit };

/** Expressions; `N` are the criterion names they refer to, checked by the compiler. */
export type Expr<N extends string = never> =
  | Leaf
  | { readonly op: 'criterion'; readonly name: N }
  | { readonly op: 'finding'; readonly label: string; readonly of: Expr<N> }
  | { readonly op: 'all'; readonly of: readonly Expr<N>[] }
  | { readonly op: 'any'; readonly of: readonly Expr<N>[] }
  | { readonly op: 'at-least'; readonly n: number; readonly of: readonly Expr<N>[] }
  | { readonly op: 'not'; readonly of: Expr<N> }
  /** Holds unless the part is known to be met: the part may be unknown. Never for clearing a red flag. */
  | { readonly op: 'unless'; readonly of: Expr<N> }
  /** The part has been answered, either way. */
  | { readonly op: 'known'; readonly of: Expr<N> }
  | { readonly op: 'either-leg'; readonly of: Expr<N> }
  | { readonly op: 'both-legs'; readonly of: Expr<N> };

/** A criterion name or an expression: what tiers are written in. */
export type Part<N extends string = never> = N | Expr<N>;
