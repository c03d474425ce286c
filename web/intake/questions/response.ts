/** Answers as the items of a QuestionnaireResponse, nested as the questionnaire nests them, and back. */
import { isOpen, type Answer, type Answers } from './answers.ts';
import { CODE_SYSTEM, GROUPS, QUESTIONS, questionOf, type Question } from './questionnaire.ts';

export interface ResponseAnswer {
  readonly valueCoding?: { readonly system?: string; readonly code?: string; readonly display?: string };
  readonly valueInteger?: number;
  readonly valueDecimal?: number;
  readonly item?: readonly ResponseItem[];
}

export interface ResponseItem {
  readonly linkId: string;
  readonly text?: string;
  readonly item?: readonly ResponseItem[];
  readonly answer?: readonly ResponseAnswer[];
}

function valuesOf(question: Question, answer: Answer | undefined): readonly ResponseAnswer[] {
  if (answer === undefined) return [];
  if ('number' in answer)
    return [question.decimal ? { valueDecimal: answer.number } : { valueInteger: answer.number }];
  return question.options
    .filter((option) => answer.codes.includes(option.code))
    .map(({ code, display }) => ({ valueCoding: { system: CODE_SYSTEM, code, display } }));
}

const directlyIn = (linkId: string | undefined): readonly Question[] =>
  QUESTIONS.filter((question) => question.inside.at(-1) === linkId);

function itemOf(question: Question, answers: Answers): readonly ResponseItem[] {
  if (!isOpen(question, answers)) return [];
  const values = valuesOf(question, answers[question.linkId]);
  const below = directlyIn(question.linkId);
  // A question that hangs on one option stands below that option, any other below the first answer.
  const placed = below.flatMap((child) => {
    const at = values.findIndex((value) =>
      child.conditions.some((one) => one.code === value.valueCoding?.code),
    );
    return itemOf(child, answers).map((item) => ({ at: Math.max(at, 0), item }));
  });
  // An answer without a value may still hold the questions below it.
  const holders = values.length === 0 && placed.length > 0 ? [{}] : values;
  if (holders.length === 0) return [];
  const answer = holders.map((holder, index) => {
    const item = placed.filter((one) => one.at === index).map((one) => one.item);
    return item.length === 0 ? holder : { ...holder, item };
  });
  return [{ linkId: question.linkId, text: question.text, answer }];
}

/** The items in the order of the questionnaire; groups and questions without an answer are left out. */
export function toItems(answers: Answers): readonly ResponseItem[] {
  const groups = new Map(GROUPS.map((group) => [group.linkId, group]));
  const tops = [...new Set(QUESTIONS.map((question) => question.inside[0] ?? question.linkId))];
  return tops.flatMap((linkId) => {
    const group = groups.get(linkId);
    if (group === undefined) {
      const question = questionOf(linkId);
      return question === undefined ? [] : itemOf(question, answers);
    }
    const item = directlyIn(linkId).flatMap((question) => itemOf(question, answers));
    return item.length === 0 ? [] : [{ linkId, text: group.text, item }];
  });
}

/** Reads what another program or an earlier session wrote; what the questionnaire does not know is passed over. */
export function fromItems(items: readonly ResponseItem[] | undefined): Answers {
  const answers: Record<string, Answer> = {};
  const open = [...(items ?? [])];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const given = item.answer ?? [];
    open.push(...(item.item ?? []), ...given.flatMap((one) => one.item ?? []));
    const question = questionOf(item.linkId);
    const answer = question === undefined ? undefined : readAnswer(question, given);
    if (answer !== undefined) answers[item.linkId] = answer;
  }
  return answers;
}

function readAnswer(question: Question, given: readonly ResponseAnswer[]): Answer | undefined {
  if (question.kind === 'number') {
    const number = given.map((one) => one.valueInteger ?? one.valueDecimal).find((one) => one !== undefined);
    return number === undefined ? undefined : { number };
  }
  const codes = question.options
    .map((option) => option.code)
    .filter((code) => given.some((one) => one.valueCoding?.code === code));
  return codes.length === 0 ? undefined : { codes };
}
