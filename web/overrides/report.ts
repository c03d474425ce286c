/** What the service reports of its cards, as far as the page reads it, and the door where it comes in. */

/** A share with its 95 % interval; null where there is nothing to share. */
export interface Share {
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Fates {
  readonly shown: number;
  /** Without feedback and younger than an hour. */
  readonly open: number;
  readonly accepted: number;
  /** Dismissed by a clinician. */
  readonly overridden: number;
  /** Without feedback for an hour or more. */
  readonly ignored: number;
  readonly acceptedSuggestions: number;
  readonly overrideRate: Share;
  readonly acceptanceRate: Share;
}

export interface Reason {
  readonly service: string;
  readonly kind: string;
  readonly rule: string | null;
  readonly given: 'code' | 'words' | 'none' | 'odd';
  readonly system: string | null;
  readonly code: string | null;
  readonly display: string | null;
  readonly count: number;
}

export interface Report {
  readonly from: string;
  readonly to: string;
  readonly by: 'day' | 'week';
  readonly madeAt: string;
  readonly total: Fates;
  readonly kinds: readonly (Fates & { readonly kind: string })[];
  readonly rules: readonly (Fates & {
    readonly service: string;
    readonly kind: string;
    readonly rule: string | null;
  })[];
  readonly reasons: readonly Reason[];
  /** Periods without a card are left out. */
  readonly periods: readonly (Fates & { readonly start: string; readonly week: string | null })[];
  readonly unmatched: readonly { readonly service: string; readonly day: string; readonly count: number }[];
  readonly dropped: readonly { readonly kind: string; readonly day: string; readonly count: number }[];
}

const PARTS = ['kinds', 'rules', 'reasons', 'periods', 'unmatched', 'dropped'] as const;

/** Undefined for what is no report, a proxy's page for instance. Its members are our own service's word. */
export function readReport(body: unknown): Report | undefined {
  const report = body as Report | null | undefined;
  const whole =
    typeof report?.total?.shown === 'number' && PARTS.every((part) => Array.isArray(report[part]));
  return whole ? report : undefined;
}
