/** Which questions are asked: by whom the form is filled, how much time there is, what a card asked for. */
import { isOpen, type Answers } from './answers.ts';
import { QUESTIONS, questionOf, type Question } from './questionnaire.ts';

export type Who = 'patient' | 'clinician';
export type Extent = 'card' | 'short' | 'all';

/** The short form: warning signs, beginning, place, the attack, what eases and worsens it, the urge to move. */
export const SHORT: readonly string[] = [
  'red-flags',
  'onset',
  'onset.when',
  'site',
  'side',
  'side.which',
  'attack.hard-muscle',
  'attack.duration',
  'urge',
  'urge.worse-at-rest',
  'urge.worse-in-evening',
  'urge.returns-when-still',
  'relief',
  'relief.dangle-still',
  'worse',
];

export interface Choice {
  readonly who: Who;
  readonly extent: Extent;
  /** The linkIds a card asked for, in its order. */
  readonly asked: readonly string[];
}

const isExam = (question: Question): boolean => question.inside[0] === 'exam';

/** A card's question is asked with the questions that open below it. */
function forCard(asked: readonly string[]): readonly Question[] {
  const named = asked.flatMap((linkId) => questionOf(linkId) ?? []);
  return [
    ...new Set(
      named.flatMap((question) => [
        question,
        ...QUESTIONS.filter((one) => one.conditions.length > 0 && one.inside.includes(question.linkId)),
      ]),
    ),
  ];
}

/** The questions to show now, in order. The examination is the clinician's, also where a card asks for it. */
export function selected({ who, extent, asked }: Choice, answers: Answers): readonly Question[] {
  const wanted =
    extent === 'card'
      ? forCard(asked)
      : extent === 'short'
        ? QUESTIONS.filter(({ linkId }) => SHORT.includes(linkId))
        : QUESTIONS;
  return wanted.filter((question) => (who === 'clinician' || !isExam(question)) && isOpen(question, answers));
}

interface Section {
  readonly title: string;
  readonly questions: readonly Question[];
}

// Where a new part of the one-page form begins.
const PARTS: readonly (readonly [string, string])[] = [
  ['red-flags', 'Warning signs'],
  ['onset', 'How it began, when and where'],
  ['attack', 'About a typical attack'],
  ['urge', 'Restless feelings, relief and what makes it worse'],
  ['back-to-leg', 'Back, feeling and skin'],
  ['stiffness', 'Joint stiffness'],
  ['widespread', 'Pain in other places'],
  ['exposure', 'The last weeks'],
  ['impact', 'Burden'],
  ['exam', 'Clinician examination (optional)'],
];

/** The questions under headings; what a card asked for stands under one of its own. */
export function sections(choice: Choice, questions: readonly Question[]): readonly Section[] {
  if (choice.extent === 'card') return [{ title: 'Asked by the card', questions }];
  const order = [...new Set(QUESTIONS.map((question) => question.inside[0] ?? question.linkId))];
  const partOf = (question: Question): string => {
    const at = order.indexOf(question.inside[0] ?? question.linkId);
    return PARTS.findLast(([start]) => order.indexOf(start) <= at)?.[1] ?? '';
  };
  return PARTS.map(([, title]) => ({
    title,
    questions: questions.filter((question) => partOf(question) === title),
  })).filter((section) => section.questions.length > 0);
}

/** The range of a number; up to 10 it is a row of buttons. The questionnaire says it in words only. */
export const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  'widespread.fatigue': [0, 3],
  'widespread.unrefreshed': [0, 3],
  'widespread.cognitive': [0, 3],
  'impact.nights-per-week': [0, 7],
  'impact.worst-pain': [0, 10],
  'exam.monofilament-wrong': [0, 8],
  'exam.vibration-wrong': [0, 8],
  'exam.calf-difference': [0, 30],
};
