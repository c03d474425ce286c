/** RF-00: no home measure passes without its gates, whoever the patient is. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderOf, rulesOf } from '#knowledge/load';
import { isLikely, tierRank, urgencyRank } from '#reason/candidates';
import { reliefs } from '#reason/relief';
import { VignetteRunner, type VignetteRun } from '#review/run';
import { readVignettes } from '#review/vignette';
import { Evaluation, ordersOf, type Gate, type Relief } from '#rules';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const MEASURES = [
  'cold',
  'compression',
  'elevation',
  'heat',
  'hydration',
  'magnesium',
  'posture',
  'potassium',
  'quinine',
  'stretching',
  'walking-or-cycling',
  'warm-bath',
];

const runner = new VignetteRunner(knowledge, AS_OF);
const runs = rulesOf(knowledge).flatMap((rule) =>
  readVignettes(join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml')).map((vignette) => ({
    name: `${rule.id} ${vignette.id}`,
    run: runner.run(vignette),
  })),
);
const adviceIds = new Set(knowledge.reliefs.map((relief) => relief.advice.id));

const evaluations = new Map<VignetteRun, Evaluation>();
function evaluationOf(run: VignetteRun): Evaluation {
  const found = evaluations.get(run) ?? new Evaluation(run.chart, knowledge.units);
  evaluations.set(run, found);
  return found;
}

// Written anew, not taken from the engine.
function isClosed(gate: Gate, run: VignetteRun): boolean {
  const byCause = run.reasoning.candidates.some(
    (one) => one.cause.id === gate.cause && tierRank(one.tier) >= tierRank(gate.least ?? 'probable'),
  );
  const answer = gate.when === undefined ? 'not-met' : evaluationOf(run).answer(gate.when).is;
  const always = gate.when === undefined && gate.cause === undefined;
  return always || byCause || answer === 'met' || (answer === 'unknown' && gate.orUnknown === true);
}

const offeredIn = (run: VignetteRun): readonly Relief[] =>
  run.reasoning.reliefs.filter((one) => one.state === 'offered').map((one) => one.relief);

test('every measure of the seed article has its rule and at least one gate', () => {
  expect(knowledge.reliefs.map((relief) => relief.id).sort()).toEqual(MEASURES);
  expect(knowledge.reliefs.filter((relief) => relief.blocks.length === 0)).toEqual([]);
});

test('gates say why, and every gate has an id of its own', () => {
  for (const relief of knowledge.reliefs) {
    const gates = [...relief.blocks, ...relief.holds];
    expect(new Set(gates.map((gate) => gate.id)).size).toBe(gates.length);
    expect(gates.filter((gate) => gate.text.length < 10).map((gate) => gate.id)).toEqual([]);
    expect(relief.advice.resource).toBe('CommunicationRequest');
  }
});

test('no cause and no flag offers the advice of a measure past its gates', () => {
  const past = [...knowledge.causes, ...knowledge.flagFolders].flatMap((rule) =>
    ordersOf(rule)
      .filter((order) => adviceIds.has(order.id))
      .map((order) => `${rule.id}: ${order.id}`),
  );
  expect(past).toEqual([]);
});

describe('over the patients of all rules', () => {
  test('a measure is offered only with every gate open', () => {
    const wrong = runs.flatMap(({ name, run }) =>
      offeredIn(run).flatMap((relief) =>
        [...relief.blocks, ...relief.holds]
          .filter((gate) => isClosed(gate, run))
          .map((gate) => `${name}: ${relief.id} past ${gate.id}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('advice is suggested only for a measure that is offered', () => {
    const wrong = runs.flatMap(({ name, run }) => {
      const allowed = new Set(offeredIn(run).map((relief) => relief.advice.id));
      return run.reasoning.offered
        .filter((one) => adviceIds.has(one.order.id) && !allowed.has(one.order.id))
        .map((one) => `${name}: ${one.order.id}`);
    });
    expect(wrong).toEqual([]);
  });

  test('every measure that a likely cause asks for has been judged', () => {
    const missed = runs.flatMap(({ name, run }) => {
      const judged = new Set(run.reasoning.reliefs.map((one) => one.relief.id));
      const { candidates } = run.reasoning;
      return knowledge.reliefs
        .filter((relief) =>
          relief.helps.some((help) =>
            candidates.some(
              (one) =>
                one.cause.id === help.cause &&
                isLikely(one.tier) &&
                one.explains !== 'background' &&
                (help.when === undefined || evaluationOf(run).is(help.when) === 'met'),
            ),
          ),
        )
        .filter((relief) => !judged.has(relief.id))
        .map((relief) => `${name}: ${relief.id}`);
    });
    expect(missed).toEqual([]);
  });

  test('nothing is offered while an emergency or same-day flag is raised', () => {
    const wrong = runs
      .filter(({ run }) =>
        run.reasoning.flags.some(
          (one) =>
            one.state === 'raised' && one.flag.lane && urgencyRank(one.urgency) >= urgencyRank('same-day'),
        ),
      )
      .filter(({ run }) => offeredIn(run).length > 0)
      .map(({ name }) => name);
    expect(wrong).toEqual([]);
  });

  test('quinine is never offered, and potassium only with a measured value below 3.5', () => {
    const offered = runs.flatMap(({ name, run }) =>
      offeredIn(run).map((relief) => ({ name, run, id: relief.id })),
    );
    expect(offered.filter((one) => one.id === 'quinine')).toEqual([]);
    const potassium = offered.filter((one) => one.id === 'potassium');
    expect(potassium.length).toBeGreaterThan(0);
    for (const { run } of potassium) {
      const values = run.chart.observations('lab-potassium').map((one) => one.value);
      expect(values.length).toBeGreaterThan(0);
    }
  });
});

// Whichever gate is closed, and it alone, the measure is not offered: none is skipped.
describe.each(knowledge.reliefs.map((relief) => [relief.id, relief] as const))('%s', (id, relief) => {
  const run = runs.find((one) => offeredIn(one.run).some((offered) => offered.id === id))?.run;
  const gates = [
    ...relief.blocks.map((gate) => ['blocks', gate] as const),
    ...relief.holds.map((gate) => ['holds', gate] as const),
  ];
  test.each(gates.map(([list, gate]) => [gate.id, list, gate] as const))(
    'is not offered when only %s is closed',
    (_, list, gate) => {
      if (run === undefined) {
        expect(relief.blocks.some((one) => one.when === undefined && one.cause === undefined)).toBe(true);
        return;
      }
      const shut: Gate = { id: gate.id, text: gate.text, cites: gate.cites };
      const changed: Relief = {
        ...relief,
        [list]: relief[list].map((one) => (one.id === gate.id ? shut : one)),
      };
      const { candidates, flags } = run.reasoning;
      const [verdict] = reliefs([changed], candidates, flags, evaluationOf(run));
      expect(verdict?.state).toBe(list === 'blocks' ? 'blocked' : 'held');
      expect(verdict?.gate?.id).toBe(gate.id);
    },
  );
});
