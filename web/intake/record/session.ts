/** Whose chart the page writes to, and what it keeps of that while the tab is open. */

export interface Session {
  /** FHIR base URL without a trailing slash. */
  readonly base: string;
  /** The `Authorization` header; absent on an open server. */
  readonly authorization?: string;
  readonly patient: string;
  readonly encounter?: string;
  /** Who has signed in, as a relative reference ("Practitioner/7"). */
  readonly user?: string;
  /** The linkIds that the card asked for. */
  readonly asked: readonly string[];
}

// sessionStorage ends with the tab; nothing here goes to storage that outlives it.
const OPEN = 'nocturne-intake-open';

/** The patient chosen on an open server, so that a reload finds the way back. */
export function recallChosen(base: string): string | undefined {
  const [kept, patient] = (sessionStorage.getItem(OPEN) ?? '').split(' ');
  return kept === base ? patient : undefined;
}

export function keepChosen(base: string, patient: string): void {
  sessionStorage.setItem(OPEN, `${base} ${patient}`);
}

/** Forgets who signed in and who was chosen. */
export function forgetSession(): void {
  // Under this name fhirclient keeps, as JSON, the name under which the tokens are.
  const state = sessionStorage.getItem('SMART_KEY') ?? '';
  for (const key of [OPEN, 'SMART_KEY', state.replaceAll('"', '')]) sessionStorage.removeItem(key);
}
