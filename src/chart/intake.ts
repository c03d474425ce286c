/** The leg-pain intake: answers by linkId, each from the newest completed or amended response that holds it. */
import type { IntakeAnswer } from './entries.ts';
import { firstDate, number, object, objects, referenceOf, text, type Dated, type Raw } from './read.ts';

const QUESTIONNAIRE = 'https://nocturne.example/fhir/Questionnaire/leg-pain-intake';
const READ = new Set(['completed', 'amended']);

/** True for responses to the frozen questionnaire at any 1.x version. */
export function isIntake(resource: Raw): boolean {
  const canonical = text(resource, 'questionnaire');
  if (canonical === undefined) return false;
  const [url, version] = canonical.split('|', 2);
  return url === QUESTIONNAIRE && (version === undefined || /^1(?:\.|$)/.test(version));
}

/**
 * Reads all responses into one map. An undated response cannot be placed in time and is not read.
 * @returns answers by linkId; newest response first
 */
export function readIntake(responses: readonly Raw[], asOf: number): ReadonlyMap<string, IntakeAnswer> {
  const dated: { readonly response: Raw; readonly authored: Dated }[] = [];
  for (const response of responses) {
    const status = text(response, 'status');
    const authored =
      firstDate(response, ['authored'], asOf) ??
      firstDate(object(response, 'meta') ?? {}, ['lastUpdated'], asOf);
    if (status !== undefined && READ.has(status) && isIntake(response) && authored !== undefined) {
      dated.push({ response, authored });
    }
  }
  dated.sort((a, b) => b.authored.span.from - a.authored.span.from);
  const answers = new Map<string, IntakeAnswer>();
  for (const { response, authored } of dated) readResponse(response, authored, answers);
  return answers;
}

function readResponse(response: Raw, authored: Dated, into: Map<string, IntakeAnswer>): void {
  const reference = referenceOf(response);
  const fresh = new Map<string, IntakeAnswer>();
  // A work list, not recursion: items nest in items and in answers, as deep as the sender likes.
  const open: Raw[] = [...objects(response, 'item')];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    open.push(...objects(item, 'item'));
    const linkId = text(item, 'linkId');
    const given = objects(item, 'answer');
    for (const one of given) open.push(...objects(one, 'item'));
    if (linkId === undefined || given.length === 0) continue;
    const read = answerOf(given, reference, authored, fresh.get(linkId));
    if (read !== undefined) fresh.set(linkId, read);
  }
  for (const [linkId, answer] of fresh) if (!into.has(linkId)) into.set(linkId, answer);
}

function answerOf(
  given: readonly Raw[],
  reference: string,
  authored: Dated,
  before: IntakeAnswer | undefined,
): IntakeAnswer | undefined {
  const codes = new Set<string>(before?.codes);
  let value: number | undefined = before?.number;
  for (const one of given) {
    const code = text(object(one, 'valueCoding'), 'code') ?? text(one, 'valueString');
    if (code !== undefined) codes.add(code.toLowerCase());
    if (typeof one.valueBoolean === 'boolean') codes.add(one.valueBoolean ? 'yes' : 'no');
    value =
      number(one, 'valueInteger') ??
      number(one, 'valueDecimal') ??
      number(object(one, 'valueQuantity'), 'value') ??
      value;
  }
  if (codes.size === 0 && value === undefined) return undefined;
  return value === undefined ? { reference, codes, authored } : { reference, codes, number: value, authored };
}
