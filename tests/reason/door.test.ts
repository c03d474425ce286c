/** The door: what counts as a leg complaint, coded or in words, how recent it must be, and what never opens it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { door as rule } from '#findings';
import { door } from '#reason/door';
import { namesComplaint } from '#reason/complaint-text';
import { ROOT } from '../root.ts';
import {
  chartOf,
  coding,
  condition,
  hoursAgo,
  ICD,
  intake,
  SNOMED,
  STATUS,
  VERIFICATION,
  type Json,
} from '../chart/record.ts';

const daysAgo = (days: number): string => hoursAgo(days * 24);
const opens = (resources: readonly Json[], options: Parameters<typeof chartOf>[1] = {}): string =>
  door(chartOf(resources, options), rule).by ?? 'shut';
const legPain = coding(SNOMED, '10601006', 'Pain in lower limb');

const encounter = (reason: Json | undefined, more: Json = {}): Json => ({
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  subject: { reference: 'Patient/p' },
  period: { start: daysAgo(3) },
  ...(reason === undefined ? {} : { reasonCode: [reason] }),
  ...more,
});

describe('free text that names a leg complaint', () => {
  test.each([
    ['leg pain'],
    ['Leg pain at night x 3 weeks'],
    ['Bilateral calf cramps'],
    ['L foot numbness'],
    ['left-leg pain'],
    ['RESTLESS LEGS'],
    ['charley horse'],
    ['burning feet'],
    ['pins and needles in toes'],
    ['No fever. Leg pain since Monday'],
    ['no fever; painful foot'],
    ['No chest pain but left calf hurts'],
    ['low back pain, leg pain'],
    ['Leg pain has not resolved'],
    ['Leg pain not improving'],
    ['Not sleeping because of leg cramps'],
    ["can't sleep, legs ache"],
    ['Diabetic foot check, foot is painful'],
    ['Reason:\nleg pain'],
    ['sciatica'],
    ['claudication 100 m'],
    ["Mother's visit; patient's leg hurts"],
  ])('"%s"', (text) => {
    expect(namesComplaint(text, rule.words)).toBe(true);
  });
});

describe('free text that names none', () => {
  test.each([
    [''],
    ['Annual physical'],
    ['Headache'],
    ['no leg pain but back pain'],
    ['No leg pain'],
    ['denies leg pain'],
    ['Denies any pain in the legs'],
    ['patient denies calf pain or swelling'],
    ['Denies fever, chills, or leg pain'],
    ['No chest pain, shortness of breath, or leg swelling'],
    ['without leg pain'],
    ['never had leg cramps'],
    ['negative for calf pain'],
    ["doesn't have leg pain"],
    ['leg doesn’t hurt'],
    ['Leg pain: denies'],
    ['leg pain resolved'],
    ['pain-free legs'],
    ['non-painful foot ulcer'],
    ['arm pain'],
    ['Right arm numbness and tingling'],
    ['arm cramps, hand weakness'],
    ['mother has leg pain'],
    ['Family history of leg ulcers and leg pain'],
    ['jaw claudication'],
    ['phantom leg pain'],
    ['Chest pain. Foot care education'],
    ['back pain'],
    ['leg'],
    ['pain'],
    ['legend of pain'],
    ['footnote painful'],
    ['My sole concern is a cold'],
  ])('"%s"', (text) => {
    expect(namesComplaint(text, rule.words)).toBe(false);
  });
});

describe('the words people use', () => {
  const said = parse(readFileSync(join(ROOT, 'tests', 'reason', 'complaints.yaml'), 'utf8')) as {
    readonly opens: readonly string[];
    readonly silent: readonly string[];
  };
  test('a leg complaint is heard', () => {
    expect(said.opens.filter((text) => !namesComplaint(text, rule.words))).toEqual([]);
    expect(said.opens.length).toBeGreaterThan(100);
  });
  test('none is heard where there is none', () => {
    expect(said.silent.filter((text) => namesComplaint(text, rule.words))).toEqual([]);
    expect(said.silent.length).toBeGreaterThan(80);
  });
});

describe('long and hostile text', () => {
  test('is read from its beginning only, and at once', () => {
    const start = performance.now();
    expect(namesComplaint(`${'x '.repeat(200_000)}leg pain`, rule.words)).toBe(false);
    expect(namesComplaint(`leg pain ${'zz '.repeat(200_000)}`, rule.words)).toBe(true);
    expect(namesComplaint('-'.repeat(100_000), rule.words)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
  test('any string gets an answer, and letter case does not change it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(namesComplaint(text, rule.words)).toBe(namesComplaint(text.toLowerCase(), rule.words));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a condition', () => {
  test.each<[string, Json, string]>([
    ['a coded symptom recorded this month', condition(legPain), 'condition'],
    ['89 days ago', condition(legPain, { recordedDate: daysAgo(89) }), 'condition'],
    ['91 days ago', condition(legPain, { recordedDate: daysAgo(91) }), 'shut'],
    ['recorded today, begun years ago', condition(legPain, { onsetDateTime: '2019-01-01' }), 'condition'],
    ['without any date', condition(legPain, { recordedDate: undefined }), 'shut'],
    ['resolved', condition(legPain, { clinicalStatus: coding(STATUS, 'resolved') }), 'shut'],
    ['abated', condition(legPain, { abatementDateTime: daysAgo(2) }), 'shut'],
    ['refuted', condition(legPain, { verificationStatus: coding(VERIFICATION, 'refuted') }), 'shut'],
    [
      'entered in error',
      condition(legPain, { verificationStatus: coding(VERIFICATION, 'entered-in-error') }),
      'shut',
    ],
    [
      'provisional',
      condition(legPain, { verificationStatus: coding(VERIFICATION, 'provisional') }),
      'condition',
    ],
    ['a symptom state: rest pain', condition(coding(ICD, 'I70.222')), 'condition'],
    ['a leg diagnosis alone: PAD', condition(coding(SNOMED, '399957001')), 'shut'],
    [
      'a leg diagnosis alone: foot ulcer',
      condition(coding(ICD, 'L97.519', 'Ulcer of foot with pain')),
      'shut',
    ],
    ['words without a code', condition({ text: 'Leg cramps at night' }), 'text'],
    ['words that deny', condition({ text: 'No leg pain' }), 'shut'],
    ['an arm', condition(coding(ICD, 'M79.601', 'Pain in right arm')), 'shut'],
  ])('%s', (_, one, expected) => {
    expect(opens([one])).toBe(expected);
  });
  test("a relative's leg pain is not the patient's", () => {
    const mother = {
      resourceType: 'FamilyMemberHistory',
      id: 'm',
      status: 'completed',
      condition: [{ code: legPain }],
    };
    expect(opens([mother])).toBe('shut');
  });
});

describe('an encounter', () => {
  test.each<[string, Json, string]>([
    ['a coded reason', encounter(legPain), 'encounter'],
    ['a reason in words', encounter({ text: 'Calf pain at night' }), 'text'],
    ['a display of a local code', encounter(coding('urn:local', '1', 'LEG PAIN')), 'text'],
    ['a reason that denies', encounter({ text: 'Diabetes review, no leg pain' }), 'shut'],
    ['another reason', encounter({ text: 'Sore throat' }), 'shut'],
    ['no reason', encounter(undefined), 'shut'],
    ['89 days ago', encounter(legPain, { period: { start: daysAgo(89) } }), 'encounter'],
    ['91 days ago', encounter(legPain, { period: { start: daysAgo(91) } }), 'shut'],
    ['no date', encounter(legPain, { period: undefined }), 'shut'],
    ['cancelled', encounter(legPain, { status: 'cancelled' }), 'shut'],
    ['entered in error', encounter(legPain, { status: 'entered-in-error' }), 'shut'],
    ['planned', encounter(legPain, { status: 'planned' }), 'shut'],
    [
      'a referenced condition in words',
      encounter(undefined, { reasonReference: [{ reference: 'Condition/x', display: 'Leg pain' }] }),
      'text',
    ],
  ])('%s', (_, one, expected) => {
    expect(opens([one])).toBe(expected);
  });
  test('the encounter of the call counts even planned or undated', () => {
    expect(opens([encounter(legPain, { status: 'planned' })], { encounterId: 'e1' })).toBe('encounter');
    expect(opens([encounter(legPain, { period: undefined })], { encounterId: 'e1' })).toBe('encounter');
  });
  test('an old symptom opens it when a recent encounter was for it, and only then', () => {
    const old = condition(legPain, { id: 'old', recordedDate: daysAgo(400) });
    const refers: Json = { reasonReference: [{ reference: 'Condition/old' }] };
    const diagnosed: Json = {
      diagnosis: [{ condition: { reference: 'https://ehr.example/fhir/Condition/old' } }],
    };
    expect(opens([old])).toBe('shut');
    expect(opens([old, encounter(undefined, refers)])).toBe('encounter');
    expect(opens([old, encounter(undefined, diagnosed)])).toBe('encounter');
    expect(opens([old, encounter(undefined, { ...refers, period: { start: daysAgo(200) } })])).toBe('shut');
    const resolved = condition(legPain, {
      id: 'old',
      recordedDate: daysAgo(400),
      clinicalStatus: coding(STATUS, 'resolved'),
    });
    expect(opens([resolved, encounter(undefined, refers)])).toBe('shut');
  });
});

describe('an intake', () => {
  test.each<[string, Parameters<typeof intake>[0], string]>([
    ['a painful calf', { site: ['calf'] }, 'intake'],
    ['an urge to move', { urge: 'yes' }, 'intake'],
    ['no urge', { urge: 'no' }, 'shut'],
    ['pain in the arms only', { site: ['arms'] }, 'shut'],
    ['low back only', { site: ['low-back'] }, 'shut'],
    ['low back and calf', { site: ['low-back', 'calf'] }, 'intake'],
    ['nothing ticked', { 'red-flags': ['none'], quality: [], numbness: ['none'] }, 'shut'],
    ['all unsure', { urge: 'unsure', site: ['unsure'], quality: ['unsure'] }, 'shut'],
    ['fever alone', { 'red-flags': ['fever'] }, 'shut'],
    ['a suddenly cold leg', { 'red-flags': ['sudden-cold-pale-leg'] }, 'intake'],
    ['varicose veins alone', { 'skin-and-swelling': ['varicose-veins'] }, 'shut'],
    ['a normal foot examination', { 'exam.foot': ['normal'] }, 'shut'],
    ['a black toe, painless', { 'exam.foot-left': ['gangrene'] }, 'intake'],
  ])('%s', (_, answers, expected) => {
    expect(opens([intake(answers)])).toBe(expected);
  });
  test('of 89 days opens it, of 91 days does not', () => {
    expect(opens([intake({ site: ['calf'] }, { authored: daysAgo(89) })])).toBe('intake');
    expect(opens([intake({ site: ['calf'] }, { authored: daysAgo(91) })])).toBe('shut');
  });
});

test('an empty record is silent', () => {
  expect(opens([])).toBe('shut');
});
