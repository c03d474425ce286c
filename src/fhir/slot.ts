/** One key of the plan while it is being filled. */
import type { FhirResource } from 'fhir/r4';
import type { GatheredKey, KeyOutcome, PlanEntry } from '#chart/gathered';
import type { Page, Source } from './bundle.ts';

/** Starts as failed; what is read into it improves that, and only a second round may take "have" back to "partial". */
export class Slot {
  readonly entry: PlanEntry;
  outcome: KeyOutcome = 'failed';
  resources: FhirResource[] = [];
  reason: string | undefined;
  from: Source | undefined;
  /** The query still to be made, relative to the base. */
  query: string | undefined;
  /** The next page link still to be followed, as written. */
  next: string | undefined;

  constructor(entry: PlanEntry) {
    this.entry = entry;
  }

  /** A search that is known to have found nothing. */
  setEmpty(from: Source): void {
    this.outcome = 'empty';
    this.from = from;
  }

  /** The first usable page. */
  settle(page: Page, from: Source): void {
    this.from = from;
    this.resources = page.resources;
    this.next = this.entry.kind === 'search' ? page.next : undefined;
    this.outcome = page.resources.length === 0 ? 'empty' : 'have';
    const flaw = page.flaw ?? (page.capped && this.next === undefined ? 'more may exist' : undefined);
    if (flaw !== undefined) this.setPartial(flaw);
  }

  /** A further page of the same search. */
  append(page: Page): void {
    for (const resource of page.resources) this.resources.push(resource);
    if (this.outcome === 'empty' && this.resources.length > 0) this.outcome = 'have';
    if (page.flaw !== undefined) this.setPartial(page.flaw);
  }

  /** Something came and something is known to be missing; the first reason stands. */
  setPartial(reason: string): void {
    this.outcome = 'partial';
    this.reason ??= reason;
  }

  setFailed(reason: string, from?: Source): void {
    this.outcome = 'failed';
    this.reason = reason;
    this.from = from;
  }

  finished(): GatheredKey {
    return {
      outcome: this.outcome,
      resources: this.resources,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.from === undefined ? {} : { from: this.from }),
    };
  }
}
