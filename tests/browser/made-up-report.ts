/** A made-up override report, large enough to look at: for the pictures of the override page. */
import type { OverrideReport } from '#ledger/overrides';
import { wilson } from '#ledger/wilson';

const DAY_MS = 86_400_000;

const fates = (shown: number, accepted: number, overridden: number, open = 0) => ({
  shown,
  open,
  accepted,
  overridden,
  ignored: shown - open - accepted - overridden,
  acceptedSuggestions: Math.round(accepted * 1.2),
  overrideRate: wilson(overridden, shown - open),
  acceptanceRate: wilson(accepted, shown - open),
});
const VIEW = 'leg-pain-patient-view';
const SELECT = 'leg-pain-order-select';
const reason = (
  rule: string | null,
  kind: string,
  code: string,
  display: string,
  count: number,
): OverrideReport['reasons'][number] => ({
  service: VIEW,
  kind,
  rule,
  given: 'code',
  system: 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes',
  code,
  display,
  count,
});

/** Thirty days before an instant, quiet at weekends. */
export function madeUpReport(to: Date): OverrideReport {
  const from = new Date(to.getTime() - 30 * DAY_MS);
  const periods = Array.from({ length: 30 }, (_, at) => new Date(from.getTime() + at * DAY_MS)).flatMap(
    (day, at) => {
      if (day.getUTCDay() % 6 === 0) return [];
      const shown = 5 + ((at * 7) % 6);
      const start = day.toISOString().slice(0, 10);
      return [{ start, week: null, ...fates(shown, 1 + (at % 3), 1 + ((at * 5) % 4), at === 29 ? 1 : 0) }];
    },
  );
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    by: 'day',
    madeAt: to.toISOString(),
    total: fates(160, 46, 52, 1),
    kinds: [
      { kind: 'differential', ...fates(88, 26, 21, 1) },
      { kind: 'order', ...fates(31, 6, 19) },
      { kind: 'must-not-miss', ...fates(23, 12, 3) },
      { kind: 'intake', ...fates(18, 2, 9) },
    ],
    rules: [
      { service: VIEW, kind: 'differential', rule: 'restless-legs-syndrome', ...fates(41, 15, 8, 1) },
      { service: VIEW, kind: 'differential', rule: 'nocturnal-leg-cramps', ...fates(33, 8, 9) },
      { service: SELECT, kind: 'order', rule: 'quinine-for-cramps', ...fates(31, 6, 19) },
      { service: VIEW, kind: 'must-not-miss', rule: 'rf-09-rest-pain', ...fates(23, 12, 3) },
      { service: VIEW, kind: 'intake', rule: null, ...fates(18, 2, 9) },
      { service: VIEW, kind: 'differential', rule: 'lumbar-spinal-stenosis', ...fates(14, 3, 4) },
    ],
    reasons: [
      reason('quinine-for-cramps', 'order', 'recipient-disagrees-evidence', 'Disagree with the evidence', 13),
      reason('nocturnal-leg-cramps', 'differential', 'action-completed', 'Already done', 8),
      reason('restless-legs-syndrome', 'differential', 'action-completed', 'Already done', 7),
      reason(null, 'intake', 'cds-suboptimal-context', 'Wrong moment', 9),
      reason('quinine-for-cramps', 'order', 'patient-refuses', 'Patient declines', 6),
      {
        ...reason('rf-09-rest-pain', 'must-not-miss', '', '', 3),
        given: 'words',
        system: null,
        code: null,
        display: null,
      },
      {
        ...reason('lumbar-spinal-stenosis', 'differential', '', '', 6),
        given: 'none',
        system: null,
        code: null,
        display: null,
      },
    ],
    periods,
    unmatched: [{ service: VIEW, day: periods[3]?.start ?? '', count: 2 }],
    dropped: [],
  };
}
