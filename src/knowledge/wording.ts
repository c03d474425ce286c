/** Words for ids: intake questions and options from the frozen questionnaire, titles of value sets. */
import { readFileSync } from 'node:fs';
import { isRaw, objects, object, text, type Raw } from '#chart/read';
import type { Wording } from '#rules';
import type { ValueSets } from './valuesets.ts';

/** Reads the questionnaire once. @throws Error when the file is no Questionnaire */
export function readWording(questionnaire: string, sets: ValueSets): Wording {
  const raw: unknown = JSON.parse(readFileSync(questionnaire, 'utf8'));
  if (!isRaw(raw) || raw.resourceType !== 'Questionnaire')
    throw new Error(`${questionnaire} is no Questionnaire`);
  const questions = new Map<string, string>();
  const options = new Map<string, string>();
  collect(objects(raw, 'item'), questions, options);
  return {
    question: (item) => questions.get(item) ?? item,
    option: (item, code) => options.get(`${item}|${code}`) ?? code,
    set: (id) =>
      sets.sets.get(id)?.title ??
      id.replace(/^(?:cond|sx|lab|obs|drug|proc|soc|vital)-/, '').replaceAll('-', ' '),
  };
}

function collect(items: readonly Raw[], questions: Map<string, string>, options: Map<string, string>): void {
  for (const item of items) {
    const linkId = text(item, 'linkId');
    if (linkId !== undefined) {
      questions.set(linkId, text(item, 'text') ?? linkId);
      for (const option of objects(item, 'answerOption')) {
        const coding = object(option, 'valueCoding');
        const code = text(coding, 'code');
        if (code !== undefined) options.set(`${linkId}|${code}`, text(coding, 'display') ?? code);
      }
    }
    collect(objects(item, 'item'), questions, options);
  }
}
