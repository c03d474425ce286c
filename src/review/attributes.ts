/** The thirteen source attributes of a rule that US certification asks to show (45 CFR 170.315(b)(11)(iv)(A)). */
import type { Source } from '#reason/knowledge';
import { expressionsOf, leavesOf, type Leaf, type Rule } from '#rules';
import { lines } from './sections.ts';

interface Attribute {
  readonly name: string;
  readonly text: string;
}

const DEVELOPER = 'The Nocturne project (open source, Apache-2.0)';
const FUNDING = 'None: the technical implementation has no funding source';

/** Intake questions on function, pain, sleep, pregnancy, alcohol: health status assessments as USCDI groups them. */
const STATUS_ITEMS = /^(?:impact|widespread|exposure)(?:$|\.)/;
/** Recorded smoking, alcohol and pregnancy status. */
const STATUS_SETS = /^(?:soc-|obs-(?:smoking|pregnancy|alcohol)|cond-(?:pregnancy|alcohol))/;

/** The list as the review page shows it. */
export function attributesSection(
  rule: Rule,
  input: { readonly sources: Readonly<Record<string, Source>>; readonly version: string },
): string {
  const intro =
    'As asked of evidence-based decision support interventions by US certification (ONC HTI-1, 45 CFR 170.315(b)(11)(iv)(A)). What is used is read off the rule itself.';
  return `${intro}\n\n${lines(attributesOf(rule, input).map(({ name, text }, i) => `${i + 1}. **${name}**: ${text}`)).replaceAll(/^- /gm, '')}`;
}

/** The thirteen attributes, in the order of the regulation. */
export function attributesOf(
  rule: Rule,
  { sources, version }: { readonly sources: Readonly<Record<string, Source>>; readonly version: string },
): readonly Attribute[] {
  const leaves = expressionsOf(rule).flatMap((expr) => [...leavesOf(expr)]);
  const has = (test: (leaf: Leaf) => boolean): boolean => leaves.some(test);
  const status = [...new Set(leaves.flatMap(statusOf))].sort();
  const egfr = has((leaf) => leaf.op === 'measure' && leaf.measure.id === 'egfr');
  return [
    { name: 'Bibliographic citation', text: citations(sources) },
    { name: 'Developer', text: DEVELOPER },
    { name: 'Funding of the technical implementation', text: FUNDING },
    {
      name: 'Release and revision dates',
      text: `version ${version}, not yet released for clinical use; rule revised ${rule.revised}; status ${rule.status}`,
    },
    {
      name: 'Use of race',
      text: egfr
        ? 'not used by the rule; an eGFR is taken as the laboratory reports it, and some laboratories still use an equation with race'
        : 'not used',
    },
    { name: 'Use of ethnicity', text: 'not used' },
    { name: 'Use of language', text: 'not used' },
    { name: 'Use of sexual orientation', text: 'not used' },
    { name: 'Use of gender identity', text: 'not used' },
    {
      name: 'Use of sex',
      text: has((leaf) => leaf.op === 'sex') ? 'used: `Patient.gender` as administrative sex' : 'not used',
    },
    {
      name: 'Use of date of birth',
      text: `${has((leaf) => leaf.op === 'age' || leaf.op === 'measure-by-age') ? 'used for age' : 'not used by the rule'}; the service reads it to leave out patients under 18`,
    },
    { name: 'Use of social determinants of health', text: 'not used' },
    {
      name: 'Use of health status assessments',
      text: status.length === 0 ? 'not used' : `used: ${status.map((one) => `\`${one}\``).join(', ')}`,
    },
  ];
}

function citations(sources: Readonly<Record<string, Source>>): string {
  return Object.values(sources)
    .map((source) => `${source.title} (${source.citation})`)
    .join('; ');
}

function statusOf(leaf: Leaf): readonly string[] {
  switch (leaf.op) {
    case 'answered':
    case 'counted':
      return STATUS_ITEMS.test(leaf.item) ? [leaf.item] : [];
    case 'condition':
    case 'coded':
      return leaf.sets.filter((set) => STATUS_SETS.test(set));
    default:
      return [];
  }
}
