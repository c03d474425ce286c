/** Every trap of the dossiers (VD 18, ND 13) has a patient who would fall into it, and no vignette names a trap that is none. */
import { describe, expect, test } from '@jest/globals';
import { bank } from '../../scripts/outcomes.ts';
import { knowledge, ROOT } from '../knowledge.ts';

/** The traps, and what the naive rule says. */
const TRAPS: Readonly<Record<string, string>> = {
  'VD-18-1': 'An index of 1.52 flagged normal excludes artery disease.',
  'VD-18-2': 'No pain and a palpable pulse: the black toe is not ischemic.',
  'VD-18-3': 'A clot in 2018 is an active clot.',
  'VD-18-4': "The mother's disease is the patient's.",
  'VD-18-5': 'A rest-pain code counts though it was refuted.',
  'VD-18-6': 'Resolved, healed and entered in error count as present.',
  'VD-18-7': 'A D-dimer in DDU is judged by the FEU limit.',
  'VD-18-8': 'An HbA1c of 52 mmol/mol is 52 %.',
  'VD-18-9': 'The indices of two legs are averaged or swapped, and the lower of two vessels counts.',
  'VD-18-10': 'Charcot-Marie-Tooth, or the word Charcot, is a Charcot foot.',
  'VD-18-11': 'kPa, ug/L, ukat/L and mg/dL are read as if they were the usual unit.',
  'VD-18-12':
    'Heart failure, varicose veins and an index from before the stent: stockings, legs up, drink more.',
  'VD-18-13': 'Artery disease on the list and a calf cramp at 3 a.m. is limb-threatening ischemia.',
  'VD-18-14': 'Both legs red for two years is cellulitis.',
  'VD-18-15': 'A swollen leg in pregnancy gets a Wells score and a D-dimer.',
  'VD-18-16': 'A sudden cold leg is the artery disease we know of.',
  'VD-18-17': 'A night cramp on a statin is a myopathy though the CK is normal.',
  'VD-18-18': 'Cancer in remission for nine years is active cancer.',
  'VD-18-19': 'Weight lost by semaglutide or an amputation is unexplained.',
  'VD-18-20': 'An index of "<0.5" or "NC" is dropped, or read as a number.',
  'VD-18-21': 'An index recorded as done is an index measured.',
  'VD-18-22': 'A low D-dimer under an anticoagulant excludes a clot.',
  'VD-18-23': 'An active order last dispensed 14 months ago is being taken.',
  'VD-18-24': 'A normal X-ray on day 5 excludes osteomyelitis.',
  'VD-18-25': 'An amputee is asked for the index and the foot of a leg that is gone.',
  'VD-18-26': 'The ATC code C10AA of a statin is a cancer code.',
  'VD-18-27': 'The two-minute calf cramp is a sudden severe leg pain, an emergency.',
  'ND-13-1': 'Raising, heat and drinking more are safe for everybody.',
  'ND-13-2': '"Gets out of bed and feels better" is restless legs.',
  'ND-13-3': 'What was not recorded is absent; what was cancelled, wrong or old is a fact.',
  'ND-13-4': 'Ferritin is judged by the flag of the laboratory.',
  'ND-13-5': 'The drug for one complaint is free of harm for the other.',
  'ND-13-6': 'A potassium of 3.4 explains the cramp; units of magnesium do not matter.',
  'ND-13-7': 'The loop diuretic and the statin did it; combination products and dates do not matter.',
  'ND-13-8': 'Leg symptoms on a statin: stop the statin.',
  'ND-13-9': 'Diabetes and foot pain is neuropathy.',
  'ND-13-10': 'Pain on walking, or a scan, tells spine from artery.',
  'ND-13-11': 'Criteria are copied from memory and used without their entry condition.',
  'ND-13-12': 'The first benign match ends the search.',
};
const ID = /^(?:VD|ND)-\d+-\d+$/;
/** A trap of a vignette is ids of the dossiers, or a sentence of its own that cites none by another name. */
const idsOf = (trap: string): readonly string[] =>
  /^(?:VD|ND)-/.test(trap) ? trap.split(',').map((part) => part.trim()) : [];

const trapped = bank(ROOT, knowledge).flatMap(({ name, vignettes }) =>
  vignettes.flatMap(({ id, trap }) => (trap === undefined ? [] : [{ at: `${name} ${id}`, trap }])),
);

describe('the traps of the dossiers', () => {
  test.each(Object.entries(TRAPS))('%s has a patient: %s', (id) => {
    expect(trapped.filter(({ trap }) => idsOf(trap).includes(id)).length).toBeGreaterThan(0);
  });
  test('no vignette names a trap that no dossier has', () => {
    const strange = trapped.filter(({ trap }) => idsOf(trap).some((id) => !ID.test(id) || !(id in TRAPS)));
    expect(strange).toEqual([]);
  });
  test('a trap of a dossier is named by its id', () => {
    const loose = trapped.filter(
      ({ trap }) =>
        idsOf(trap).length === 0 &&
        /\btrap \d|\b(?:vascular(?:-redflags)?|neuro-msk) \d+\b(?!\d*[A-Z])/i.test(trap),
    );
    expect(loose).toEqual([]);
  });
});
