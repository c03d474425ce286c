/** What has been answered: ticking, unticking, and which questions are open because of it. */
import { questionOf, QUESTIONS, type Question } from './questionnaire.ts';

export type Answer = { readonly codes: readonly string[] } | { readonly number: number };
/** By linkId; what is not answered is not there. */
export type Answers = Readonly<Record<string, Answer>>;

/** An option that says there is nothing to tick: it cannot stand beside another. "Not sure" can: of the rest. */
const EXCLUSIVE: ReadonlySet<string> = new Set(['none', 'nothing', 'normal', 'not-tested']);

export function codesOf(answers: Answers, linkId: string): readonly string[] {
  const answer = answers[linkId];
  return answer !== undefined && 'codes' in answer ? answer.codes : [];
}

export function numberOf(answers: Answers, linkId: string): number | undefined {
  const answer = answers[linkId];
  return answer !== undefined && 'number' in answer ? answer.number : undefined;
}

export function withoutAnswer(answers: Answers, linkId: string): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => id !== linkId));
}

export function withNumber(answers: Answers, linkId: string, number: number): Answers {
  return { ...answers, [linkId]: { number } };
}

/** Ticks an option or takes its tick away; of one-answer questions the option takes the place of the other. */
export function toggled(answers: Answers, question: Question, code: string): Answers {
  const before = codesOf(answers, question.linkId);
  const codes =
    question.kind === 'one'
      ? [code]
      : before.includes(code)
        ? before.filter((one) => one !== code)
        : EXCLUSIVE.has(code)
          ? [code]
          : [...before.filter((one) => !EXCLUSIVE.has(one)), code];
  if (codes.length === 0) return withoutAnswer(answers, question.linkId);
  // In the order of the questionnaire, whatever the order of ticking.
  const ordered = question.options.map((option) => option.code).filter((one) => codes.includes(one));
  return { ...answers, [question.linkId]: { codes: ordered } };
}

/** True while the answers that a question, and every question around it, depends on are given. */
export function isOpen(question: Question, answers: Answers): boolean {
  const { conditions, inside } = question;
  if (conditions.length > 0 && !conditions.some((one) => codesOf(answers, one.question).includes(one.code))) {
    return false;
  }
  return inside.every((id) => {
    const around = questionOf(id);
    return around === undefined || isOpen(around, answers);
  });
}

/** What would be sent: answers to questions that have closed since are left out. */
export function openAnswers(answers: Answers): Answers {
  return Object.fromEntries(
    QUESTIONS.filter((question) => isOpen(question, answers)).flatMap(({ linkId }) => {
      const answer = answers[linkId];
      return answer === undefined ? [] : [[linkId, answer] as const];
    }),
  );
}

/** An answer in words; undefined when there is none. */
export function sayAnswer(question: Question, answers: Answers): string | undefined {
  const number = numberOf(answers, question.linkId);
  if (number !== undefined) return String(number);
  const codes = codesOf(answers, question.linkId);
  const said = question.options.filter((option) => codes.includes(option.code));
  return said.length === 0 ? undefined : said.map((option) => option.display).join('; ');
}
