/** Records nobody here wrote: every resource is charted, every patient answered, and silent unless the legs are the trouble. */
import { expect, test } from '@jest/globals';
import type { HookCall, PlanEntry } from '#chart';
import { readConfig } from '#config';
import { createAnswer } from '#http/answer';
import { AS_OF, knowledge } from '../knowledge.ts';
import { describeShared, testShared } from '../shared.ts';
import {
  foreignPatients,
  foreignResources,
  lastDay,
  PATIENT,
  type ForeignPatient,
} from './foreign-patients.ts';
import { chartOf, chartOfRaw, coding, condition, SNOMED } from './record.ts';

const LOINC_IN = /[?&]code=([^&]*)/;

/** What an EHR would answer to one template: by type, observations by code too. */
function bundleFor(entry: PlanEntry, patient: ForeignPatient): unknown {
  const asked = LOINC_IN.exec(entry.template)?.[1]?.split(',');
  const found = patient.resources.filter((one) => {
    if (one.resourceType !== entry.resourceType) return false;
    if (asked === undefined) return true;
    const text = JSON.stringify(one);
    return asked.some((code) => text.includes(`"${code.split('|')[1] ?? ''}"`));
  });
  if (entry.kind === 'read') return entry.key === 'patient' ? found[0] : undefined;
  return { resourceType: 'Bundle', type: 'searchset', entry: found.map((resource) => ({ resource })) };
}

function callFor(patient: ForeignPatient): HookCall {
  return {
    service: 'leg-pain-patient-view',
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    patientId: PATIENT,
    userId: 'Practitioner/1',
    context: { patientId: PATIENT, userId: 'Practitioner/1' },
    prefetch: Object.fromEntries(knowledge.plan.map((entry) => [entry.key, bundleFor(entry, patient)])),
  };
}

async function cardsOf(patient: ForeignPatient, asOf: string): Promise<readonly string[]> {
  let ids = 0;
  const answer = createAnswer({
    knowledge,
    fhir: {
      allowed: { bases: [], loopback: false },
      limits: readConfig({}).limits,
      now: () => 0,
    },
    asOf: () => asOf,
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    publicUrl: 'https://nocturne.example',
  });
  const { response } = await answer(callFor(patient));
  return response.cards.map((card) => card.summary);
}

testShared('there are records to try', () => {
  expect(foreignResources.length).toBeGreaterThan(1000);
  expect(foreignPatients.length).toBeGreaterThan(20);
});

testShared('every resource of them is charted, alone and all at once', () => {
  const failed = foreignResources.filter(([, resource]) => {
    try {
      chartOfRaw(resource);
      return false;
    } catch {
      return true;
    }
  });
  expect(failed.map(([name]) => name)).toEqual([]);
  const chart = chartOf(foreignResources.map(([, resource]) => resource));
  expect(chart.allConditions.length).toBeGreaterThan(40);
});

describeShared('the whole answer', () => {
  test('today no record of theirs has anything recent about legs: no card for anyone', async () => {
    const spoke: Record<string, readonly string[]> = {};
    for (const patient of foreignPatients) {
      const cards = await cardsOf(patient, AS_OF);
      if (cards.length > 0) spoke[patient.name] = cards;
    }
    expect(spoke).toEqual({});
  });
  test('nor on the last day of each record', async () => {
    const spoke: Record<string, readonly string[]> = {};
    for (const patient of foreignPatients) {
      const cards = await cardsOf(patient, `${lastDay(patient)}T23:00:00Z`);
      if (cards.length > 0) spoke[patient.name] = cards;
    }
    expect(spoke).toEqual({});
  });
  test('a leg complaint added to the same records is answered: with a card for the adults who live', async () => {
    let spoke = 0;
    for (const patient of foreignPatients) {
      const day = lastDay(patient);
      const complaint = condition(coding(SNOMED, '10601006'), { recordedDate: day, subject: undefined });
      const cards = await cardsOf(
        { ...patient, resources: [...patient.resources, complaint] },
        `${day}T23:00:00Z`,
      );
      if (cards.length > 0) spoke += 1;
    }
    expect(spoke).toBeGreaterThan(foreignPatients.length / 2);
  });
});
