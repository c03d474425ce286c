/** Whether a draft is what a check is about, what it is ordered for, and how it changes what is taken. */
import { milligramsIn, type Chart, type DraftEntry, type DrugEntry } from '#chart';
import type { DraftMatch, DraftTest, DraftWords, OrderCheck, Urgency } from '#rules';
import { urgencyRank } from './candidates.ts';
import { namesComplaint } from './complaint-text.ts';
import type { DoorRule } from './knowledge.ts';

/** The check is about this draft. */
export function isAbout(match: DraftMatch, draft: DraftEntry): boolean {
  return (
    match.kinds.includes(draft.kind) &&
    is(match, draft) &&
    match.not?.some((word) => hasWord(draft.words, word)) !== true
  );
}

function is(words: DraftWords, draft: DraftEntry): boolean {
  return (
    words.sets?.some((set) => draft.sets.get(set) === false) === true ||
    words.words?.some((group) => group.every((word) => hasWord(draft.words, word))) === true
  );
}

/** A word from its beginning on: "compress" finds "compression", "tens" does not find "intense". */
export function hasWord(text: string, word: string): boolean {
  let at = text.indexOf(word);
  while (at >= 0) {
    if (at === 0 || !/[a-z0-9]/.test(text.charAt(at - 1))) return true;
    at = text.indexOf(word, at + 1);
  }
  return false;
}

/** What the draft itself must be for a warning. */
export function passes(test: DraftTest, draft: DraftEntry, chart: Chart, check: OrderCheck): boolean {
  if (test.is !== undefined && !is(test.is, draft)) return false;
  if (test.reason !== undefined && !isFor(test.reason, draft, chart)) {
    if (test.reason.orNone !== true || hasReason(draft)) return false;
  }
  if (test.priorityBelow !== undefined && !isLower(draft.resource.priority, test.priorityBelow)) return false;
  if (test.change === undefined) return true;
  if (test.change === 'stopped') return draft.stopped;
  const current = currentOf(draft, chart, check);
  if (test.change === 'added-or-raised')
    return !draft.stopped && current.some((drug) => isOther(draft, drug) || isAbove(draft, drug));
  return draft.stopped || current.some((drug) => isOther(draft, drug) || isBelow(draft, drug));
}

const PRIORITIES = ['routine', 'urgent', 'asap', 'stat'];
/** The priority of a request is lower than an urgency; none is routine. */
export const isLower = (priority: unknown, wanted: Urgency): boolean =>
  PRIORITIES.indexOf(typeof priority === 'string' ? priority : 'routine') < urgencyRank(wanted);

const hasReason = (draft: DraftEntry): boolean =>
  draft.reasonTexts.length > 0 || draft.reasonReferences.length > 0;

/** The reason of the draft, coded, in words, or by a condition of the record. */
export function isFor(words: DraftWords, draft: DraftEntry, chart: Chart): boolean {
  // A reason says what the order is for: "cramp and spasm" (R25.2) is one, though it names neither leg nor night.
  if (words.sets?.some((set) => draft.reasonSets.has(set)) === true) return true;
  const said = draft.reasonTexts.map((one) => one.slice(0, 200).toLowerCase());
  const conditions = reasonsOf(draft, chart);
  if (conditions.some((one) => words.sets?.some((set) => one.sets.has(set)) === true)) return true;
  return (words.words ?? []).some((group) =>
    [...said, ...conditions.map((one) => one.label.toLowerCase())].some((text) =>
      group.every((word) => hasWord(text, word)),
    ),
  );
}

const reasonsOf = (draft: DraftEntry, chart: Chart) =>
  chart.allConditions.filter((one) => draft.reasonReferences.includes(one.reference));

/** The order is placed for a leg complaint: its own reason says so. */
export function isForLeg(draft: DraftEntry, chart: Chart, door: DoorRule): boolean {
  if (draft.reasonSets.get(door.set) === false) return true;
  if (reasonsOf(draft, chart).some((one) => one.sets.get(door.set) === false)) return true;
  return draft.reasonTexts.some((text) => namesComplaint(text, door.words));
}

// The current drugs of the kind: another ingredient, or less of the same, is what a stop looks like in an order
// (DECISIONS, statin); another one, or more of the same, is what a rising dose looks like.
function currentOf(draft: DraftEntry, chart: Chart, check: OrderCheck): readonly DrugEntry[] {
  return (check.about.sets ?? []).flatMap((set) =>
    chart.drugs(set).filter((drug) => drug.state === 'current' && drug.reference !== draft.reference),
  );
}

function isOther(draft: DraftEntry, drug: DrugEntry): boolean {
  const names = namesIn(drug.label);
  return names.length > 0 && !names.some((name) => draft.words.includes(name));
}

const isBelow = (draft: DraftEntry, drug: DrugEntry): boolean =>
  strengths(draft, drug).some(([now, before]) => now < before);
const isAbove = (draft: DraftEntry, drug: DrugEntry): boolean =>
  strengths(draft, drug).some(([now, before]) => now > before);

// Ingredient by ingredient: a combination prints one strength for each, so its first number may be another drug's.
function strengths(draft: DraftEntry, drug: DrugEntry): readonly (readonly [number, number])[] {
  const label = draft.label.slice(0, 200).toLowerCase();
  return namesIn(drug.label).flatMap((name): readonly (readonly [number, number])[] => {
    if (!draft.words.includes(name)) return [];
    const before = strengthOf(drug.label.slice(0, 200).toLowerCase(), name);
    const now = isCombination(label) ? strengthOf(label, name) : draft.milligrams;
    return before === undefined || now === undefined ? [] : [[now, before]];
  });
}

const isCombination = (label: string): boolean => label.includes(' / ');

function strengthOf(label: string, name: string): number | undefined {
  if (!isCombination(label)) return milligramsIn(label);
  const part = label.split(' / ').find((one) => one.includes(name));
  return part === undefined ? undefined : milligramsIn(part);
}

// Ingredient names are the long words that are no form or way of taking.
const FORMS =
  /^(?:tablets?|capsules?|oral|daily|extended|release|delayed|coated|chewable|solution|transdermal|calcium|sodium|magnesium|(?:di)?hydrochloride|(?:hydro)?bromide|maleate|mesylate|sulfate)$/;
const namesIn = (label: string): readonly string[] =>
  (
    label
      .slice(0, 200)
      .toLowerCase()
      .match(/[a-z]{6,}/g) ?? []
  ).filter((word) => !FORMS.test(word));
