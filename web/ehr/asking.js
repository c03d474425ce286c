/** What an EHR does when a chart opens or a visit starts: find the services of that hook, and call them. */
import { QUERIES, queryFor } from './parts.js';
import { failureText, fetchJson } from './fhir.js';
import { callService } from './service.js';

const USER = 'Practitioner/sandbox-clinician';
const OPEN_VISIT = new Set(['in-progress', 'arrived', 'triaged', 'onleave', 'planned']);

/** The calls for a patient and hook: `{ exchanges }`, or `{ problem }` in words. */
export async function ask({ record, patient, hook, withPrefetch, fhirServer }) {
  const discovery = await fetchJson('/cds-services', { headers: { Accept: 'application/json' } });
  if (!discovery.ok) return { problem: `The service's list could not be read: ${failureText(discovery)}` };
  const services = (discovery.body?.services ?? []).filter((service) => service.hook === hook);
  if (services.length === 0) return { problem: `No service is registered for ${hook}.` };
  const visits = await record.list(queryFor(QUERIES.encounters, patient.id));
  const visit =
    hook === 'encounter-start'
      ? visits.resources[0]
      : visits.resources.find(({ status }) => OPEN_VISIT.has(status));
  if (hook === 'encounter-start' && visit === undefined) {
    return {
      problem: `encounter-start needs a visit, and ${visits.failed ? `visits could not be read (${visits.failed})` : 'this patient has none'}.`,
    };
  }
  const context = { userId: USER, patientId: patient.id, ...(visit ? { encounterId: visit.id } : {}) };
  const options = { record, fhirServer, withPrefetch };
  return { exchanges: await Promise.all(services.map((service) => callService(service, context, options))) };
}
