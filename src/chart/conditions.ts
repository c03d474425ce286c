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
    ...standingOf(resource, asOf),
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

type Standing = Pick<ConditionEntry, 'state' | 'note'>;

function standingOf(resource: Raw, asOf: number): Standing {
  const status = statuses(resource, 'clinicalStatus');
  if (status.some((one) => HISTORY.has(one))) return { state: 'history' };
  const current = status.some((one) => CURRENT.has(one));
  // An abatement in the past is history even where clinicalStatus still says active (R4 con-4).
  if (hasAbated(resource, asOf))
    return current ? { state: 'history', note: 'recorded as active, but ended' } : { state: 'history' };
  // No status at all is legal for encounter diagnoses: current, flagged, and its date speaks for itself.
  if (status.length === 0) return { state: 'current', note: 'no clinical status recorded' };
  return { state: current ? 'current' : 'history' };
}

function hasAbated(resource: Raw, asOf: number): boolean {
  const period = object(resource, 'abatementPeriod');
  return (
    [resource.abatementDateTime, period?.start, period?.end].some((one) => past(one, asOf) !== undefined) ||
    resource.abatementBoolean === true ||
    text(resource, 'abatementString') !== undefined ||
    isRaw(resource.abatementAge) ||
    isRaw(resource.abatementRange)
  );
}
