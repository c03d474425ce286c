/** What fuzzing sends: raw bytes, odd envelopes, real charts with mistakes made in them, records put together from many, feedback. */
import fc from 'fast-check';
import type { PlanEntry } from '#chart/gathered';
import type { ServiceEntry } from '#http/discovery';
import { callOf, mixedPicture, searchset } from './fuzz-charts.ts';
import type { Charts, Json } from './fuzz-charts.ts';
import { changed, placesOf } from './fuzz-changes.ts';
import type { Change, Mutation } from './fuzz-changes.ts';

/** In much of what is sent; never in a refusal and never in the log. */
export const CANARY = 'zq7canary';

/** One request: a POST of `body` to `path`. `what` says how it was made, small enough to read. */
export interface Input {
  readonly what: string;
  readonly path: string;
  readonly body: string;
}

const TEXTS = [
  '',
  ' ',
  '0',
  CANARY,
  `<img src=x onerror=alert(1)> ${CANARY}`,
  `[${CANARY}](javascript:alert(1)) \`a\` **b** | c | <!-- d -->`,
  `\u202e${CANARY}\u0000\ufeff\u2028\u200d`,
  '\ud800',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  `Patient/${CANARY}`,
  `https://${CANARY}.example/fhir`,
  `${CANARY}'; DROP TABLE card; --`,
  '{{context.patientId}}',
  '%00%2e%2e%2f',
  `${'é'.repeat(139)}${CANARY}`,
  'x'.repeat(20_000),
  '\n\n# heading\n\n- a\n',
  '&lt;b&gt;&#x3C;script&#x3E;',
];
const DATES = [
  '2026',
  '2026-03',
  '2026-02-31',
  '2026-03-12',
  '2026-03-12T22:39:59.999+14:00',
  '2026-03-12T22:40:00',
  '2026-03-12T24:00:00Z',
  '0001-01-01',
  '9999-12-31',
  '1800-01-01',
  '2024-02-29',
  '+275760-09-13T00:00:00Z',
  'yesterday',
  '2026-3-1',
];
const CODES = [
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://hl7.org/fhir/sid/icd-10-cm',
  'http://unitsofmeasure.org',
  'urn:oid:2.16.840.1.113883.6.96',
  'final',
  'entered-in-error',
  'refuted',
  'active',
  'stopped',
  'Observation',
  'Bundle',
  'OperationOutcome',
  '77194-9',
  '32914008',
  'yes',
  'unsure',
];
const UNITS = [
  'ng/mL',
  'ug/L',
  'mmol/L',
  'mg/dL',
  '%',
  '1',
  '',
  'furlong',
  '[fur_us]',
  '10*3/uL',
  '{score}',
  'mm[Hg]',
  'x/y/z',
  '[',
  'toString',
];
const NUMBERS = [0, -0, 1, -1, 0.4, 0.39, 1.4, 99, 1e308, -1e308, 5e-324, 2 ** 53, 0.1 + 0.2, 37, 7.5, 1e21];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...DATES) },
  { weight: 4, arbitrary: fc.constantFrom(...CODES) },
  { weight: 2, arbitrary: fc.constantFrom(...UNITS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 2, arbitrary: fc.constantFrom<Json>(...NUMBERS) },
  { weight: 1, arbitrary: fc.constantFrom<Json>(null, true, false) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);

const MEMBERS = [
  'resourceType',
  'id',
  'meta',
  'status',
  'clinicalStatus',
  'verificationStatus',
  'code',
  'coding',
  'system',
  'display',
  'text',
  'subject',
  'reference',
  'entry',
  'resource',
  'link',
  'relation',
  'url',
  'total',
  'valueQuantity',
  'value',
  'unit',
  'comparator',
  'component',
  'effectiveDateTime',
  'effectivePeriod',
  'start',
  'end',
  'onsetDateTime',
  'bodySite',
  'medicationReference',
  'medicationCodeableConcept',
  'dosageInstruction',
  'item',
  'linkId',
  'answer',
  'valueCoding',
  'valueBoolean',
  'referenceRange',
  'contained',
  'extension',
  'modifierExtension',
  '__proto__',
  'constructor',
  CANARY,
];
const member = fc.constantFrom(...MEMBERS);
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'json' },
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'json' }) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.tuple(member, tie('value')), { maxLength: 6, depthIdentifier: 'json' })
        .map((members): Json => Object.fromEntries(members)),
    },
  ),
})).value;

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Change>({ how: 'remove' }) },
  { weight: 8, arbitrary: scalar.map((value): Change => ({ how: 'put', value })) },
  { weight: 3, arbitrary: json.map((value): Change => ({ how: 'put', value })) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 40 }).map((times): Change => ({ how: 'repeat', times })),
  },
  { weight: 1, arbitrary: fc.constant<Change>({ how: 'wrap' }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 230 }).map((depth): Change => ({ how: 'nest', depth })) },
  { weight: 1, arbitrary: member.map((name): Change => ({ how: 'rename', name })) },
);
// The first places are the envelope, and small numbers are chosen more often: most mistakes shall be deeper.
const place = fc.oneof(
  { weight: 9, arbitrary: fc.noBias(fc.nat({ max: 1e6 })) },
  { weight: 1, arbitrary: fc.nat({ max: 1e6 }) },
);
const mutations: fc.Arbitrary<Mutation[]> = fc.array(fc.record({ at: place, change }), {
  maxLength: 8,
});

function feedback(path: (suffix: string) => fc.Arbitrary<string>): fc.Arbitrary<Input> {
  const uuid = fc.constantFrom('3f5c1a52-7d1f-4c34-8f7d-0c4f2c9d3a10', CANARY, '');
  const time = fc.constantFrom('2026-03-12T22:40:00Z', '2026-03-12T22:40:00+14:00', ...DATES);
  const reason = fc.record(
    {
      reason: fc.record({ code: text, system: text, display: text }, { requiredKeys: [] }),
      userComment: text,
    },
    { requiredKeys: [] },
  );
  const entry = fc.record(
    {
      card: uuid,
      outcome: fc.constantFrom('accepted', 'overridden', 'ignored'),
      outcomeTimestamp: time,
      acceptedSuggestions: fc.array(fc.record({ id: uuid }), { maxLength: 3 }),
      overrideReason: fc.oneof(reason, json),
    },
    { requiredKeys: ['card', 'outcome', 'outcomeTimestamp'] },
  );
  const sound = fc.array(entry, { maxLength: 5 }).map((entries): unknown => ({ feedback: entries }));
  return fc
    .tuple(path('/feedback'), fc.oneof({ weight: 3, arbitrary: sound }, { weight: 1, arbitrary: json }))
    .map(([to, body]) => ({ what: 'feedback', path: to, body: JSON.stringify(body) }));
}

/** The inputs for these services, over these charts. */
export function inputsOf(
  services: readonly ServiceEntry[],
  plan: readonly PlanEntry[],
  charts: Charts,
): fc.Arbitrary<Input> {
  const service = fc.constantFrom(...services);
  const pathTo = (one: ServiceEntry, suffix = ''): string => `/cds-services/${one.id}${suffix}`;
  const path = (suffix: string): fc.Arbitrary<string> => service.map((one) => pathTo(one, suffix));
  const drafts = fc
    .array(fc.constantFrom(...charts.loose), { maxLength: 3 })
    .map((some) => some.map((one): Json => JSON.parse(one.text)));

  const raw = fc
    .tuple(
      path(''),
      fc.oneof(
        text,
        fc.string({ unit: 'binary' }),
        json.map((one) => JSON.stringify(one).slice(1)),
      ),
    )
    .map(([to, body]) => ({ what: 'raw', path: to, body }));
  const deep = fc
    .tuple(path(''), fc.integer({ min: 150, max: 50_000 }), fc.constantFrom('[', '{"a":'))
    .map(([to, depth, open]) => ({
      what: `${depth} levels deep`,
      path: to,
      body: `{"hook":${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}}`,
    }));
  const envelope = fc
    .tuple(path(''), json)
    .map(([to, body]) => ({ what: 'json', path: to, body: JSON.stringify(body) }));
  const key = fc.constantFrom(...plan.map((one) => one.key), CANARY, '__proto__');
  // Of the right type and about the right patient, else it is set aside unread.
  const resource = fc
    .tuple(fc.constantFrom(...plan.map((one) => one.resourceType)), fc.array(fc.tuple(member, json)))
    .map(([resourceType, members]): Json => ({
      id: 'r1',
      subject: { reference: 'Patient/p1' },
      patient: { reference: 'Patient/p1' },
      ...Object.fromEntries(members),
      resourceType,
    }));
  const keyValue = fc.oneof(
    { weight: 1, arbitrary: json },
    { weight: 3, arbitrary: resource },
    { weight: 12, arbitrary: fc.array(resource, { maxLength: 5 }).map(searchset) },
  );
  const patient: Json = { resourceType: 'Patient', id: 'p1', birthDate: '1950-01-01' };
  const odd = fc
    .tuple(service, fc.array(fc.tuple(key, keyValue), { maxLength: 8 }), fc.option(json), fc.option(json))
    .map(([one, prefetch, authorization, extension]) => {
      const picture = {
        patientId: 'p1',
        encounterId: 'e1',
        prefetch: { patient, ...Object.fromEntries(prefetch) },
      };
      const more = {
        ...(authorization === null
          ? {}
          : { fhirServer: `https://${CANARY}.example`, fhirAuthorization: authorization }),
        ...(extension === null ? {} : { extension }),
      };
      return {
        what: 'odd prefetch',
        path: pathTo(one),
        body: JSON.stringify({ ...callOf(one, picture, []), ...more }),
      };
    });

  const places = new Map<string, ReturnType<typeof placesOf>>();
  const placesIn = (name: string, body: Json): ReturnType<typeof placesOf> => {
    const known = places.get(name) ?? placesOf(body);
    places.set(name, known);
    return known;
  };
  const mutated = fc
    .tuple(service, fc.constantFrom(...charts.pictures), mutations)
    .map(([one, picture, steps]) => {
      const body = callOf(one, picture, []);
      const name = `${one.id} ${picture.patientId}`;
      return {
        what: `chart ${name} ${JSON.stringify(steps)}`,
        path: pathTo(one),
        body: JSON.stringify(changed(body, placesIn(name, body), steps)),
      };
    });
  const mixed = fc
    .tuple(service, fc.array(fc.constantFrom(...charts.loose), { maxLength: 30 }), drafts, mutations)
    .map(([one, chosen, orders, steps]) => {
      const body = callOf(one, mixedPicture(plan, chosen), orders);
      return {
        what: `mixed ${JSON.stringify(steps)}`,
        path: pathTo(one),
        body: JSON.stringify(changed(body, placesOf(body), steps)),
      };
    });

  return fc.oneof(
    { weight: 5, arbitrary: raw },
    { weight: 1, arbitrary: deep },
    { weight: 8, arbitrary: envelope },
    { weight: 16, arbitrary: odd },
    { weight: 40, arbitrary: mutated },
    { weight: 30, arbitrary: mixed },
    { weight: 10, arbitrary: feedback(path) },
  );
}
