/** The knowledge that pages carry reasons as the one it was made from. */
import { expect, test } from '@jest/globals';
import { carry, unpack, type CarriedKnowledge } from '#knowledge/carried';
import { loadWords } from '#knowledge/load';
import { outcomeOf } from '#review/outcome';
import { VignetteRunner } from '#review/run';
import { bank } from '../../scripts/outcomes.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

test('every patient of the bank comes out the same, cards included, after a journey through JSON', () => {
  const json = JSON.stringify(carry(knowledge, loadWords(ROOT)));
  const there = new VignetteRunner(knowledge, AS_OF);
  const here = new VignetteRunner(unpack(JSON.parse(json) as CarriedKnowledge), AS_OF);
  const moved: string[] = [];
  let patients = 0;
  for (const { vignettes } of bank(ROOT, knowledge)) {
    for (const vignette of vignettes) {
      patients += 1;
      const [one, other] = [there.run(vignette), here.run(vignette)];
      if (
        JSON.stringify(outcomeOf(one)) !== JSON.stringify(outcomeOf(other)) ||
        JSON.stringify(one.cards) !== JSON.stringify(other.cards)
      )
        moved.push(vignette.id);
    }
  }
  expect(patients).toBeGreaterThan(1500);
  expect(moved).toEqual([]);
});
