/** What has been seen in one call: guards against a second patient, and knows which Medications are at hand. */
import type { FhirResource } from 'fhir/r4';
import { NocturneError } from '#errors';
import { isFhirId } from './identifier.ts';
import { isOfAnotherPatient, referenceIn } from './resource.ts';

/** A medicationReference: where it stands, and the `Type/id` to read if it may be read. */
export interface MedicationNeed {
  readonly reference: string;
  readonly path: string | undefined;
}

export class Sight {
  readonly #patientId: string;
  readonly #medications = new Map<string, FhirResource>();

  constructor(patientId: string) {
    this.#patientId = patientId;
  }

  /**
   * Every resource that came goes through here once; `where` is the member it came in.
   * @throws NocturneError patient-mismatch when it is about another patient
   */
  see(resource: FhirResource, where: string, fullUrl?: unknown): void {
    if (isOfAnotherPatient(resource, this.#patientId)) {
      throw new NocturneError('patient-mismatch', [where]);
    }
    if (resource.resourceType !== 'Medication') return;
    if (typeof resource.id === 'string') this.#medications.set(`Medication/${resource.id}`, resource);
    if (typeof fullUrl === 'string') this.#medications.set(fullUrl, resource);
  }

  /** The Medications that these resources point to and that did not come with them (contained ones did). */
  missingMedications(resources: readonly FhirResource[]): MedicationNeed[] {
    const needs: MedicationNeed[] = [];
    for (const resource of resources) {
      const reference = referenceIn(resource, 'medicationReference');
      if (reference === undefined || reference.startsWith('#') || this.#medications.has(reference)) continue;
      const path = relativePath(reference);
      const found = path === undefined ? undefined : this.#medications.get(path);
      if (found === undefined) needs.push({ reference, path });
      else this.#medications.set(reference, found);
    }
    return needs;
  }

  /** Keeps a Medication that was read for a reference. */
  keepMedication(path: string, medication: FhirResource): void {
    this.#medications.set(path, medication);
  }

  /** All Medications, by `Type/id` and by the reference or fullUrl as it was written. */
  medications(): Readonly<Record<string, FhirResource>> {
    // No prototype: a reference such as "constructor" finds nothing.
    const byReference: Record<string, FhirResource> = Object.create(null);
    for (const [reference, medication] of this.#medications) byReference[reference] = medication;
    return byReference;
  }
}

/** `Medication/id` of a relative reference; absolute ones are never resolved, they may lead to another server. */
function relativePath(reference: string): string | undefined {
  const id = /^Medication\/([^/]+)(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];
  return id !== undefined && isFhirId(id) ? `Medication/${id}` : undefined;
}
