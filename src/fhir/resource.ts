/** Outside JSON seen as FHIR resources: the type guards, and whose patient a resource is about. */
import type { FhirResource } from 'fhir/r4';

/** An object of JSON (not an array, not null). */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A JSON object that says which resource type it is; its members are not looked at here. */
export function isResource(value: unknown): value is FhirResource {
  return isObject(value) && typeof value.resourceType === 'string';
}

/** The `reference` string of a Reference member, if it has one. */
export function referenceIn(resource: FhirResource, member: string): string | undefined {
  const value: unknown = Reflect.get(resource, member);
  return isObject(value) && typeof value.reference === 'string' ? value.reference : undefined;
}

/**
 * Whether a resource is certainly about another patient than `patientId`. A Group, a `urn:uuid:`, a contained or a
 * logical reference (identifier only) cannot be judged and is tolerated.
 */
export function isOfAnotherPatient(resource: FhirResource, patientId: string): boolean {
  if (resource.resourceType === 'Patient')
    return typeof resource.id === 'string' && resource.id !== patientId;
  return (
    namesAnother(referenceIn(resource, 'subject'), patientId) ||
    namesAnother(referenceIn(resource, 'patient'), patientId)
  );
}

function namesAnother(reference: string | undefined, patientId: string): boolean {
  if (reference === undefined || reference === `Patient/${patientId}`) return false;
  // The last `Patient/` counts: a base URL may hold the word too.
  const named = /^(?:.*\/)?Patient\/([^/?#|]+)/s.exec(reference);
  return named !== null && named[1] !== patientId;
}
