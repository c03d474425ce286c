/** The door: is there recent evidence of a leg complaint? Without it the service is silent. */
import { placeInWindow } from '#clinical/time';
import type { Chart, ConditionEntry } from '#chart';
import { namesComplaint } from './complaint-text.ts';
import type { DoorRule } from './knowledge.ts';

export interface Door {
  readonly open: boolean;
  /** What opened it, by kind, for tests and the review page. */
  readonly by?: 'intake' | 'condition' | 'encounter' | 'text';
  readonly reference?: string;
}

const SHUT: Door = { open: false };

/**
 * Coded symptoms and symptom states at most 90 d old, encounter reasons coded or in words, or an intake that names a
 * leg symptom. A leg diagnosis alone does not open it. A problem just recorded opens it by what it says itself. Absence of any trigger source is judged by `fhir`, not here.
 */
export function door(chart: Chart, rule: DoorRule): Door {
  if (chart.recording) {
    const recorded = chart.allConditions.filter((one) => one.justRecorded === true);
    const complaint = byCondition(recorded, chart.asOf, rule);
    if (complaint !== undefined) return complaint;
    // Recording asthma is no moment to speak of legs; recording what a rule reads may be, where there is a complaint.
    if (!recorded.some((one) => one.state === 'current' && one.sets.size > 0)) return SHUT;
  }
  return (
    byIntake(chart, rule) ??
    byEncounter(chart, rule) ??
    byCondition(chart.allConditions, chart.asOf, rule) ??
    SHUT
  );
}

function byIntake(chart: Chart, rule: DoorRule): Door | undefined {
  for (const [item, silent] of Object.entries(rule.intakeItems)) {
    const answer = chart.intake.get(item);
    if (
      answer === undefined ||
      placeInWindow(answer.authored.span, chart.asOf, rule.intakeWindow) !== 'inside'
    )
      continue;
    if ([...answer.codes].some((code) => !silent.includes(code))) {
      return { open: true, by: 'intake', reference: answer.reference };
    }
  }
  return undefined;
}

function byEncounter(chart: Chart, rule: DoorRule): Door | undefined {
  for (const encounter of chart.encounters) {
    const recent =
      encounter.isCurrentCall ||
      (encounter.date !== undefined &&
        placeInWindow(encounter.date.span, chart.asOf, rule.encounterWindow) === 'inside');
    if (!recent) continue;
    if (encounter.sets.get(rule.set) === false)
      return { open: true, by: 'encounter', reference: encounter.reference };
    if (encounter.reasonTexts.some((text) => namesComplaint(text, rule.words))) {
      return { open: true, by: 'text', reference: encounter.reference };
    }
    // A symptom of any age opens it when a recent encounter was for that symptom (DECISIONS, life of an answer).
    const reason = chart.allConditions.find(
      (entry) => encounter.reasonReferences.includes(entry.reference) && complains(entry, rule),
    );
    if (reason !== undefined) return { open: true, by: 'encounter', reference: reason.reference };
  }
  return undefined;
}

function byCondition(conditions: readonly ConditionEntry[], asOf: number, rule: DoorRule): Door | undefined {
  for (const entry of conditions) {
    const how = complains(entry, rule);
    if (how === undefined) continue;
    const when = entry.recorded ?? entry.date;
    if (when === undefined || placeInWindow(when.span, asOf, rule.symptomWindow) !== 'inside') continue;
    return { open: true, by: how, reference: entry.reference };
  }
  return undefined;
}

function complains(entry: ConditionEntry, rule: DoorRule): 'condition' | 'text' | undefined {
  if (entry.state !== 'current' || entry.verification === 'refuted') return undefined;
  if (entry.sets.get(rule.set) === false) return 'condition';
  // Words count only where no code says what it is: a coded diagnosis is not read again as prose.
  return entry.sets.size === 0 && namesComplaint(entry.label, rule.words) ? 'text' : undefined;
}
