/** Whether a draft is what a check is about, what it is ordered for, and how it changes what is taken. */
import { milligramsIn, type Chart, type DraftEntry, type DrugEntry } from '#chart';
import type { DraftMatch, DraftTest, DraftWords, OrderCheck } from '#rules';
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

// A word from its beginning on: "compress" finds "compression", "tens" does not find "intense".
function hasWord(text: string, word: string): boolean {
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
  if (test.change === 'stopped') return draft.stopped;
  return test.change === undefined || isLess(draft, chart, check);
}

const hasReason = (draft: DraftEntry): boolean =>
  draft.reasonTexts.length > 0 || draft.reasonReferences.length > 0;

/** The reason of the draft, coded, in words, or by a condition of the record. */
export function isFor(words: DraftWords, draft: DraftEntry, chart: Chart): boolean {
  if (words.sets?.some((set) => draft.reasonSets.get(set) === false) === true) return true;
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

// Another ingredient of the kind, or less of the same: what a stop looks like in an order (DECISIONS, statin).
function isLess(draft: DraftEntry, chart: Chart, check: OrderCheck): boolean {
  if (draft.stopped) return true;
  const current = (check.about.sets ?? []).flatMap((set) =>
    chart.drugs(set).filter((drug) => drug.state === 'current' && drug.reference !== draft.reference),
  );
  return current.some((drug) => isOther(draft, drug) || isWeaker(draft, drug));
}

function isOther(draft: DraftEntry, drug: DrugEntry): boolean {
  const names = namesIn(drug.label);
  return names.length > 0 && !names.some((name) => draft.words.includes(name));
}

function isWeaker(draft: DraftEntry, drug: DrugEntry): boolean {
  const before = milligramsIn(drug.label);
  return before !== undefined && draft.milligrams !== undefined && draft.milligrams < before;
}

// Ingredient names are the long words that are no form or way of taking.
const FORMS = /^(?:tablets?|capsules?|oral|daily|extended|release|delayed|coated|solution|calcium|sodium)$/;
const namesIn = (label: string): readonly string[] =>
  (
    label
      .slice(0, 200)
      .toLowerCase()
      .match(/[a-z]{6,}/g) ?? []
  ).filter((word) => !FORMS.test(word));
