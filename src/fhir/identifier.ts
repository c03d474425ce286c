/** The form of a FHIR id: whatever else is put in a path can climb out of it. */

/** Whether a text may be put in a FHIR path as an id: "." and ".." have the form but are steps in a path. */
export function isFhirId(text: string): boolean {
  return /^[A-Za-z0-9\-.]{1,64}$/.test(text) && text !== '.' && text !== '..';
}
