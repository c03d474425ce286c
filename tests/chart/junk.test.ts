/** Anything at all in the place of any member: a chart is still built, and every rule still gets an answer. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leavesOf, type Expr, type Leaf } from '#rules';
import { knowledge } from '../knowledge.ts';
import {
  answer,
  chartOfRaw,
  coding,
  condition,
  ICD,
  intake,
  LOINC,
  observation,
  order,
  quantity,
  RXNORM,
  SNOMED,
  type Json,
} from './record.ts';

// One of each kind, with every member that the chart reads.
const whole: readonly Json[] = [
  { resourceType: 'Patient', id: 'p', birthDate: '1950-02-03', gender: 'female', deceasedBoolean: false },
  condition(coding(ICD, 'I70.221'), {
    bodySite: [{ text: 'Left leg' }],
    onsetDateTime: '2026-02-01',
    abatementPeriod: { start: '2027-01-01' },
  }),
  observation(coding(LOINC, '77194-9', 'ABI left'), {
    ...quantity(0.5, '{ratio}'),
    bodySite: { coding: [{ system: SNOMED, code: '7771000' }] },
    interpretation: [coding(undefined, 'N')],
    note: [{ text: 'checked' }],
    referenceRange: [{ high: { value: 1.4 } }],
    component: [{ code: { text: 'DP' }, ...quantity(0.4, '1') }],
  }),
  order(
    {
      contained: [
        {
          resourceType: 'Medication',
          id: 'm',
          code: { text: 'x' },
          ingredient: [{ itemCodeableConcept: coding(RXNORM, '83367') }],
        },
      ],
      medicationReference: { reference: '#m' },
    },
    { dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: '2026-01-01' } } } }] },
  ),
  {
    resourceType: 'MedicationStatement',
    id: 'ms',
    status: 'active',
    medicationCodeableConcept: { text: 'atorvastatin' },
    effectivePeriod: { start: '2025', end: '2027' },
  },
  {
    resourceType: 'MedicationDispense',
    id: 'md',
    status: 'completed',
    medicationCodeableConcept: coding(RXNORM, '83367'),
    whenHandedOver: '2026-01-01',
  },
  {
    resourceType: 'Procedure',
    id: 'pr',
    status: 'completed',
    code: coding(ICD, 'Z98.62'),
    performedPeriod: { start: '2025-01-01' },
    category: { text: 'surgery' },
    bodySite: [{ text: 'left' }],
  },
  {
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    period: { start: '2026-03-01' },
    reasonCode: [{ text: 'leg pain' }],
    reasonReference: [{ reference: 'Condition/1', display: 'x' }],
    diagnosis: [{ condition: { reference: 'Condition/1' } }],
  },
  {
    resourceType: 'FamilyMemberHistory',
    id: 'f',
    status: 'completed',
    date: '2020',
    condition: [{ code: coding(SNOMED, '399957001') }],
  },
  {
    resourceType: 'ServiceRequest',
    id: 'sr',
    status: 'active',
    code: coding(LOINC, '77194-9'),
    authoredOn: '2026-01-01',
    category: [{ text: 'x' }],
  },
  {
    resourceType: 'Appointment',
    id: 'a',
    status: 'booked',
    serviceType: [{ text: 'vascular' }],
    created: '2026-01-01',
  },
  intake({ site: ['calf'], urge: 'yes', 'impact.worst-pain': 8 }),
];

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): readonly Path[] {
  const here = at.length === 0 ? [] : [at];
  if (Array.isArray(value)) return [...here, ...value.flatMap((one, i) => pathsOf(one, [...at, i]))];
  if (typeof value !== 'object' || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([name, one]) => pathsOf(one, [...at, name]))];
}

function replaced(value: unknown, path: Path, junk: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return junk;
  if (Array.isArray(value))
    return value.map((one: unknown, i) => (i === head ? replaced(one, rest, junk) : one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === head ? replaced(one, rest, junk) : one]),
  );
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const places = whole.flatMap((resource) =>
  pathsOf(resource)
    .filter((path) => path[0] !== 'resourceType')
    .map((path) => ({ resource, path })),
);
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    '',
    '__proto__',
    'constructor',
    '9'.repeat(400),
    '2026-02-30',
    -1,
    1e308,
    [],
    {},
    [[]],
    [null],
    null,
    true,
    [{ coding: 7 }],
    { coding: [{ code: {} }] },
    { reference: [] },
  ),
);

/** Every different leaf of the real rules, a score's items opened. */
const leaves = new Map<string, Leaf>();
const add = (expr: Expr<string>): void => {
  for (const leaf of leavesOf(expr)) leaves.set(JSON.stringify(leaf), leaf);
};
for (const cause of knowledge.causes)
  for (const criterion of Object.values(cause.criteria)) add(criterion.when);
for (const flag of knowledge.flagFolders.flatMap((folder) => folder.flags))
  for (const level of flag.levels) add(level.when);

test('a member replaced by anything is charted without an exception', () => {
  expect(places.length).toBeGreaterThan(150);
  fc.assert(
    fc.property(fc.constantFrom(...places), junk, ({ resource, path }, value) => {
      const broken = replaced(resource, path, value);
      if (isJson(broken)) chartOfRaw(broken);
    }),
    { numRuns: 3000, interruptAfterTimeLimit: 4000 },
  );
});

test('every member of every resource replaced by each of a few wrong things is charted', () => {
  const wrong: readonly unknown[] = [null, 7, '', 'x', [], {}, true, [null], [[]], [{}]];
  const failed: string[] = [];
  for (const { resource, path } of places) {
    for (const value of wrong) {
      const broken = replaced(resource, path, value);
      try {
        if (isJson(broken)) chartOfRaw(broken);
      } catch {
        failed.push(`${String(resource.resourceType)}.${path.join('.')} = ${JSON.stringify(value)}`);
      }
    }
  }
  expect(failed).toEqual([]);
});

test('every leaf of the real rules gets an answer from a record with junk in it', () => {
  expect(leaves.size).toBeGreaterThan(150);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), junk), { maxLength: 6 }), (changes) => {
      const broken = whole.map((resource) =>
        changes
          .filter(([place]) => place.resource === resource)
          .reduce<unknown>((now, [place, value]) => replaced(now, place.path, value), resource),
      );
      const chart = chartOfRaw(...broken.filter(isJson));
      for (const leaf of leaves.values()) {
        expect(['met', 'not-met', 'unknown']).toContain(answer(leaf as Expr, chart).is);
        answer(leaf as Expr, chart, 'left');
      }
    }),
    { numRuns: 60, interruptAfterTimeLimit: 5000 },
  );
});
