/** Words on cards: escaping of what came from FHIR, limits of the hook, and the phrases of tiers and urgencies. */
import type { Evidence, Why } from '#clinical/answer';
import type { Explains, Tier, Urgency } from '#rules';
import type { Indicator } from './card.ts';

/** One character less than the hook allows (conformance 3.2), counted as UTF-16 units. */
const SUMMARY = 139;
const QUOTED = 80;

// Controls and the characters that reorder text on screen.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
const MARKDOWN = /[\\`*_{}[\]()<>#+!|~&:@"'=$^-]/g;

/** A string of the record on one line, cut, without what reorders text, opens a tag or makes a link: for machine-readable members. */
export function plain(text: string): string {
  const line = text
    .slice(0, QUOTED * 4)
    .replace(UNPRINTABLE, ' ')
    .replace(/<(?=[a-z/!?])/gi, '‹')
    .replace(/\]\(/g, '] (')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > QUOTED ? `${line.slice(0, QUOTED - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** A string of the record as inert Markdown: one line, cut, every mark of Markdown or HTML escaped. */
export function quoted(text: string): string {
  const cut = plain(text);
  // "://" is broken as well: GitHub Markdown makes links of bare addresses.
  return cut.replace(MARKDOWN, (mark) => `\\${mark}`).replace(/\bwww\./gi, 'www\\.');
}

/** A summary within the limit, cut at a word. */
export function summary(text: string): string {
  if (text.length <= SUMMARY) return text;
  const cut = text.slice(0, SUMMARY - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), SUMMARY - 30))}…`;
}

const TIER: Readonly<Record<Tier, string>> = {
  established: 'recorded, or meets a diagnostic threshold',
  probable: 'findings fit',
  possible: 'cannot be excluded',
  unlikely: 'recorded findings point away',
  'not-assessable': 'not assessable',
};
const EXPLAINS: Readonly<Record<Explains, string>> = {
  yes: 'explains the complaint',
  contributes: 'may contribute',
  background: 'background, does not explain the complaint by itself',
  unknown: 'unclear whether it explains the complaint',
};
const URGENCY: Readonly<Record<Urgency, string>> = {
  emergency: 'Emergency, now',
  'same-day': 'Same day',
  days: 'Within days',
  routine: 'Routine',
};
const WHY: Readonly<Record<Why, string>> = {
  'not-recorded': 'not recorded',
  'too-old': 'too old',
  'fetch-failed': 'could not be read',
  unusable: 'not usable',
};
const INDICATOR: Readonly<Record<Urgency, Indicator>> = {
  emergency: 'critical',
  'same-day': 'warning',
  days: 'warning',
  routine: 'info',
};

export const sayTier = (tier: Tier): string => TIER[tier];
export const sayExplains = (explains: Explains): string => EXPLAINS[explains];
export const sayUrgency = (urgency: Urgency): string => URGENCY[urgency];
export const sayWhy = (why: Why): string => WHY[why];
export const indicatorOf = (urgency: Urgency): Indicator => INDICATOR[urgency];

/** One step down the indicator, for what is already in hand (DECISIONS, flags). */
export function lowered(indicator: Indicator): Indicator {
  return indicator === 'critical' ? 'warning' : 'info';
}

/** Evidence in brackets: value and day, or the day of the intake. */
export function sayEvidence(evidence: readonly Evidence[]): string {
  const said = evidence.slice(0, 3).map((one) => {
    const parts = [
      one.value === undefined
        ? one.reference.startsWith('QuestionnaireResponse')
          ? 'intake'
          : ''
        : sayUnit(quoted(one.value)),
      one.date ?? '',
      one.note ?? '',
    ];
    return parts.filter((part) => part !== '').join(', ');
  });
  const unique = [...new Set(said)].filter((one) => one !== '');
  return unique.length === 0 ? '' : ` (${unique.join('; ')})`;
}

// Names that begin with a person's.
const PERSONS = /^(?:Baker|Charcot)\b/;
/** A name as it stands inside a sentence. */
export const lowerFirst = (name: string): string =>
  PERSONS.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);

/** A name without its explanation in brackets. */
export const short = (name: string): string => name.replace(/ \([^()]*\)$/, '');

/** UCUM as it is written on paper. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/(\d) Cel$/, '$1 °C'],
  [/(\d) \\\[degF\\\]$/, '$1 °F'],
  [/mm\\\[Hg\\\]/, 'mmHg'],
  [/(\d) 10\\\*(\d+)\//, '$1 × 10^$2/'],
];

/** A value, already quoted, with its unit as a clinician writes it. */
const sayUnit = (value: string): string =>
  UNITS.reduce((said, [unit, word]) => said.replace(unit, word), value);

const KEYS: Readonly<Record<string, string>> = {
  conditions: 'problem list',
  labs: 'laboratory results',
  exams: 'examination results',
  intake: 'intake form',
};

/** A key of the data plan in words: "labs-3" is laboratory results. */
export function sayKey(key: string): string {
  const name = key.replace(/-(?:\d+|local)$/, '');
  return KEYS[name] ?? name.replaceAll('-', ' ');
}
