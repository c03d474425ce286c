/** What every resource has: a type and an id, together its reference. */
import type { FhirResource } from 'fhir/r4';

export const refOf = (resource: FhirResource): string => `${resource.resourceType}/${resource.id ?? ''}`;
