/** Answers on the intake page: ticking, what opens what, the QuestionnaireResponse they become, and the questions that are asked. */
import { describe, expect, test } from '@jest/globals';
import { readIntake } from '#chart/intake';
import {
  isOpen,
  openAnswers,
  toggled,
  withNumber,
  type Answers,
} from '../../web/intake/questions/answers.ts';
import { CANONICAL, QUESTIONS, questionOf, type Question } from '../../web/intake/questions/questionnaire.ts';
import { fromItems, toItems } from '../../web/intake/questions/response.ts';
import { RANGES, sections, selected, SHORT } from '../../web/intake/questions/selection.ts';
import { AS_OF } from '../knowledge.ts';

function question(linkId: string): Question {
  const found = questionOf(linkId);
  if (found === undefined) throw new Error(`no question ${linkId}`);
  return found;
}

const tick = (answers: Answers, linkId: string, ...codes: readonly string[]): Answers =>
  codes.reduce((before, code) => toggled(before, question(linkId), code), answers);

const ids = (questions: readonly Question[]): readonly string[] => questions.map((one) => one.linkId);

describe('ticking', () => {
  test.each([
    ['none', ['fever', 'none'], ['none']],
    ['another after none', ['none', 'fever'], ['fever']],
    ['not sure beside another', ['fever', 'unsure'], ['fever', 'unsure']],
    ['not sure after none', ['none', 'unsure'], ['unsure']],
    ['the order of the questionnaire', ['trauma', 'saddle-numbness'], ['saddle-numbness', 'trauma']],
  ])('%s', (_name, codes, expected) => {
    expect(tick({}, 'red-flags', ...codes)).toEqual({ 'red-flags': { codes: expected } });
  });

  test('the last tick taken away leaves no answer', () => {
    expect(tick({}, 'site', 'calf', 'calf')).toEqual({});
  });

  test('one answer takes the place of the other', () => {
    expect(tick({}, 'onset', 'sudden', 'unsure')).toEqual({ onset: { codes: ['unsure'] } });
  });
});

test('a question closes with the answer it hangs on, and what it was answered with is not sent', () => {
  const yes = tick(tick({}, 'urge', 'yes'), 'urge.worse-at-rest', 'yes');
  expect(isOpen(question('urge.worse-at-rest'), yes)).toBe(true);
  const no = tick(yes, 'urge', 'no');
  expect(Object.keys(openAnswers(no))).toEqual(['urge']);
  expect(JSON.stringify(toItems(no))).not.toContain('urge.worse-at-rest');
});

describe('the response', () => {
  // Everything at once: each question with its first and, where many may be ticked, its second option.
  const all = QUESTIONS.reduce<Answers>((answers, one) => {
    if (one.kind === 'number') return withNumber(answers, one.linkId, one.decimal ? 2.5 : 2);
    const codes = one.options.map((option) => option.code);
    if (one.linkId === 'widespread.pain-3-months') return tick(answers, one.linkId, 'yes');
    return tick(answers, one.linkId, ...codes.slice(0, one.kind === 'many' ? 2 : 1));
  }, {});

  test('holds every question and gives every answer back', () => {
    expect(fromItems(toItems(all))).toEqual(all);
    expect(Object.keys(all)).toHaveLength(QUESTIONS.length);
  });

  test('is read by the service as it was answered', () => {
    const read = readIntake(
      [
        {
          resourceType: 'QuestionnaireResponse',
          id: '1',
          status: 'completed',
          questionnaire: CANONICAL,
          authored: AS_OF,
          item: toItems(all),
        },
      ],
      Date.parse(AS_OF),
    );
    for (const [linkId, answer] of Object.entries(all)) {
      const got = read.get(linkId);
      expect([linkId, 'codes' in answer ? [...(got?.codes ?? [])] : got?.number]).toEqual([
        linkId,
        'codes' in answer ? expect.arrayContaining([...answer.codes]) : answer.number,
      ]);
    }
  });

  test('puts a question below the option it hangs on, and one below no answer all the same', () => {
    const dangle = tick(tick({}, 'relief', 'dangle', 'walk'), 'relief.dangle-still', 'yes');
    expect(toItems(dangle)[0]?.answer?.map((one) => one.item?.[0]?.linkId)).toEqual([
      'relief.dangle-still',
      undefined,
    ]);
    expect(toItems(tick({}, 'onset.course', 'worsening'))).toEqual([
      expect.objectContaining({
        linkId: 'onset',
        answer: [{ item: [expect.objectContaining({ linkId: 'onset.course' })] }],
      }),
    ]);
  });

  test('of another program may hold what we do not know', () => {
    expect(fromItems([{ linkId: 'gone', answer: [{ valueInteger: 3 }] }, { linkId: 'site' }])).toEqual({});
    expect(fromItems([{ linkId: 'side', answer: [{ valueCoding: { code: 'no-such' } }] }])).toEqual({});
    expect(fromItems(undefined)).toEqual({});
  });
});

describe('the questions', () => {
  test('of the short form and of the ranges are there', () => {
    expect([...SHORT, ...Object.keys(RANGES)].filter((one) => questionOf(one) === undefined)).toEqual([]);
    const numbers = QUESTIONS.filter((one) => one.kind === 'number').map((one) => one.linkId);
    expect(Object.keys(RANGES).toSorted()).toEqual(numbers.toSorted());
  });

  test('the patient is asked no examination, the clinician is', () => {
    const all = { extent: 'all', asked: [] } as const;
    expect(ids(selected({ ...all, who: 'patient' }, {})).filter((one) => one.startsWith('exam'))).toEqual([]);
    expect(ids(selected({ ...all, who: 'clinician' }, {}))).toContain('exam.pulses-left');
  });

  test('a card asks its own, and what opens below them', () => {
    const card = { who: 'patient', extent: 'card', asked: ['urge', 'exam.pulses', 'no-such'] } as const;
    expect(ids(selected(card, {}))).toEqual(['urge']);
    expect(ids(selected(card, tick({}, 'urge', 'yes')))).toEqual([
      'urge',
      'urge.worse-at-rest',
      'urge.worse-in-evening',
      'urge.returns-when-still',
      'urge.whole-body',
    ]);
  });

  test('each stands under one heading', () => {
    const choice = { who: 'clinician', extent: 'all', asked: [] } as const;
    const questions = selected(choice, tick({}, 'urge', 'yes'));
    expect(ids(sections(choice, questions).flatMap((section) => section.questions))).toEqual(ids(questions));
  });
});
