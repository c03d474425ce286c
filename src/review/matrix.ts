/** The evidence matrix: which finding speaks how strongly for or against which cause. Pure. */
import { expand, label, leavesOf, type Cause, type Criterion, type Leaf, type Wording } from '#rules';

export interface MatrixCell {
  readonly cause: Cause;
  readonly name: string;
  readonly criterion: Criterion;
}

export interface MatrixRow {
  readonly finding: string;
  /** What stands behind the finding. */
  readonly meaning?: string;
  readonly cells: ReadonlyMap<string, MatrixCell>;
}

export interface MatrixGroup {
  readonly subject: string;
  readonly rows: readonly MatrixRow[];
}

const ITEMS: readonly (readonly [RegExp, string])[] = [
  [/^exam/, 'Examination'],
  [/^red-flags/, 'Red-flag symptoms'],
  [/^(?:onset|timing)/, 'Onset and timing'],
  [/^(?:site|side|back-to-leg|widespread)/, 'Where it is'],
  [/^(?:quality|attack|urge|numbness|impact)/, 'What it feels like'],
  [/^(?:relief|worse|seated)/, 'What makes it better or worse'],
  [/^(?:skin|stiffness)/, 'Skin, swelling, stiffness'],
  [/^exposure/, 'Exposures'],
];

/** The order in which subjects stand. */
const SUBJECTS = [
  'Where it is',
  'Onset and timing',
  'What it feels like',
  'What makes it better or worse',
  'Skin, swelling, stiffness',
  'Red-flag symptoms',
  'Exposures',
  'Examination',
  'Measurements and laboratory',
  'Imaging and coded results',
  'Drugs',
  'Diagnoses and procedures on record',
  'Person',
  'Other',
] as const;

/** One row for each finding; equal findings of several causes share it. */
export function matrixOf(causes: readonly Cause[], wording: Wording): readonly MatrixGroup[] {
  const rows = new Map<
    string,
    { subject: string; meaning: string | undefined; cells: Map<string, MatrixCell> }
  >();
  for (const cause of causes) {
    for (const [name, criterion] of Object.entries(cause.criteria)) {
      const finding = label(criterion.when, wording);
      const row = rows.get(finding) ?? {
        subject: subjectOf(criterion),
        meaning: expand(criterion.when, wording),
        cells: new Map<string, MatrixCell>(),
      };
      rows.set(finding, row);
      row.cells.set(cause.id, { cause, name, criterion });
    }
  }
  return SUBJECTS.map((subject) => ({
    subject,
    rows: [...rows]
      .filter(([, row]) => row.subject === subject)
      .map(([finding, { meaning, cells }]) => ({
        finding,
        cells,
        ...(meaning === undefined ? {} : { meaning }),
      }))
      .sort((a, b) => b.cells.size - a.cells.size || (a.finding < b.finding ? -1 : 1)),
  })).filter((group) => group.rows.length > 0);
}

/** `+++` to `---`. */
export function signOf({ direction, weight }: Criterion): string {
  const n = { strong: 3, moderate: 2, weak: 1 }[weight];
  return (direction === 'for' ? '+' : '−').repeat(n);
}

// By the kind of data most of its leaves are: an "age over 50 and worse at night" is still about the night.
function subjectOf(criterion: Criterion): string {
  const counts = new Map<string, number>();
  for (const leaf of leavesOf(criterion.when)) {
    const subject = subjectOfLeaf(leaf);
    counts.set(subject, (counts.get(subject) ?? 0) + (subject === 'Person' || subject === 'Other' ? 0.1 : 1));
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'Other';
}

function subjectOfLeaf(leaf: Leaf): string {
  switch (leaf.op) {
    case 'answered':
    case 'counted':
      return ITEMS.find(([form]) => form.test(leaf.item))?.[1] ?? 'What it feels like';
    case 'measure':
    case 'measure-by-age':
    case 'multiple':
    case 'changed':
      return 'Measurements and laboratory';
    case 'coded':
      return 'Imaging and coded results';
    case 'drug':
    case 'culprit':
    case 'took':
      return 'Drugs';
    case 'condition':
    case 'procedure':
    case 'family':
      return 'Diagnoses and procedures on record';
    case 'age':
    case 'sex':
      return 'Person';
    case 'symptomatic-leg':
    case 'scored':
      return 'Other';
  }
}
