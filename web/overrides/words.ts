/** How the page says numbers, rules and reasons. */
import { KIND_NAMES } from './filters.ts';
import type { Reason, Share } from './report.ts';

export const kindName = (kind: string): string =>
  (KIND_NAMES as Readonly<Record<string, string | undefined>>)[kind] ?? kind;

/** `rf-02-new-deficit` is "RF-02 new deficit"; null is the card of open questions. */
export function ruleName(rule: string | null): string {
  if (rule === null) return 'No rule of its own';
  const words = rule.replace(/^rf-(\d+)-/, 'RF-$1 ').replaceAll(/-(?!\d)/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Services differ by their hook. */
export const serviceName = (service: string): string => service.replace(/^leg-pain-/, '');

const whole = (value: number): string => String(Math.round(value * 100));

/** "40 %"; a dash where there is nothing to share. */
export const percent = ({ rate }: Share): string => (rate === null ? '–' : `${whole(rate)} %`);

/** "17 to 69 %", the 95 % interval. */
export const interval = ({ low, high }: Share): string =>
  low === null || high === null ? '' : `${whole(low)} to ${whole(high)} %`;

export function reasonName({ given, code, display, system }: Reason): string {
  switch (given) {
    case 'code':
      return display ?? `${code ?? ''}${system === null ? '' : ` (${system})`}`;
    case 'words':
      return 'In words only';
    case 'none':
      return 'No reason given';
    case 'odd':
      return 'A code that is none';
  }
}

export const many = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`;

const DATES = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "2 Mar 2026" of an instant or a day. */
export const dateOf = (at: string | Date): string => DATES.format(new Date(at));
