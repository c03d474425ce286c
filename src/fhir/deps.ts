/** What gathering needs from outside. */
import type { KeyOutcome } from '#chart/gathered';
import type { Config } from '#config';
import type { AllowedServers } from './fences.ts';

export interface FhirDeps {
  readonly allowed: AllowedServers;
  readonly limits: Config['limits'];
  /** Milliseconds of the epoch. Deadlines are kept by real timers whatever this says. */
  now(): number;
  /** One line per key that was read from a FHIR server: never a URL, an id or a token. */
  log?(event: {
    readonly key: string;
    readonly outcome: KeyOutcome;
    readonly status?: number;
    readonly ms: number;
  }): void;
}
