/** Conditions with the hygiene of the record: verification, clinical status, abatement, laterality. */
import type { CodeIndex } from './codes.ts';
import { labelOf, namesLeg, setsOf, sidesOf, specific } from './coded.ts';
import type { ConditionEntry } from './entries.ts';
import { firstDate, isRaw, object, objects, past, referenceOf, statuses, text, type Raw } from './read.ts';

const CURRENT = new Set(['active', 'recurrence', 'relapse']);
const HISTORY = new Set(['inactive', 'remission', 'resolved']);
const SUSPECTED = new Set(['unconfirmed', 'provisional', 'differential']);

/**
 * Reads one Condition (vascular-redflags 0.3).
 * @returns undefined when it was entered in error or carries no code that any rule or the door could use
 */
export function readCondition(resource: Raw, asOf: number, codes: CodeIndex): ConditionEntry | undefined {
  const verification = statuses(resource, 'verificationStatus');
  if (verification.includes('entered-in-error')) return undefined;
  const code = object(resource, 'code');
  if (code === undefined) return undefined;
  const sites = objects(resource, 'bodySite');
  const found = setsOf([code], codes);
  const sets = namesLeg(sites, codes) ? specific(found) : found;
  const onset = firstDate(resource, ['onsetDateTime', 'onsetPeriod'], asOf);
  const recorded = past(resource.recordedDate, asOf);
  const date = onset ?? recorded;
  return {
    reference: referenceOf(resource),
    label: labelOf(code),
    sets,
    state: stateOf(resource, asOf),
    verification: verification.includes('refuted')
      ? 'refuted'
      : verification.some((one) => SUSPECTED.has(one))
        ? 'suspected'
        : 'confirmed',
    ...(date === undefined ? {} : { date }),
    ...(recorded === undefined ? {} : { recorded }),
    sides: sidesOf(sites, [code], codes),
  };
}

// An abatement in the past is history even where clinicalStatus still says active (R4 con-4).
function stateOf(resource: Raw, asOf: number): 'current' | 'history' {
  const status = statuses(resource, 'clinicalStatus');
  if (status.some((one) => HISTORY.has(one))) return 'history';
  if (past(resource.abatementDateTime, asOf) !== undefined) return 'history';
  if (firstDate(resource, ['abatementPeriod'], asOf) !== undefined) return 'history';
  if (past(object(resource, 'abatementPeriod')?.end, asOf) !== undefined) return 'history';
  if (resource.abatementBoolean === true || text(resource, 'abatementString') !== undefined) return 'history';
  if (isRaw(resource.abatementAge) || isRaw(resource.abatementRange)) return 'history';
  // No status at all is legal for encounter diagnoses: current, and its date speaks for itself.
  return status.length === 0 || status.some((one) => CURRENT.has(one)) ? 'current' : 'history';
}
