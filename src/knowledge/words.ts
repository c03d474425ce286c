/** Words for ids: intake questions and options from the questionnaire, titles of value sets. Pure: pages use it too. */
import { isRaw, objects, object, text, type Raw } from '#chart/read';
import type { Wording } from '#rules';

/**
 * @param questionnaire the FHIR Questionnaire of the intake
 * @param titles titles of value sets by id
 * @throws Error when it is no Questionnaire
 */
export function wordingOf(questionnaire: unknown, titles: ReadonlyMap<string, string>): Wording {
  if (!isRaw(questionnaire) || questionnaire.resourceType !== 'Questionnaire')
    throw new Error('the intake is no Questionnaire');
  const questions = new Map<string, string>();
  const options = new Map<string, string>();
  collect(objects(questionnaire, 'item'), questions, options);
  return {
    question: (item) => questions.get(item) ?? item,
    option: (item, code) => options.get(`${item}|${code}`) ?? code,
    set: (id) =>
      titles.get(id) ?? id.replace(/^(?:cond|sx|lab|obs|drug|proc|soc|vital)-/, '').replaceAll('-', ' '),
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
