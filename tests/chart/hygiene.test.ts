/** Record hygiene, vascular-redflags 0.3 row by row: what of a record counts, for whom, for which leg, and as of when. */
import { describe, expect, test } from '@jest/globals';
import { exam, labs } from '#findings';
import {
  everRecorded,
  inFamily,
  latest,
  multipleOfUpperLimit,
  observed,
  performed,
  recorded,
  refuted,
  suspected,
  takes,
  days,
  months,
} from '#rules';
import { knowledge } from '../knowledge.ts';
import {
  answer,
  chartFrom,
  chartOf,
  coding,
  condition,
  gatheredOf,
  ICD,
  LOINC,
  observation,
  order,
  quantity,
  RXNORM,
  said,
  SNOMED,
  STATUS,
  VERIFICATION,
  type Json,
} from './record.ts';

const pad = coding(SNOMED, '399957001', 'Peripheral arterial occlusive disease');
const hasPad = recorded('cond-pad');
const everPad = everRecorded('cond-pad');

describe('Condition.verificationStatus', () => {
  test.each([
    ['confirmed', 'met', 'not-recorded', 'not-recorded'],
    ['unconfirmed', 'unusable', 'met', 'not-recorded'],
    ['provisional', 'unusable', 'met', 'not-recorded'],
    ['differential', 'unusable', 'met', 'not-recorded'],
    ['refuted', 'not-met', 'not-recorded', 'met'],
    ['entered-in-error', 'not-recorded', 'not-recorded', 'not-recorded'],
    ['something-new', 'met', 'not-recorded', 'not-recorded'],
  ])('%s: recorded %s, suspected %s, refuted %s', (code, confirmed, doubtful, denied) => {
    const chart = chartOf([condition(pad, { verificationStatus: coding(VERIFICATION, code) })]);
    expect([
      said(hasPad, chart),
      said(suspected('cond-pad'), chart),
      said(refuted('cond-pad'), chart),
    ]).toEqual([confirmed, doubtful, denied]);
  });
  test('missing: the diagnosis counts', () => {
    expect(said(hasPad, chartOf([condition(pad, { verificationStatus: undefined })]))).toBe('met');
  });
  test.each<[string, unknown]>([
    ['as words without a code', { text: 'Entered in error' }],
    ['in capitals', coding(VERIFICATION, 'ENTERED-IN-ERROR')],
    ['as the plain code of older versions', 'entered-in-error'],
  ])('entered in error %s is dropped all the same', (_, verificationStatus) => {
    const chart = chartOf([condition(pad, { verificationStatus })]);
    expect(said(hasPad, chart)).toBe('not-recorded');
    expect(chart.allConditions).toEqual([]);
  });
  test('refuted never supports, even beside an "active" status (trap 5)', () => {
    const chart = chartOf([
      condition(coding(ICD, 'I70.221'), { verificationStatus: coding(VERIFICATION, 'refuted') }),
    ]);
    for (const set of ['cond-pad', 'cond-clti', 'cond-ischemic-rest-pain']) {
      expect(said(recorded(set), chart)).toBe('not-met');
    }
  });
  test('a refutation opposes what it is newer than, not a diagnosis made after it', () => {
    const denied = (date: string): Json =>
      condition(pad, { verificationStatus: coding(VERIFICATION, 'refuted'), recordedDate: date });
    const confirmed = condition(pad, { recordedDate: '2022-05-01' });
    expect(said(refuted('cond-pad'), chartOf([confirmed, denied('2024-05-01')]))).toBe('met');
    expect(said(refuted('cond-pad'), chartOf([confirmed, denied('2018-05-01')]))).toBe('not-recorded');
  });
});

describe('Condition.clinicalStatus', () => {
  test.each([
    ['active', 'met'],
    ['recurrence', 'met'],
    ['relapse', 'met'],
    ['inactive', 'not-recorded'],
    ['remission', 'not-recorded'],
    ['resolved', 'not-recorded'],
  ])('%s: as a current disease %s, as one ever had always met', (code, current) => {
    const chart = chartOf([condition(pad, { clinicalStatus: coding(STATUS, code) })]);
    expect(said(hasPad, chart)).toBe(current);
    expect(said(everPad, chart)).toBe('met');
  });
  test.each<[string, unknown, string]>([
    ['missing: current', undefined, 'met'],
    ['an unknown code: not taken as current', coding(STATUS, 'dormant'), 'not-recorded'],
    ['the plain code of older versions', 'resolved', 'not-recorded'],
    ['words alone', { text: 'Resolved' }, 'not-recorded'],
    [
      'active and resolved at once: resolved',
      { coding: [{ code: 'active' }, { code: 'resolved' }] },
      'not-recorded',
    ],
  ])('%s', (_, clinicalStatus, current) => {
    const chart = chartOf([condition(pad, { clinicalStatus })]);
    expect(said(hasPad, chart)).toBe(current);
    expect(said(everPad, chart)).toBe('met');
  });
});

describe('abatement in the past is history whatever clinicalStatus says', () => {
  test.each<[string, Json, string]>([
    ['dateTime', { abatementDateTime: '2025-12-01' }, 'not-recorded'],
    ['dateTime, a year', { abatementDateTime: '2024' }, 'not-recorded'],
    ['Period with start', { abatementPeriod: { start: '2025-11-01', end: '2025-12-01' } }, 'not-recorded'],
    ['Period with end only', { abatementPeriod: { end: '2025-12-01' } }, 'not-recorded'],
    ['Age', { abatementAge: { value: 60, unit: 'a' } }, 'not-recorded'],
    ['Range', { abatementRange: { low: { value: 60 }, high: { value: 61 } } }, 'not-recorded'],
    ['string', { abatementString: 'last winter' }, 'not-recorded'],
    ['boolean of older versions', { abatementBoolean: true }, 'not-recorded'],
    ['boolean false', { abatementBoolean: false }, 'met'],
    ['dateTime in the future', { abatementDateTime: '2026-09-01' }, 'met'],
    ['Period that begins in the future', { abatementPeriod: { start: '2026-09-01' } }, 'met'],
    ['none', {}, 'met'],
  ])('%s', (_, abatement, current) => {
    expect(said(hasPad, chartOf([condition(pad, abatement)]))).toBe(current);
  });
  test('the conflict and the missing status are shown', () => {
    const notes = (more: Json): readonly unknown[] =>
      answer(everPad, chartOf([condition(pad, more)])).evidence.map((one) => one.note);
    expect(notes({ abatementDateTime: '2025-12-01' })).toEqual(['recorded as active, but ended']);
    expect(notes({ clinicalStatus: undefined })).toEqual(['no clinical status recorded']);
    expect(notes({})).toEqual([undefined]);
  });
  test('a resolved clot of 2019 is no clot of today (trap 6)', () => {
    const clot = recorded('cond-dvt-acute');
    const old = { onsetDateTime: '2019-03-01', recordedDate: '2019-03-01' };
    const dvt = coding(SNOMED, '128053003', 'Deep venous thrombosis');
    expect(
      said(clot, chartOf([condition(dvt, { ...old, clinicalStatus: coding(STATUS, 'resolved') })])),
    ).toBe('not-recorded');
    expect(said(recorded('cond-dvt-acute', { within: months(3) }), chartOf([condition(dvt, old)]))).toBe(
      'not-recorded',
    );
  });
});

describe('the date of a condition', () => {
  const recent = recorded('cond-pad', { within: days(14) });
  test.each<[string, Json, string]>([
    ['onset within the window', { onsetDateTime: '2026-03-05' }, 'met'],
    ['onset before it, recorded in it', { onsetDateTime: '2025-03-05' }, 'not-recorded'],
    ['onset as a year that holds the window', { onsetDateTime: '2026' }, 'unusable'],
    ['onset as a Period', { onsetPeriod: { start: '2026-03-05' } }, 'met'],
    ['onset in the future: the day of recording counts', { onsetDateTime: '2027-01-01' }, 'met'],
    ['onset impossible: the day of recording counts', { onsetDateTime: '2026-02-30' }, 'met'],
    ['no date at all', { recordedDate: undefined }, 'unusable'],
    ['recorded in the future', { recordedDate: '2027-01-01' }, 'unusable'],
    [
      'with the placeholder of year 1',
      { onsetDateTime: '0001-01-01T00:00:00', recordedDate: '0001-01-01' },
      'unusable',
    ],
  ])('%s', (_, dates, expected) => {
    expect(said(recent, chartOf([condition(pad, dates)]))).toBe(expected);
  });
});

describe('whose disease', () => {
  const relative = (more: Json = {}): Json => ({
    resourceType: 'FamilyMemberHistory',
    id: 'mother',
    status: 'completed',
    patient: { reference: 'Patient/p' },
    relationship: { text: 'mother' },
    condition: [{ code: pad }, { code: coding(ICD, 'C50.911', 'Malignant neoplasm of breast') }],
    ...more,
  });
  test("a mother's disease is a relative's, never the patient's (trap 4)", () => {
    const chart = chartOf([relative()]);
    expect(said(inFamily('cond-pad'), chart)).toBe('met');
    expect(said(hasPad, chart)).toBe('not-recorded');
    expect(said(recorded('cond-cancer-active'), chart)).toBe('not-recorded');
    expect(chart.allConditions).toEqual([]);
  });
  test('a family history entered in error is none', () => {
    expect(said(inFamily('cond-pad'), chartOf([relative({ status: 'entered-in-error' })]))).toBe(
      'not-recorded',
    );
  });
  test.each([
    ['Z80.3', 'Family history of malignant neoplasm of breast'],
    ['Z82.49', 'Family history of ischemic heart disease and other diseases of the circulatory system'],
    ['Z82.61', 'Family history of arthritis'],
    ['Z83.3', 'Family history of diabetes mellitus'],
    ['Z84.1', 'Family history of disorders of kidney and ureter'],
    ['Z81.1', 'Family history of alcohol abuse and dependence'],
  ])('%s (%s) coded on the patient is in no set of diseases', (code, title) => {
    const chart = chartOf([condition(coding(ICD, code, title))]);
    expect(chart.allConditions.map((one) => [...one.sets.keys()])).toEqual([[]]);
  });
  test.each([
    ['Z86.718', 'cond-dvt-acute', 'cond-dvt-chronic-history'],
    ['Z85.3', 'cond-cancer-active', 'cond-cancer-history'],
  ])('%s is no active disease (%s), it is history (%s)', (code, active, history) => {
    const chart = chartOf([condition(coding(ICD, code))]);
    expect(said(recorded(active), chart)).toBe('not-recorded');
    expect(said(everRecorded(history), chart)).toBe('met');
  });
  test('the same letters in another system are another thing', () => {
    const atc = condition(coding('http://www.whocc.no/atc', 'C10AA05', 'atorvastatin'));
    const local = condition(coding('https://hospital.example/codes', 'C50.911', 'cancer'));
    const none = condition(coding(undefined, 'C50.911'));
    for (const one of [atc, local, none]) {
      expect(said(recorded('cond-cancer-active'), chartOf([one]))).toBe('not-recorded');
    }
  });
});

describe('codes as systems write them', () => {
  test.each<[string, Json]>([
    ['the usual URI', coding(ICD, 'I70.221')],
    ['without dot', coding(ICD, 'I70221')],
    ['in small letters', coding(ICD, 'i70.221')],
    ['under its OID', coding('urn:oid:2.16.840.1.113883.6.90', 'I70.221')],
    ['under its bare OID', coding('2.16.840.1.113883.6.90', 'I70.221')],
    [
      'SNOMED CT beside a local code first',
      {
        coding: [
          { system: 'urn:x', code: '1' },
          { system: SNOMED, code: '233962007' },
        ],
      },
    ],
    ['SNOMED CT with an edition', coding('http://snomed.info/sct/900000000000207008', '233962007')],
  ])('%s', (_, code) => {
    expect(said(recorded('cond-clti'), chartOf([condition(code)]))).toBe('met');
  });
  test('words alone are a label, never a diagnosis', () => {
    const chart = chartOf([condition({ text: 'Critical limb ischemia' })]);
    expect(said(recorded('cond-clti'), chart)).toBe('not-recorded');
    expect(chart.allConditions.map((one) => one.label)).toEqual(['Critical limb ischemia']);
  });
  test('"Charcot" in words is neither a foot nor a nerve (trap 10)', () => {
    const chart = chartOf([
      condition({ text: 'Charcot' }),
      condition(coding(ICD, 'G60.0', 'Charcot-Marie-Tooth')),
    ]);
    expect(said(recorded('cond-charcot-foot'), chart)).toBe('not-recorded');
  });
});

describe('which leg', () => {
  const sides = (more: Json, code: Json = coding(SNOMED, '233962007')): string | undefined =>
    chartOf([condition(code, more)]).allConditions[0]?.sides;
  test.each<[string, Json, Json | undefined, string]>([
    ['a body site in words', { bodySite: [{ text: 'Left foot' }] }, undefined, 'left'],
    [
      'a body site with a coded qualifier',
      {
        bodySite: [
          {
            coding: [
              { system: SNOMED, code: '56459004' },
              { system: SNOMED, code: '24028007' },
            ],
          },
        ],
      },
      undefined,
      'right',
    ],
    ['both as a qualifier', { bodySite: [coding(SNOMED, '51440002')] }, undefined, 'both'],
    ['two sites', { bodySite: [{ text: 'left foot' }, { text: 'right foot' }] }, undefined, 'both'],
    ['bilateral', { bodySite: [{ text: 'Feet, bilateral' }] }, undefined, 'both'],
    ['the title of an ICD code', {}, coding(ICD, 'M79.605'), 'left'],
    [
      'the display of a code',
      {},
      coding(ICD, 'I70.222', 'Atherosclerosis of native arteries of extremities with rest pain, left leg'),
      'left',
    ],
    ['an ICD character without words', {}, coding(ICD, 'I70.222'), 'left'],
    ['an ICD character without words', {}, coding(ICD, 'I70.221'), 'right'],
    ['an ICD character without words', {}, coding(ICD, 'I70.223'), 'both'],
    ['an ulcer of the right leg by code alone', {}, coding(ICD, 'I70.234'), 'right'],
    ['an ulcer of the left leg by code alone', {}, coding(ICD, 'I70242'), 'left'],
    ['an ulcer of the right foot by code alone', {}, coding(ICD, 'L97.519'), 'right'],
    ['an unspecified side', {}, coding(ICD, 'I70.229'), 'unstated'],
    ['no word of a side', {}, undefined, 'unstated'],
    ['abbreviations', {}, { text: 'Rt leg pain' }, 'right'],
    ['abbreviations', {}, { text: 'L foot ulcer' }, 'left'],
    ['no side in an L5', {}, { text: 'L5 radiculopathy, leg' }, 'unstated'],
    ['no side in r/o', {}, { text: 'leg r/o clot' }, 'unstated'],
  ])('%s', (_, more, code, expected) => {
    expect(sides(more, code)).toBe(expected);
  });
  test('the body site outweighs the words of the code', () => {
    expect(sides({ bodySite: [{ text: 'left leg' }] }, { text: 'pain, right' })).toBe('left');
  });
  test('"left" alone does not make an arm a leg', () => {
    const nonspecific = [...knowledge.codes.membership(ICD, 'I73.9')];
    expect(nonspecific.some((one) => one.nonspecific)).toBe(true);
    const arm = condition(coding(ICD, 'I73.9'), {
      bodySite: [
        {
          coding: [
            { system: 'urn:local', code: 'arm', display: 'Arm' },
            { system: SNOMED, code: '7771000' },
          ],
        },
      ],
    });
    const leg = condition(coding(ICD, 'I73.9'), { bodySite: [{ text: 'Left leg' }] });
    expect(said(hasPad, chartOf([arm]))).toBe('not-recorded');
    expect(said(hasPad, chartOf([leg]))).toBe('met');
  });
});

describe('Observation.status', () => {
  const k = coding(LOINC, '2823-3', 'Potassium');
  const low = latest(labs.potassium).atMost(2.5);
  const lowEarly = latest(labs.potassium, { preliminary: true }).atMost(2.5);
  test.each([
    ['final', 'met', 'met'],
    ['amended', 'met', 'met'],
    ['corrected', 'met', 'met'],
    ['preliminary', 'unusable', 'met'],
    ['registered', 'not-recorded', 'not-recorded'],
    ['cancelled', 'not-recorded', 'not-recorded'],
    ['entered-in-error', 'not-recorded', 'not-recorded'],
    ['unknown', 'not-recorded', 'not-recorded'],
  ])('%s: %s; where a red flag may read early results: %s', (status, plain, early) => {
    const chart = chartOf([observation(k, { status, ...quantity(2.4, 'mmol/L') })]);
    expect(said(low, chart)).toBe(plain);
    expect(said(lowEarly, chart)).toBe(early);
  });
  test('a preliminary result is labelled', () => {
    const chart = chartOf([observation(k, { status: 'preliminary', ...quantity(2.4, 'mmol/L') })]);
    expect(answer(lowEarly, chart).evidence.map((one) => one.note)).toEqual(['preliminary']);
  });
  test('a preliminary smoking status is not read', () => {
    const smokes = observed('obs-smoking-status', 'soc-tobacco-current');
    const status = (state: string): Json =>
      observation(coding(LOINC, '72166-2'), {
        status: state,
        valueCodeableConcept: coding(SNOMED, '449868002', 'Smokes tobacco daily'),
      });
    expect(said(smokes, chartOf([status('preliminary')]))).toBe('not-recorded');
    expect(said(smokes, chartOf([status('final')]))).toBe('met');
  });
  test.each<[string, Json, string]>([
    ['no value', {}, 'not-recorded'],
    ['a reason for absence', { dataAbsentReason: coding(undefined, 'not-performed') }, 'not-recorded'],
    [
      'a reason for absence beside a value',
      { ...quantity(2.4, 'mmol/L'), dataAbsentReason: coding(undefined, 'error') },
      'not-recorded',
    ],
    ['a value that is no number', quantity('2.4', 'mmol/L'), 'not-recorded'],
    ['words', { valueString: 'haemolysed' }, 'unusable'],
    ['a number without unit', quantity(2.4), 'unusable'],
    ['no date', { effectiveDateTime: undefined, ...quantity(2.4, 'mmol/L') }, 'unusable'],
    ['a date in the future', { effectiveDateTime: '2026-09-01', ...quantity(2.4, 'mmol/L') }, 'unusable'],
    ['an old date', { effectiveDateTime: '2025-09-01', ...quantity(2.4, 'mmol/L') }, 'too-old'],
    [
      'issued only',
      { effectiveDateTime: undefined, issued: '2026-03-11T08:00:00Z', ...quantity(2.4, 'mmol/L') },
      'met',
    ],
    [
      'a Period',
      { effectiveDateTime: undefined, effectivePeriod: { start: '2026-03-11' }, ...quantity(2.4, 'mmol/L') },
      'met',
    ],
  ])('%s: %s', (_, more, expected) => {
    expect(said(low, chartOf([observation(k, more)]))).toBe(expected);
  });
  test("the laboratory's own flag is not read: neither 'normal' nor 'high' (trap 1)", () => {
    const flagged = (code: string): Json => ({ interpretation: [coding(undefined, code)] });
    const stiff = latest(exam.ankleBrachialIndex).above(1.4);
    const abi = coding(LOINC, '77194-9', 'ABI, right');
    expect(said(stiff, chartOf([observation(abi, { ...quantity(1.52, '{ratio}'), ...flagged('N') })]))).toBe(
      'met',
    );
    expect(said(low, chartOf([observation(k, { ...quantity(4, 'mmol/L'), ...flagged('LL') })]))).toBe(
      'not-met',
    );
  });
});

describe('spoiled specimens', () => {
  const k = coding(LOINC, '2823-3');
  const high = latest(labs.potassium).atLeast(6.5);
  test.each<[string, Json, string]>([
    ['HEM as interpretation', { interpretation: [coding(undefined, 'HEM')] }, 'unusable'],
    ['haemolysis as interpretation in words', { interpretation: [{ text: 'Hemolyzed' }] }, 'unusable'],
    [
      'HEM of the contained specimen',
      { contained: [{ resourceType: 'Specimen', id: 's', condition: [coding(undefined, 'HEM')] }] },
      'unusable',
    ],
    ['a note, American', { note: [{ text: 'Specimen slightly hemolyzed.' }] }, 'unusable'],
    ['a note, British', { note: [{ text: 'Sample grossly haemolysed' }] }, 'unusable'],
    ['a note of contamination', { note: [{ text: 'Possibly contaminated by drip arm' }] }, 'unusable'],
    ['hemolysis, not contaminated', { note: [{ text: 'Moderate hemolysis, not contaminated' }] }, 'unusable'],
    ['no hemolysis', { note: [{ text: 'No visible hemolysis. Rechecked.' }] }, 'met'],
    ['not haemolysed', { note: [{ text: 'Sample not haemolysed' }] }, 'met'],
    ['hemolysis index 0', { note: [{ text: 'Hemolysis index: 0' }] }, 'met'],
    ['another note', { note: [{ text: 'Phoned to ward' }] }, 'met'],
  ])('%s: potassium of 7.1 is %s', (_, more, expected) => {
    expect(said(high, chartOf([observation(k, { ...quantity(7.1, 'mmol/L'), ...more })]))).toBe(expected);
  });
  test('an older clean value stands when the newest is spoiled', () => {
    const spoiled = observation(k, {
      ...quantity(7.1, 'mmol/L'),
      interpretation: [coding(undefined, 'HEM')],
    });
    const clean = observation(k, { ...quantity(4.1, 'mmol/L'), effectiveDateTime: '2026-03-09T09:00:00Z' });
    expect(said(high, chartOf([spoiled, clean]))).toBe('not-met');
  });
});

describe("the laboratory's own limit", () => {
  const ck = coding(LOINC, '2157-6');
  const range = (high: number, more: Json = {}): Json => ({
    referenceRange: [{ high: { value: high }, ...more }],
  });
  const tenfold = multipleOfUpperLimit(labs.creatineKinase).above(10);
  test.each<[string, Json, string]>([
    ['in the unit of the value', { ...quantity(2100, 'U/L'), ...range(200) }, 'met'],
    ['below ten times', { ...quantity(1900, 'U/L'), ...range(200) }, 'not-met'],
    // 8 ukat/L are 480 U/L; a limit of 3.2 ukat/L is 192 U/L: two and a half times (trap 11).
    ['both in ukat/L', { ...quantity(8, 'ukat/L'), ...range(3.2) }, 'not-met'],
    [
      'a limit in its own unit',
      { ...quantity(8, 'ukat/L'), referenceRange: [{ high: { value: 40, unit: 'U/L' } }] },
      'met',
    ],
    [
      'a limit in an unknown unit',
      { ...quantity(2100, 'U/L'), referenceRange: [{ high: { value: 200, unit: 'furlong' } }] },
      'unusable',
    ],
    [
      'a therapeutic range is no limit of normal',
      { ...quantity(2100, 'U/L'), ...range(200, { type: coding(undefined, 'therapeutic') }) },
      'unusable',
    ],
    [
      'a range marked normal',
      { ...quantity(2100, 'U/L'), ...range(200, { type: coding(undefined, 'normal') }) },
      'met',
    ],
    ['no range', quantity(2100, 'U/L'), 'unusable'],
    ['a limit of zero', { ...quantity(2100, 'U/L'), ...range(0) }, 'unusable'],
  ])('%s: more than ten times is %s', (_, more, expected) => {
    expect(said(tenfold, chartOf([observation(ck, more)]))).toBe(expected);
  });
});

describe('observations of legs', () => {
  const low = latest(exam.ankleBrachialIndex).atMost(0.9);
  const onSides = (expr: typeof low, ...resources: Json[]): string =>
    `${said(expr, chartOf(resources), 'left')}, ${said(expr, chartOf(resources), 'right')}`;
  const abi = (value: number, more: Json, name = 'Ankle brachial index'): Json =>
    observation({ text: name }, { ...quantity(value, '1'), ...more });
  test('a body site, a display, a text or the LOINC code says the side', () => {
    expect(onSides(low, abi(0.7, { bodySite: { text: 'Left leg' } }))).toBe('met, not-recorded');
    expect(
      onSides(low, observation(coding(LOINC, '77194-9', 'Ankle-brachial index - right'), quantity(0.7, '1'))),
    ).toBe('not-recorded, met');
    expect(onSides(low, abi(0.7, {}, 'ABI index left'))).toBe('met, not-recorded');
    expect(onSides(low, observation(coding(LOINC, '8579-5'), quantity(0.7, '1')))).toBe('met, not-recorded');
    expect(onSides(low, observation(coding(LOINC, '8580-3'), quantity(0.7, '1')))).toBe('not-recorded, met');
  });
  test.each([
    ['ABI index, Lt'],
    ['ABI index (L)'],
    ['L ABI index'],
    ['Lt. ankle brachial index'],
    ['ABI index - left'],
  ])('a local name "%s" is the left leg', (name) => {
    expect(onSides(low, abi(0.7, {}, name))).toBe('met, not-recorded');
  });
  test('an index typed as a number under a local code is found by its name, and marked so', () => {
    const chart = chartOf([
      observation(coding('https://hospital.example/flowsheet', '1234', 'ANKLE BRACHIAL INDEX RIGHT'), {
        valueInteger: 1,
        category: [coding(undefined, 'exam')],
      }),
    ]);
    expect(answer(latest(exam.ankleBrachialIndex).between(0.91, 1.4), chart)).toMatchObject({
      is: 'met',
      evidence: [{ note: 'matched by name' }],
    });
  });
  test.each([
    ['Oswestry Disability Index'],
    ['HAQ disability index'],
    ['Habitual index'],
    ['Stability index, ankle'],
  ])('"%s" of 0.5 is no ankle-brachial index', (name) => {
    expect(onSides(low, abi(0.5, {}, name))).toBe('not-recorded, not-recorded');
  });
  test.each([['ABI index'], ['Ankle-Brachial Index'], ['ABPI'], ['Brachial/ankle ratio']])(
    '"%s" of 0.5 is one',
    (name) => {
      expect(onSides(low, abi(0.5, {}, name))).toBe('met, met');
    },
  );
  test('components are read each for itself and take the side of the whole', () => {
    const whole = observation(
      { text: 'Ankle brachial index left' },
      {
        component: [
          { code: { text: 'DP' }, ...quantity(0.35, '1') },
          { code: { text: 'PT' }, ...quantity(0.88, '1') },
        ],
      },
    );
    // One leg, two vessels: the higher counts, 0.88 (trap 9b).
    expect(onSides(low, whole)).toBe('met, not-recorded');
    expect(onSides(latest(exam.ankleBrachialIndex).below(0.4), whole)).toBe('not-met, not-recorded');
  });
  test('components of both sides keep their sides', () => {
    const both = observation(
      { text: 'Ankle brachial index' },
      {
        component: [
          { code: { text: 'Left' }, ...quantity(0.38, '1') },
          { code: { text: 'Right' }, ...quantity(1.05, '1') },
        ],
      },
    );
    expect(onSides(latest(exam.ankleBrachialIndex).below(0.4), both)).toBe('met, not-met');
  });
  test('two readings of one day without a side are two legs: neither is averaged, hidden or given to a leg', () => {
    const chart = chartOf([abi(0.38, {}), abi(1.05, {})]);
    const severe = latest(exam.ankleBrachialIndex).below(0.4);
    expect(said(severe, chart)).toBe('met');
    expect(said(severe, chart, 'left')).toBe('unusable');
    expect(said(severe, chart, 'right')).toBe('unusable');
    expect(said(latest(exam.ankleBrachialIndex).below(0.3), chart, 'left')).toBe('not-met');
  });
  test('an index of "NC" or of a code without value is no index (traps 20 and 21)', () => {
    expect(said(low, chartOf([observation({ text: 'Ankle brachial index' }, { valueString: 'NC' })]))).toBe(
      'unusable',
    );
    expect(said(low, chartOf([observation({ text: 'Ankle brachial index' })]))).toBe('not-recorded');
  });
});

describe('what the patient takes', () => {
  const statin = takes('drug-statin');
  const atorvastatin = coding(RXNORM, '83367', 'atorvastatin');
  const coded: Json = { medicationCodeableConcept: atorvastatin };
  const request = (status: unknown, intent: unknown, more: Json = {}): Json =>
    order(coded, { status, intent, ...more });
  test.each([
    ['active', 'order', 'met'],
    ['active', 'original-order', 'met'],
    ['active', 'reflex-order', 'met'],
    ['active', 'filler-order', 'met'],
    ['active', 'instance-order', 'met'],
    ['active', undefined, 'met'],
    ['active', 'proposal', 'not-recorded'],
    ['active', 'plan', 'not-recorded'],
    ['active', 'option', 'not-recorded'],
    ['on-hold', 'order', 'not-recorded'],
    ['cancelled', 'order', 'not-recorded'],
    ['completed', 'order', 'not-recorded'],
    ['entered-in-error', 'order', 'not-recorded'],
    ['stopped', 'order', 'not-recorded'],
    ['draft', 'order', 'not-recorded'],
    ['unknown', 'order', 'not-recorded'],
    [undefined, 'order', 'not-recorded'],
  ])('a request %s with intent %s: %s', (status, intent, expected) => {
    expect(said(statin, chartOf([request(status, intent)]))).toBe(expected);
  });
  test('"do not give" is not taken', () => {
    expect(said(statin, chartOf([request('active', 'order', { doNotPerform: true })]))).toBe('not-recorded');
  });
  test.each([
    ['active', undefined, 'met'],
    ['active', '2026-12-31', 'met'],
    ['active', '2025-05-31', 'not-recorded'],
    ['completed', undefined, 'not-recorded'],
    ['stopped', undefined, 'not-recorded'],
    ['not-taken', undefined, 'not-recorded'],
    ['intended', undefined, 'not-recorded'],
    ['on-hold', undefined, 'not-recorded'],
    ['unknown', undefined, 'not-recorded'],
    ['entered-in-error', undefined, 'not-recorded'],
  ])('a statement %s, taken until %s: %s', (status, end, expected) => {
    const statement = {
      resourceType: 'MedicationStatement',
      id: 's',
      status,
      subject: { reference: 'Patient/p' },
      effectivePeriod: { start: '2025-01-01', ...(end === undefined ? {} : { end }) },
      ...coded,
    };
    expect(said(statin, chartOf([statement]))).toBe(expected);
  });
  test.each<[string, Json, readonly Json[]]>([
    [
      'a reference to a Medication',
      { medicationReference: { reference: 'Medication/m' } },
      [{ resourceType: 'Medication', id: 'm', code: atorvastatin }],
    ],
    [
      'a contained Medication',
      {
        contained: [{ resourceType: 'Medication', id: 'm', code: atorvastatin }],
        medicationReference: { reference: '#m' },
      },
      [],
    ],
    [
      'an ingredient of a product with a local code',
      {
        contained: [
          {
            resourceType: 'Medication',
            id: 'm',
            code: { text: 'Product 7' },
            ingredient: [{ itemCodeableConcept: atorvastatin }],
          },
        ],
        medicationReference: { reference: '#m' },
      },
      [],
    ],
    [
      'the words of the concept',
      { medicationCodeableConcept: { text: 'Atorvastatin 40 mg tablets, one at night' } },
      [],
    ],
    [
      'the display of a local code',
      { medicationCodeableConcept: coding('urn:local', '9', 'ATORVASTATIN CALCIUM 40MG TAB') },
      [],
    ],
    [
      'the display of a reference that leads nowhere',
      { medicationReference: { reference: 'Medication/gone', display: 'atorvastatin 40 mg' } },
      [],
    ],
    [
      'a combination by its other ingredient',
      { medicationCodeableConcept: { text: 'amlodipine / atorvastatin 5/40' } },
      [],
    ],
  ])('found by %s', (_, product, others) => {
    expect(said(statin, chartOf([order(product), ...others]))).toBe('met');
  });
  test('found by words, it says so', () => {
    const chart = chartOf([order({ medicationCodeableConcept: { text: 'atorvastatin 40 mg' } })]);
    expect(answer(statin, chart).evidence[0]?.note).toBe('matched by name');
  });
  test('a product that names no drug of ours is nothing', () => {
    expect(said(statin, chartOf([order({ medicationCodeableConcept: { text: 'see chart' } })]))).toBe(
      'not-recorded',
    );
    expect(said(statin, chartOf([order({ medicationReference: { reference: 'Medication/gone' } })]))).toBe(
      'not-recorded',
    );
    expect(said(statin, chartOf([order({})]))).toBe('not-recorded');
  });
  const dispensed = (date: string | undefined, status = 'completed'): Json => ({
    resourceType: 'MedicationDispense',
    id: `d-${date ?? 'none'}`,
    status,
    subject: { reference: 'Patient/p' },
    ...(date === undefined ? {} : { whenHandedOver: date }),
    ...coded,
  });
  test.each<[string, readonly Json[], string]>([
    [
      'last dispensed 14 months ago (trap 23)',
      [order(coded, { authoredOn: '2023-01-01' }), dispensed('2025-01-12')],
      'unusable',
    ],
    [
      'dispensed again since',
      [order(coded, { authoredOn: '2023-01-01' }), dispensed('2025-01-12'), dispensed('2026-02-12')],
      'met',
    ],
    ['no dispense known at all', [order(coded, { authoredOn: '2023-01-01' })], 'met'],
    [
      'ordered anew after the old dispense',
      [order(coded, { authoredOn: '2026-03-01' }), dispensed('2025-01-12')],
      'met',
    ],
    [
      'an old dispense that was cancelled',
      [order(coded, { authoredOn: '2023-01-01' }), dispensed('2025-01-12', 'cancelled')],
      'met',
    ],
    ['a dispense makes no drug current by itself', [dispensed('2026-03-01')], 'not-recorded'],
  ])('%s', (_, resources, expected) => {
    expect(said(statin, chartOf(resources))).toBe(expected);
  });
  test.each<[string, Json, string]>([
    ['authored within the window', { authoredOn: '2026-03-01' }, 'met'],
    ['authored before it', { authoredOn: '2025-03-01' }, 'not-met'],
    [
      'the dosage begins later than it was authored',
      {
        authoredOn: '2025-03-01',
        dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: '2026-03-01' } } } }],
      },
      'met',
    ],
    ['no date', { authoredOn: undefined }, 'unusable'],
    ['a date in the future', { authoredOn: '2026-09-01' }, 'unusable'],
  ])('started lately: %s', (_, more, expected) => {
    expect(said(takes('drug-statin', { startedWithin: months(1) }), chartOf([order(coded, more)]))).toBe(
      expected,
    );
  });
});

describe('procedures', () => {
  const stent = performed('proc-le-revascularization');
  const done = (more: Json): Json => ({
    resourceType: 'Procedure',
    id: 'stent',
    status: 'completed',
    code: coding(ICD, 'Z98.62', 'Peripheral vascular angioplasty'),
    subject: { reference: 'Patient/p' },
    performedDateTime: '2026-01-10',
    ...more,
  });
  test.each([
    ['completed', 'met'],
    ['in-progress', 'met'],
    ['preparation', 'not-recorded'],
    ['not-done', 'not-recorded'],
    ['on-hold', 'not-recorded'],
    ['stopped', 'not-recorded'],
    ['unknown', 'not-recorded'],
    ['entered-in-error', 'not-recorded'],
  ])('%s: %s', (status, expected) => {
    expect(said(stent, chartOf([done({ status })]))).toBe(expected);
  });
  test('a category that says surgery makes it one', () => {
    const chart = chartOf([done({ category: { text: 'Surgical procedure' } })]);
    expect(said(performed('procedure-surgical'), chart)).toBe('met');
  });
});

describe('the same thing twice', () => {
  const one = condition(pad, { id: 'same' });
  test('one resource under two keys is one', () => {
    const gathered = gatheredOf([one]);
    const twice = chartFrom({
      ...gathered,
      keys: {
        ...gathered.keys,
        again: { outcome: 'have', resources: gathered.keys.conditions?.resources ?? [] },
      },
    });
    expect(twice.allConditions).toHaveLength(1);
  });
  test('resources without an id are all kept', () => {
    const nameless = [condition(pad, { id: undefined }), condition(pad, { id: 'not an id!' })];
    const chart = chartOf(nameless);
    expect(chart.allConditions.map((entry) => entry.reference)).toEqual([
      'Condition/unknown',
      'Condition/unknown',
    ]);
  });
});

describe('shapes of other systems', () => {
  test('US Core: a problem with two codings and a category, a laboratory result with a reference range', () => {
    const chart = chartOf([
      condition(
        {
          coding: [
            { system: SNOMED, code: '399957001' },
            { system: ICD, code: 'I73.9' },
          ],
          text: 'PAD',
        },
        {
          category: [coding('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item')],
        },
      ),
      observation(
        { coding: [{ system: LOINC, code: '2823-3', display: 'Potassium' }], text: 'K' },
        {
          category: [coding('http://terminology.hl7.org/CodeSystem/observation-category', 'laboratory')],
          valueQuantity: { value: 2.4, unit: 'mEq/L', system: 'http://unitsofmeasure.org', code: 'meq/L' },
        },
      ),
    ]);
    expect(said(hasPad, chart)).toBe('met');
    expect(said(latest(labs.potassium).atMost(2.5), chart)).toBe('met');
  });
  test('Synthea: urn:uuid references, blood pressure as components, a drug form as RxNorm component', () => {
    const chart = chartOf([
      condition(pad, { subject: { reference: 'urn:uuid:8c95253e-8ee8-4ae8-6d40-021d702dc78e' } }),
      observation(coding(LOINC, '85354-9', 'Blood Pressure'), {
        component: [
          { code: coding(LOINC, '8462-4', 'Diastolic'), ...quantity(80, 'mm[Hg]') },
          { code: coding(LOINC, '8480-6', 'Systolic'), ...quantity(140, 'mm[Hg]') },
        ],
      }),
      order({ medicationCodeableConcept: coding(RXNORM, '314231', 'Simvastatin 10 MG Oral Tablet') }),
    ]);
    expect(said(latest(exam.brachialPressure).between(140, 140), chart)).toBe('met');
    expect(said(takes('drug-statin'), chart)).toBe('met');
  });
  test('a printed unit is used where there is no code, and the code where they differ', () => {
    const k = coding(LOINC, '2823-3');
    const printed = observation(k, { valueQuantity: { value: 2.4, unit: 'mEq/L' } });
    expect(said(latest(labs.potassium).atMost(2.5), chartOf([printed]))).toBe('met');
    const differing = observation(k, { valueQuantity: { value: 2.4, unit: 'mEq/L', code: 'mg/dL' } });
    expect(said(latest(labs.potassium).atMost(2.5), chartOf([differing]))).toBe('unusable');
  });
});

describe('absence is known or not', () => {
  const closed = recorded('cond-pad', { absentUnlessRecorded: true });
  test.each<[string, Parameters<typeof chartOf>[1], string, string]>([
    ['read whole', {}, 'not-recorded', 'not-met'],
    ['read in part', { partial: ['conditions'] }, 'not-recorded', 'fetch-failed'],
    ['not read', { failed: ['conditions'] }, 'fetch-failed', 'fetch-failed'],
  ])('a problem list %s, %j: %s; where absence from it counts: %s', (_, how, open, risk) => {
    expect(said(hasPad, chartOf([], how))).toBe(open);
    expect(said(closed, chartOf([], how))).toBe(risk);
  });
});
