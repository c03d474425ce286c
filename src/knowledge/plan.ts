/** Derives the data plan from what the rules need: fixed key names, derived code lists, templates in the 2.0.1 subset. */
import type { KeyDirectory, PlanEntry } from '#chart';
import { addMeasure, addNeeds, expressionsOf, noNeeds, ordersOf, type Needs, type Rule } from '#rules';
import type { ValueSets } from './valuesets.ts';

/** Longest template: GET clients and administrators' forms choke on more (conformance 2.43). */
const LONGEST = 1500;
const LOINC = 'http://loinc.org';
const INTAKE = 'https://nocturne.example/fhir/Questionnaire/leg-pain-intake';

const P = '{{context.patientId}}';

/** Everything that any of the rules reads. */
export function needsOf(rules: readonly Rule[]): Needs {
  const needs = noNeeds();
  for (const rule of rules) {
    for (const expr of expressionsOf(rule)) addNeeds(expr, needs);
    for (const order of ordersOf(rule))
      for (const measure of order.inHand.results ?? []) addMeasure(measure, needs);
  }
  return needs;
}

export interface Plan {
  readonly entries: readonly PlanEntry[];
  readonly keysOf: KeyDirectory;
}

/** The plan for a set of needs: the keys of DESIGN.md section 5, then one key per handful of laboratory codes. */
export function planOf(needs: Needs, sets: ValueSets): Plan {
  const exams = observationKeys('exams', setsOf(needs, isExam), sets, 100);
  const labs = observationKeys(
    'labs',
    setsOf(needs, (set) => !isExam(set)),
    sets,
    60,
  );
  const entries: PlanEntry[] = [
    { key: 'patient', resourceType: 'Patient', template: `Patient/${P}`, kind: 'read', role: 'patient' },
    search('conditions', 'Condition', `patient=${P}&_sort=-recorded-date`, 200, 'trigger'),
    search('encounters', 'Encounter', `patient=${P}&_sort=-date`, 20, 'trigger'),
    {
      key: 'encounter',
      resourceType: 'Encounter',
      template: 'Encounter/{{context.encounterId}}',
      kind: 'read',
      role: 'trigger',
    },
    search(
      'intake',
      'QuestionnaireResponse',
      `patient=${P}&questionnaire=${INTAKE},${INTAKE}|1.0.0&_sort=-authored`,
      5,
      'trigger',
    ),
    search('medications', 'MedicationRequest', `patient=${P}&_sort=-authoredon`, 100),
    search('medication-statements', 'MedicationStatement', `patient=${P}&_sort=-effective`, 100),
    search('dispenses', 'MedicationDispense', `patient=${P}&_sort=-whenhandedover`, 100),
    search('procedures', 'Procedure', `patient=${P}&_sort=-date`, 100),
    search('family', 'FamilyMemberHistory', `patient=${P}`, 50),
    search('orders', 'ServiceRequest', `patient=${P}&_sort=-authored`, 50),
    search('appointments', 'Appointment', `patient=${P}&_sort=-date`, 20),
    search('tasks', 'Task', `patient=${P}&_sort=-authored-on`, 50),
    search('advice', 'CommunicationRequest', `patient=${P}&_sort=-authored`, 50),
    ...exams.map((one) => one.entry),
    // Local exam codes (an ABI typed as a plain number) are found by category, not by code.
    search('exams-local', 'Observation', `patient=${P}&category=exam,procedure&_sort=-date`, 100),
    ...labs.map((one) => one.entry),
  ];
  return { entries, keysOf: directory([...exams, ...labs], needs) };
}

function search(
  key: string,
  resourceType: string,
  query: string,
  count: number,
  role: PlanEntry['role'] = 'optional',
): PlanEntry {
  return {
    key,
    resourceType,
    template: `${resourceType}?${query}&_count=${count}`,
    kind: 'search',
    count,
    role,
  };
}

const isExam = (set: string): boolean => set.startsWith('obs-') || set.startsWith('vital-');

function setsOf(needs: Needs, which: (set: string) => boolean): readonly string[] {
  return [...needs.observations].filter(which).sort();
}

interface ObservationKey {
  readonly entry: PlanEntry;
  readonly sets: readonly string[];
}

// A set is never split over two keys, so that one key says whether its data could be read.
function observationKeys(
  name: string,
  wanted: readonly string[],
  sets: ValueSets,
  count: number,
): readonly ObservationKey[] {
  const keys: ObservationKey[] = [];
  let members: string[] = [];
  let codes: string[] = [];
  const template = (list: readonly string[]): string =>
    `Observation?patient=${P}&code=${list.join(',')}&_sort=-date&_count=${count}`;
  const close = (): void => {
    if (codes.length === 0) return;
    const key = keys.length === 0 ? name : `${name}-${keys.length + 1}`;
    keys.push({
      entry: {
        key,
        resourceType: 'Observation',
        template: template(codes),
        kind: 'search',
        count,
        role: 'optional',
      },
      sets: members,
    });
    members = [];
    codes = [];
  };
  for (const set of wanted) {
    const own = loincCodes(set, sets).filter((code) => !codes.includes(code));
    if (own.length === 0) {
      if (loincCodes(set, sets).length > 0) members.push(set);
      continue;
    }
    if (template([...codes, ...own]).length > LONGEST) close();
    members.push(set);
    codes.push(...own);
  }
  close();
  return name === 'labs' ? keys.map((one, index) => rename(one, `labs-${index + 1}`)) : keys;
}

function rename(one: ObservationKey, key: string): ObservationKey {
  return { ...one, entry: { ...one.entry, key } };
}

function loincCodes(set: string, sets: ValueSets): readonly string[] {
  return (sets.sets.get(set)?.codes ?? [])
    .filter((code) => code.system === 'loinc')
    .map((code) => `${LOINC}|${code.code}`);
}

function directory(observations: readonly ObservationKey[], needs: Needs): KeyDirectory {
  const observationSets = new Map<string, readonly string[]>();
  for (const one of observations) {
    for (const set of one.sets) {
      observationSets.set(
        set,
        one.entry.key.startsWith('exams') ? [one.entry.key, 'exams-local'] : [one.entry.key],
      );
    }
  }
  // Measures without a shippable code are found by name under a local code.
  for (const { words, sets } of needs.measures) {
    if (words === undefined) continue;
    for (const set of sets) if (!observationSets.has(set)) observationSets.set(set, ['exams-local']);
  }
  return {
    kinds: {
      condition: ['conditions'],
      drug: ['medications', 'medication-statements'],
      procedure: ['procedures'],
      family: ['family'],
      encounter: ['encounters', 'encounter'],
      intake: ['intake'],
      order: ['orders'],
    },
    observationSets,
  };
}
