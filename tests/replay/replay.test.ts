/** A card made again from its record: the whole way, from a live call over a FHIR server and the ledger back to the text. */
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import type { FhirResource, Observation } from 'fhir/r4';
import { replay } from '#http/replay';
import { Hashes } from '#ledger/hashes';
import { loadPatients } from '../../sandbox/patients.ts';
import { ROOT, knowledge } from '../knowledge.ts';
import {
  AS_OF,
  answerAndNote,
  callOn,
  fhirServer,
  openLedgerDatabase,
  replayDeps,
  replayOn,
} from './scene.ts';
import type { Scene } from './scene.ts';

jest.setTimeout(120_000);

const database = await openLedgerDatabase();
const patients = loadPatients(join(ROOT, 'sandbox', 'patients'), AS_OF);
const scenes: Scene[] = [];
afterAll(async () => {
  for (const scene of scenes) scene.stop();
  await database.close();
});

async function scene(versions = true): Promise<Scene> {
  const started = await fhirServer(patients, versions);
  scenes.push(started);
  return started;
}

const RLS = 'rls-classic';
const FERRITIN = 'Observation/rls-classic-1';

/** A live call for the patient with restless legs; the first card. */
async function firstCard(base: string, change: Parameters<typeof callOn>[2] = {}): Promise<string> {
  const made = await answerAndNote(database, callOn(base, RLS, change));
  const id = made[0]?.card.uuid;
  if (id === undefined) throw new Error('The patient has no card.');
  return id;
}

/** Stores another value in the result that the card rests on. */
async function changeFerritin({ read, put }: Scene, value: number): Promise<void> {
  const before = await read(FERRITIN);
  const changed: Observation = {
    ...(before as Observation),
    valueQuantity: { value, unit: 'ng/mL', system: 'http://unitsofmeasure.org', code: 'ng/mL' },
  };
  await put(changed);
}

describe('nothing changed', () => {
  test('every card of the sandbox patients comes out the same, with failed and empty keys as they were', async () => {
    const { base } = await scene();
    const ids = patients.flatMap((bundle) =>
      (bundle.entry ?? []).flatMap(({ resource }) =>
        resource?.resourceType === 'Patient' && resource.id?.startsWith('sandbox-') === true
          ? [resource.id]
          : [],
      ),
    );
    const verdicts = new Map<string, number>();
    for (const id of ids) {
      for (const { card } of await answerAndNote(database, callOn(base, id))) {
        const { verdict } = await replayOn(database, base, { card: card.uuid, patientId: id });
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      }
    }
    expect([...verdicts.keys()]).toEqual(['same']);
    expect(verdicts.get('same')).toBeGreaterThan(25);
  });

  test('a recorded version is read as such, and no search is made', async () => {
    const { base, paths } = await scene();
    const card = await firstCard(base);
    paths.length = 0;
    const result = await replayOn(database, base, { card, patientId: RLS });
    expect(result.verdict).toBe('same');
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.every((path) => path.endsWith('/_history/1'))).toBe(true);
  });

  test('the encounter is found among the inputs, and asked for where it is not', async () => {
    const { base, put } = await scene();
    await put({
      resourceType: 'Encounter',
      id: 'e1',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject: { reference: `Patient/${RLS}` },
    });
    const card = await firstCard(base, { encounterId: 'e1' });
    expect(await replayOn(database, base, { card, patientId: RLS })).toMatchObject({ verdict: 'same' });
    const other = await firstCard(base, { encounterId: 'e-unread' });
    expect(await replayOn(database, base, { card: other, patientId: RLS })).toMatchObject({
      verdict: 'not-replayable',
      reason: expect.stringContaining('--encounter ID'),
    });
    const named = { card: other, patientId: RLS, encounterId: 'e-unread' };
    expect(await replayOn(database, base, named)).toMatchObject({ verdict: 'same' });
    expect(await replayOn(database, base, { ...named, encounterId: 'e-wrong' })).toMatchObject({
      reason: expect.stringContaining('is not the one of this card'),
    });
  });
});

describe('the record of the patient went on', () => {
  test('on a server with versions the card is the same after a result was changed and one was deleted', async () => {
    const server = await scene();
    const card = await firstCard(server.base);
    await changeFerritin(server, 300);
    expect(await replayOn(database, server.base, { card, patientId: RLS })).toMatchObject({
      verdict: 'same',
    });
    await fetch(`${server.base}/${FERRITIN}`, { method: 'DELETE' });
    expect(await replayOn(database, server.base, { card, patientId: RLS })).toMatchObject({
      verdict: 'same',
    });
  });

  test('on a server without versions it is the same until a resource changes, which is then named', async () => {
    const server = await scene(false);
    const card = await firstCard(server.base);
    expect(await replayOn(database, server.base, { card, patientId: RLS })).toMatchObject({
      verdict: 'same',
    });
    await changeFerritin(server, 300);
    expect(await replayOn(database, server.base, { card, patientId: RLS })).toMatchObject({
      verdict: 'not-replayable',
      resources: [`${FERRITIN}: no version was kept, the current one differs`],
    });
  });

  test('a server that says a version is what it is not is not believed', async () => {
    const server = await scene();
    const card = await firstCard(server.base);
    const liar = await scene();
    await changeFerritin(liar, 300);
    const before = await liar.read(FERRITIN);
    const lying = await fhirServer([
      ...patients.filter((bundle) => JSON.stringify(bundle).includes(RLS) === false),
      {
        resourceType: 'Bundle',
        type: 'collection',
        entry: (patients.find((bundle) => JSON.stringify(bundle).includes(`"${RLS}"`))?.entry ?? []).map(
          (row) => (row.resource?.id === before.id ? { resource: before } : row),
        ),
      },
    ]);
    scenes.push(lying);
    expect(await replayOn(database, lying.base, { card, patientId: RLS })).toMatchObject({
      verdict: 'not-replayable',
      resources: [`${FERRITIN}: the server gives other contents for its version than were used`],
    });
  });

  test('a server that does not answer is said, resource by resource', async () => {
    const server = await scene();
    const card = await firstCard(server.base);
    server.stop();
    const result = await replayOn(database, server.base, { card, patientId: RLS });
    expect(result).toMatchObject({ verdict: 'not-replayable' });
    expect('resources' in result ? result.resources : []).toContain(
      `${FERRITIN}: its version: not reachable, the current one: not reachable`,
    );
  });

  test('a resource that came by prefetch without an id cannot be read again', async () => {
    const { base, read } = await scene();
    const questions = await read('QuestionnaireResponse/rls-classic-2');
    const { id: _id, ...nameless } = questions;
    const entry = knowledge.plan.find(({ resourceType }) => resourceType === 'QuestionnaireResponse');
    const bundle = { resourceType: 'Bundle', type: 'searchset', total: 1, entry: [{ resource: nameless }] };
    const card = await firstCard(base, { prefetch: { [entry?.key ?? '']: bundle } });
    expect(await replayOn(database, base, { card, patientId: RLS })).toMatchObject({
      verdict: 'not-replayable',
      resources: ['QuestionnaireResponse/: it had no id'],
    });
  });
});

describe('Medications that others refer to', () => {
  const subject = { reference: 'Patient/sandbox-rls-drugs' };
  const medication: FhirResource = {
    resourceType: 'Medication',
    id: 'm1',
    code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '15996' }] },
  };
  const order = (reference: string): FhirResource => ({
    resourceType: 'MedicationRequest',
    id: 'sandbox-rls-drugs-2',
    status: 'active',
    intent: 'order',
    subject,
    authoredOn: '2026-02-01',
    medicationReference: { reference },
  });

  test.each(['Medication/m1', 'Medication/m1/_history/1'])('are found again by %s', async (reference) => {
    const { base, put, paths } = await scene();
    await put(medication);
    await put(order(reference));
    const made = await answerAndNote(database, callOn(base, 'sandbox-rls-drugs'));
    expect(made.flatMap(({ evidence }) => evidence).join()).toContain(
      'MedicationRequest/sandbox-rls-drugs-2',
    );
    paths.length = 0;
    for (const { card } of made) {
      const result = await replayOn(database, base, { card: card.uuid, patientId: 'sandbox-rls-drugs' });
      expect(result.verdict).toBe('same');
    }
    expect(paths).toContain('/fhir/Medication/m1/_history/1');
  });

  test('are found again by the address that a Bundle gave them', async () => {
    const { base, put } = await scene();
    const address = 'https://ehr.example/fhir/Medication/m1';
    await put(medication);
    await put(order(address));
    const entry = knowledge.plan.find(({ resourceType }) => resourceType === 'MedicationRequest');
    const bundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      total: 1,
      entry: [
        { resource: order(address), search: { mode: 'match' } },
        { resource: medication, fullUrl: address, search: { mode: 'include' } },
      ],
    };
    const call = callOn(base, 'sandbox-rls-drugs', { prefetch: { [entry?.key ?? '']: bundle } });
    const made = await answerAndNote(database, call);
    expect(made.flatMap(({ evidence }) => evidence).join()).toContain(
      'MedicationRequest/sandbox-rls-drugs-2',
    );
    for (const { card } of made) {
      const result = await replayOn(database, base, { card: card.uuid, patientId: 'sandbox-rls-drugs' });
      expect(result.verdict).toBe('same');
    }
  });
});

describe('what only the request knew', () => {
  const subject = { reference: `Patient/${RLS}` };
  const ids = { patientId: RLS, userId: 'Practitioner/d1' };
  const bundle = (...resources: readonly object[]) => ({
    resourceType: 'Bundle',
    entry: resources.map((resource) => ({ resource })),
  });
  const stocking = {
    resourceType: 'DeviceRequest',
    id: 'd1',
    status: 'draft',
    intent: 'order',
    subject,
    codeCodeableConcept: { text: 'Compression stockings' },
  };
  const draftOrders = bundle(stocking);
  const context = { ...ids, draftOrders, selections: ['DeviceRequest/d1'] };
  const selecting = { service: 'leg-pain-order-select', hook: 'order-select', context };

  async function lowIndex({ put }: Scene): Promise<void> {
    await put({
      resourceType: 'Observation',
      id: 'abi',
      status: 'final',
      subject,
      code: { coding: [{ system: 'http://loinc.org', code: '77194-9' }] },
      effectiveDateTime: '2026-02-01',
      valueQuantity: { value: 0.52, unit: '{ratio}', code: '{ratio}', system: 'http://unitsofmeasure.org' },
      bodySite: { text: 'Left leg' },
    });
  }

  test('orders being written must be given, and must be what they were', async () => {
    const server = await scene();
    await lowIndex(server);
    const { base } = server;
    const card = await firstCard(base, selecting);
    const asked = { card, patientId: RLS };
    expect(await replayOn(database, base, asked)).toMatchObject({
      verdict: 'not-replayable',
      reason: expect.stringContaining('--request FILE'),
      recorded: { kind: 'order' },
    });
    const replayed = async (request: unknown) => replayOn(database, base, { ...asked, request });
    expect(await replayed({ hook: 'order-select', context })).toMatchObject({ verdict: 'same' });
    expect(await replayed(context)).toMatchObject({ verdict: 'same' });
    expect(await replayed({ context: { ...context, encounterId: null } })).toMatchObject({ verdict: 'same' });
    expect(await replayed({ context: { ...context, draftOrders: bundle() } })).toMatchObject({
      verdict: 'not-replayable',
      reason: expect.stringContaining('is not the request that this card answered'),
    });
  });

  test('a Medication that came with the orders need not be on the server', async () => {
    const server = await scene();
    await lowIndex(server);
    const address = 'urn:uuid:5f2a0c1e-2f4b-4a5e-9d27-5d8b1e0f6a11';
    const drug = { resourceType: 'Medication', id: 'with-order', code: { text: 'Amoxicillin' } };
    const order = {
      resourceType: 'MedicationRequest',
      id: 'm9',
      status: 'draft',
      intent: 'order',
      subject,
      medicationReference: { reference: address },
    };
    const orders = {
      resourceType: 'Bundle',
      entry: [{ resource: stocking }, { resource: order }, { resource: drug, fullUrl: address }],
    };
    const request = { context: { ...ids, draftOrders: orders } };
    const card = await firstCard(server.base, {
      service: 'leg-pain-order-sign',
      hook: 'order-sign',
      context: request.context,
    });
    server.paths.length = 0;
    const result = await replayOn(database, server.base, { card, patientId: RLS, request });
    expect(result).toMatchObject({ verdict: 'same', recorded: { service: 'leg-pain-order-sign' } });
    expect(server.paths.join()).not.toContain('Medication/');
  });

  test('a problem just recorded, without an id as yet, comes from the request', async () => {
    const { base } = await scene();
    const condition = { resourceType: 'Condition', subject, code: { text: 'Leg cramps at night' } };
    const request = { context: { ...ids, conditions: bundle(condition) } };
    const card = await firstCard(base, {
      service: 'leg-pain-problem-list',
      hook: 'problem-list-item-create',
      context: request.context,
    });
    expect(await replayOn(database, base, { card, patientId: RLS, request })).toMatchObject({
      verdict: 'same',
    });
  });
});

describe('who asks, and with what', () => {
  test('another patient learns nothing of the card, not even what it was made with', async () => {
    const { base, paths } = await scene();
    const card = await firstCard(base);
    paths.length = 0;
    const result = await replayOn(database, base, { card, patientId: 'fm-criteria-met' });
    expect(result).toEqual({
      verdict: 'not-replayable',
      reason: 'the card is not about this patient (or its hash key is not among the hashKeys).',
      resources: [],
    });
    expect(paths).toEqual([]);
  });

  test('a card that was never issued has no record', async () => {
    const card = '00000000-0000-4000-8000-000000000000';
    expect(await replayOn(database, 'http://127.0.0.1:9/fhir', { card, patientId: RLS })).toMatchObject({
      verdict: 'not-replayable',
      reason: expect.stringContaining('no record of this card'),
    });
  });

  test('other knowledge is said with the version and hash that the card was made with', async () => {
    const { base } = await scene();
    const card = await firstCard(base);
    const changed = { ...knowledge, hash: 'f'.repeat(64) };
    expect(await replay(replayDeps(database, base, changed), { card, patientId: RLS })).toMatchObject({
      verdict: 'not-replayable',
      otherKnowledge: true,
      recorded: { knowledge: { version: knowledge.version, hash: knowledge.hash } },
    });
  });

  test('without the hash key of then nothing can be compared', async () => {
    const { base } = await scene();
    const card = await firstCard(base);
    const hashes = new Hashes([{ id: 'k2', key: Buffer.alloc(32, 1).toString('base64') }]);
    expect(await replay({ ...replayDeps(database, base), hashes }, { card, patientId: RLS })).toMatchObject({
      verdict: 'not-replayable',
      reason: expect.stringContaining('hashKeys'),
    });
  });
});

describe('different', () => {
  // The same hash stands for knowledge whose words or rules came out otherwise: what a fault in the code would do.
  const forged = async (change: string): Promise<string> => {
    const { base } = await scene();
    const card = await firstCard(base);
    await database.query(`UPDATE card SET ${change} WHERE id = '${card}'`);
    const result = await replayOn(database, base, { card, patientId: RLS });
    return result.verdict === 'different' ? result.differs.join('\n') : result.verdict;
  };

  test('says when only the words differ', async () => {
    expect(await forged("text_digest = 'sandbox:other'")).toBe(
      'only the words: kind, indicator, urgency, rules and evidence are the same',
    );
  });

  test('names indicator, urgency, rules and each line of evidence that differs', async () => {
    const told = await forged(
      "text_digest = 'sandbox:other', indicator = 'critical', urgency = 'emergency', rules = '{gout}', evidence = '{gout|flare|Observation/9}'",
    );
    expect(told).toMatch(/^indicator: was critical, now \w+$/m);
    expect(told).toMatch(/^urgency: was emergency, now [\w-]+$/m);
    expect(told).toMatch(/^rules: was gout, now restless-legs-syndrome/m);
    expect(told).toMatch(/^evidence no longer: gout\|flare\|Observation\/9$/m);
    expect(told).toMatch(/^evidence new: restless-legs-syndrome\|.*QuestionnaireResponse\/rls-classic-2$/m);
  });

  test('says when no card of the kind is made any more', async () => {
    expect(await forged("text_digest = 'sandbox:other', kind = 'outside-scope'")).toBe(
      'no outside-scope card is made now',
    );
  });

  test('a text of the same digest under another kind is not the same card', async () => {
    expect(await forged("kind = 'outside-scope'")).toBe('no outside-scope card is made now');
  });
});
