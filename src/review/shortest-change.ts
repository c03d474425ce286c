/** Why not: the fewest changes to a patient that would bring a cause to a tier. Step by step, so that a page stays awake. Pure. */
import { tierOf, tierRank } from '#reason/candidates';
import type { Knowledge } from '#reason/knowledge';
import type { Prepared, PreparedCause } from '#reason/prepared';
import { Evaluation, MET, NOT_MET, WhatIf, type Assumed, type Code, type NodeId, type Tier } from '#rules';
import type { CodeBook } from './code-book.ts';
import type { IntakeItem } from './intake-items.ts';
import { chartOfRecord, type PatientRecord } from './patient-record.ts';
import { possibleChanges, wantedBelow, type Wanted } from './possible-changes.ts';
import type { Possible } from './possible.ts';
import { changeAll } from './record-changes.ts';

export interface Question {
  readonly record: PatientRecord;
  readonly cause: string;
  readonly atLeast: Exclude<Tier, 'unlikely' | 'not-assessable'>;
}

export interface Searching {
  readonly knowledge: Knowledge;
  readonly prepared: Prepared;
  readonly book: CodeBook;
  readonly items: readonly IntakeItem[];
}

export interface Way {
  readonly changes: readonly Possible[];
  readonly tier: Tier;
}

export interface Progress {
  /** How many changes are made at once. */
  readonly size: number;
  readonly done: number;
  readonly of: number;
  /** All of one size, the easiest first; nothing is shorter. */
  readonly ways: readonly Way[];
}

/** Ways to show; the search ends with them. */
const WAYS = 8;
/** Of those about the same things. */
const ALIKE = 2;
const LARGEST = 4;
/** Combinations that are imagined at most, for each size. */
const IMAGINED = 40_000;
/** Those that may do in imagination and are run. */
const CONFIRMED = 400;

/** Looks for single changes, then pairs, threes and fours; tells how far it is after each step of a few milliseconds at most. */
export function* shortestChanges(question: Question, searching: Searching): Generator<Progress, void> {
  const search = new Search(question, searching);
  let ways: readonly Way[] = [];
  for (let size = 1; size <= LARGEST && ways.length === 0; size += 1) {
    for (const progress of size === 1 ? search.single() : search.several(size)) {
      ({ ways } = progress);
      yield progress;
    }
  }
}

interface Tried {
  readonly possible: Possible;
  /** What it makes of the findings of the rule. */
  readonly assumed: Assumed;
}

class Search {
  private readonly cause: PreparedCause;
  private readonly base: Evaluation;
  private readonly wanted: readonly Wanted[];
  private readonly touched: Uint8Array;
  private readonly tried: Tried[] = [];

  constructor(
    private readonly question: Question,
    private readonly searching: Searching,
  ) {
    const { prepared } = searching;
    const cause = prepared.causes.find((one) => one.cause.id === question.cause);
    if (cause === undefined) throw new Error(`no cause ${question.cause}`);
    this.cause = cause;
    this.base = this.read(question.record);
    const parts = cause.tiers.filter(([tier]) => this.suffices(tier)).map(([, node]) => node);
    this.wanted = wantedBelow(parts, prepared.program);
    this.touched = prepared.program.above(new Set(this.wanted.map((one) => one.id)));
  }

  /** Each change by itself, run: it also shows what the change does to every finding. */
  *single(): Generator<Progress, void> {
    const { record } = this.question;
    const possible = possibleChanges(this.wanted, {
      ...this.searching,
      record,
      evaluation: this.base,
    });
    const ways = new Ways();
    let done = 0;
    for (const one of possible) {
      const reading = this.read(changeAll(record, [one.change]));
      const tier = tierOf(this.cause, reading);
      if (this.suffices(tier)) ways.add({ changes: [one], tier });
      else {
        const assumed = this.effect(reading);
        if (assumed.size > 0) this.tried.push({ possible: one, assumed });
      }
      done += 1;
      yield { size: 1, done, of: possible.length, ways: ways.found };
    }
  }

  /** Several at once: imagined first, and run where that would do. */
  *several(size: number): Generator<Progress, void> {
    const ways = new Ways();
    const of = Math.min(combinations(this.tried.length, size), IMAGINED);
    let done = 0;
    let run = 0;
    for (const chosen of choose(this.tried, size)) {
      if (done >= IMAGINED || run >= CONFIRMED || ways.found.length >= WAYS) break;
      done += 1;
      if (this.suffices(tierOf(this.cause, this.imagined(chosen)))) {
        run += 1;
        const changes = chosen.map((one) => one.possible);
        const record = changeAll(
          this.question.record,
          changes.map((one) => one.change),
        );
        const tier = tierOf(this.cause, this.read(record));
        if (this.suffices(tier)) ways.add({ changes, tier });
      } else if (done % 50 !== 0) continue;
      yield { size, done, of, ways: ways.found };
    }
    yield { size, done: of, of, ways: ways.found };
  }

  private suffices(tier: Tier): boolean {
    return tierRank(tier) >= tierRank(this.question.atLeast);
  }

  private read(record: PatientRecord): Evaluation {
    const { knowledge, prepared } = this.searching;
    return new Evaluation(chartOfRecord(record, knowledge), knowledge.units, prepared.program);
  }

  private imagined(chosen: readonly Tried[]): WhatIf {
    const assumed = new Map<NodeId, Code>();
    for (const one of chosen) for (const [id, code] of one.assumed) assumed.set(id, code);
    return new WhatIf(this.base, assumed, this.touched);
  }

  // Imagination knows no legs: what changes for one is taken to change for both, and the run that follows decides.
  private effect(reading: Evaluation): Assumed {
    const assumed = new Map<NodeId, Code>();
    for (const { id, holds } of this.wanted) {
      const codes = ([0, 1, 2] as const)
        .filter((leg) => reading.code(id, leg) !== this.base.code(id, leg))
        .map((leg) => reading.code(id, leg));
      const [first] = codes;
      const best = holds ? MET : NOT_MET;
      if (first !== undefined) assumed.set(id, codes.includes(best) ? best : first);
    }
    return assumed;
  }
}

/** Ways found: of two that say the same, the easier one; no longer list than can be read. */
class Ways {
  found: readonly Way[] = [];

  add(way: Way): void {
    const said = sayingOf(way);
    if (this.found.some((one) => sayingOf(one) === said)) return;
    // Many options of one question would leave no room for anything else.
    if (this.found.filter((one) => aboutOf(one) === aboutOf(way)).length >= ALIKE) return;
    this.found = [...this.found, way].sort((a, b) => effortOf(a) - effortOf(b)).slice(0, WAYS);
  }
}

const sayingOf = (way: Way): string => way.changes.map((one) => one.says).join(' and ');
const aboutOf = (way: Way): string =>
  way.changes.map((one) => one.about.replace(/-(?:left|right)$/, '')).join();
const effortOf = (way: Way): number => way.changes.reduce((sum, one) => sum + one.effort, 0);

/** Every choice of `size`, no two about the same thing; the first ones of the list first. */
function* choose(from: readonly Tried[], size: number): Generator<readonly Tried[], void> {
  const pick = function* (end: number, n: number): Generator<readonly Tried[], void> {
    if (n === 0) {
      yield [];
      return;
    }
    // The last of a choice grows slowest, so that easy ones are combined with each other before hard ones come in.
    for (let i = n - 1; i < end; i += 1) {
      const last = from[i];
      if (last === undefined) return;
      for (const rest of pick(i, n - 1))
        if (!rest.some((one) => one.possible.about === last.possible.about)) yield [...rest, last];
    }
  };
  yield* pick(from.length, size);
}

function combinations(n: number, size: number): number {
  let all = 1;
  for (let i = 0; i < size; i += 1) all = (all * (n - i)) / (i + 1);
  return Math.max(0, Math.round(all));
}
