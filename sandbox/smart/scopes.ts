/** SMART scopes (version 2, and version 1 by their meaning): which are granted here, and what they say in plain words. */
import { DEFINITIONS } from '../definitions.ts';

const RECORD = /^patient\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*|(?=[cruds])c?r?u?d?s?)$/;
const CONTEXT: ReadonlySet<string> = new Set(['launch', 'launch/patient', 'launch/encounter']);

/** What the resources are called by people; types without a name here are called as FHIR calls them. */
const NAMES: Readonly<Record<string, string>> = {
  '*': 'everything in the chart',
  AllergyIntolerance: 'allergies',
  CarePlan: 'care plans',
  Condition: 'diagnoses and complaints',
  DiagnosticReport: 'reports of examinations',
  Encounter: 'visits',
  FamilyMemberHistory: 'family history',
  Immunization: 'vaccinations',
  MedicationDispense: 'medicines handed out',
  MedicationRequest: 'medicines prescribed',
  MedicationStatement: 'medicines taken',
  Observation: 'measurements and findings',
  Patient: 'name, age and sex',
  Procedure: 'operations and treatments',
  Questionnaire: 'lists of questions',
  QuestionnaireResponse: 'answers to questions',
  ServiceRequest: 'orders and referrals',
};
const VERBS = { c: 'Add', r: 'Read', u: 'Change', d: 'Delete' } as const;

/** The scopes of those asked for that are granted, once each. Scopes that are not known here are left out (RFC 6749 3.3). */
export function grantable(asked: string): readonly string[] {
  return [...new Set(asked.split(' '))].filter((scope) => {
    const type = RECORD.exec(scope)?.[1];
    return type === undefined ? CONTEXT.has(scope) : type === '*' || Object.hasOwn(DEFINITIONS, type);
  });
}

function lettersOf(permission: string): string {
  if (permission === '*') return 'cruds';
  if (permission === 'read') return 'rs';
  return permission === 'write' ? 'cud' : permission;
}

/** One sentence for each thing that an app may then do: "Read: allergies, visits". */
export function inWords(scopes: readonly string[]): readonly string[] {
  const asked = scopes.flatMap((scope) => {
    const [, type = '', permission = ''] = RECORD.exec(scope) ?? [];
    // To search is to read.
    return type === '' ? [] : [{ type, letters: lettersOf(permission).replace('s', 'r') }];
  });
  return Object.entries(VERBS).flatMap(([letter, verb]) => {
    const types = asked.filter(({ letters }) => letters.includes(letter)).map(({ type }) => type);
    const names = (types.includes('*') ? ['*'] : [...new Set(types)]).map((type) => NAMES[type] ?? type);
    return names.length === 0 ? [] : [`${verb}: ${names.join(', ')}`];
  });
}
