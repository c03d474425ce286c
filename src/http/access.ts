/** The audit trail of access: which request opened what, handed to the ledger when the answer has ended. */
import type { Ledger } from '#ledger/ledger';
import type { AccessEntry } from '#ledger/records';
import type { EndListener } from './requestlog.ts';

export interface AuditDeps {
  /** The ledger hashes the ids, queues the entry and never throws. */
  readonly access: Ledger['access'];
  /** ISO instant of now. */
  readonly now: () => string;
  /** Stands where no caller was made out: `sandbox` where anyone may call, else `unknown`. */
  readonly nobody: string;
}

// By route pattern: only what shows or takes data of patients, and who asked what the service is.
const WHAT: ReadonlyMap<string, AccessEntry['what']> = new Map([
  ['/cds-services', 'discovery'],
  ['/cds-services/:id', 'call'],
  ['/cds-services/:id/feedback', 'feedback'],
  ['/review/overrides', 'report'],
  ['/review/overrides/*', 'report'],
]);
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/** Makes the listener that writes the trail. A service that is not in the catalogue stands as `-`, never as it was sent. */
export function createAuditTrail(deps: AuditDeps): EndListener {
  return (ended, { realm, patientId, userId }) => {
    const what = WHAT.get(ended.route);
    if (what === undefined || !METHODS.has(ended.method)) return;
    deps.access({
      at: deps.now(),
      requestId: ended.request,
      realm: realm ?? deps.nobody,
      service: ended.service ?? '-',
      what,
      status: ended.status,
      ...(ended.cards === undefined ? {} : { cards: ended.cards }),
      ...(patientId === undefined ? {} : { patientId }),
      ...(userId === undefined ? {} : { userId }),
    });
  };
}
