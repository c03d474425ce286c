/** Prefetch templates re-used as queries: puts the values of a call in place of the `{{...}}` tokens (2.36 to 2.38). */
import type { HookCall } from '#chart/gathered';
import { NocturneError } from '#errors';
import { isFhirId } from './identifier.ts';

const USER_TOKENS: ReadonlyMap<string, string> = new Map([
  ['userPractitionerId', 'Practitioner'],
  ['userPractitionerRoleId', 'PractitionerRole'],
  ['userPatientId', 'Patient'],
  ['userRelatedPersonId', 'RelatedPerson'],
]);

/**
 * The query of a template, relative to the FHIR base, or null when the call has no value for one of its tokens.
 * @throws NocturneError request-invalid when an id is not a FHIR id (the schema refuses it earlier; this is the fence)
 */
export function fillTemplate(template: string, call: HookCall): string | null {
  let complete = true;
  const query = template.replaceAll(/\{\{([^}]*)\}\}/g, (_whole, token: string) => {
    const value = tokenValue(token.trim(), call);
    complete &&= value !== undefined;
    return value ?? '';
  });
  return complete ? query : null;
}

function tokenValue(token: string, call: HookCall): string | undefined {
  if (token === 'context.patientId') return idValue(call.patientId, token);
  if (token === 'context.encounterId') return idValue(call.encounterId, token);
  // Already `Type/id`, so it may be a whole read URL: its slash stays a slash.
  if (token === 'context.userId') return splitUser(call.userId).join('/');
  const userType = USER_TOKENS.get(token);
  if (userType !== undefined) {
    const [type, id] = splitUser(call.userId);
    return type === userType ? id : undefined;
  }
  const field = /^context\.([A-Za-z]+)$/.exec(token)?.[1];
  if (field === undefined || !Object.hasOwn(call.context, field)) return undefined;
  const value = call.context[field];
  return (typeof value === 'string' && value !== '') ||
    typeof value === 'number' ||
    typeof value === 'boolean'
    ? encodeURIComponent(value)
    : undefined;
}

function idValue(id: string | undefined, where: string): string | undefined {
  if (id === undefined || id === '') return undefined;
  if (!isFhirId(id)) throw new NocturneError('request-invalid', [where]);
  return encodeURIComponent(id);
}

function splitUser(userId: string): [type: string, id: string] {
  const [type = '', id = '', ...more] = userId.split('/');
  if (!/^[A-Z][A-Za-z]{1,63}$/.test(type) || !isFhirId(id) || more.length > 0) {
    throw new NocturneError('request-invalid', ['context.userId']);
  }
  return [type, id];
}
