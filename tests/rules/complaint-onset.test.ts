/** When the complaint began, when the answer is a word that every object inherits: found by `npm run fuzz`. */
import { expect, test } from '@jest/globals';
import { mayHaveCaused } from '#rules';
import { chartOf, coding, intake, order, RXNORM, said } from '../chart/record.ts';

const risperidone = order(
  { medicationCodeableConcept: coding(RXNORM, '35636', 'risperidone') },
  { authoredOn: '2026-03-10' },
);
const blamed = mayHaveCaused('drug-antipsychotic');

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'no-such-answer'])(
  'an onset answered "%s" says nothing',
  (onset) => {
    const without = said(blamed, chartOf([intake({ site: 'calf' }), risperidone]));
    expect(said(blamed, chartOf([intake({ site: 'calf', onset }), risperidone]))).toBe(without);
  },
);
