/** The one line that says why a patient is in the sandbox. */
import type { Patient } from 'fhir/r4';

const STORY = 'https://nocturne.example/fhir/StructureDefinition/sandbox-story';

export const storyOf = (patient: Patient): string | undefined =>
  (patient.extension ?? []).find(({ url }) => url === STORY)?.valueString;
