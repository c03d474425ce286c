/** What the tests of the tools share: a patient of the bank as a record, run as a page would run it. */
import { loadWords } from '#knowledge/load';
import { CodeBook } from '#review/code-book';
import { intakeItems, type IntakeItem } from '#review/intake-items';
import { recordOf, runRecord, type PatientRecord } from '#review/patient-record';
import { VignetteRunner } from '#review/run';
import { changeAll, type Change } from '#review/record-changes';
import type { Tier } from '#rules';
import { bank } from '../../scripts/outcomes.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const words = loadWords(ROOT);
export const book = new CodeBook(words.codes);
export const items = intakeItems(words.questionnaire);
export const runner = new VignetteRunner(knowledge, AS_OF);
export const files = bank(ROOT, knowledge);

export function patient(id: string): PatientRecord {
  const found = files.flatMap((file) => file.vignettes).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no patient ${id}`);
  return recordOf(found, AS_OF);
}

export function item(linkId: string): IntakeItem {
  const found = items.find((one) => one.linkId === linkId);
  if (found === undefined) throw new Error(`no question ${linkId}`);
  return found;
}

export function tierIn(
  record: PatientRecord,
  cause: string,
  ...changes: readonly Change[]
): Tier | undefined {
  const { reasoning } = runRecord(runner, changeAll(record, changes));
  return reasoning.candidates.find((one) => one.cause.id === cause)?.tier;
}
