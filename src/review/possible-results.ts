/** Results just beyond a limit that would make a finding hold, or take it away. Pure. */
import type { Answer } from '#clinical/answer';
import { sayLimit, type Limit } from '#clinical/quantity';
import type { Side } from '#chart';
import type { Leaf, Measure, NodeId } from '#rules';
import { codedResultOf, resultOf } from './additions.ts';
import { inUnit } from './measure-limits.ts';
import { EFFORT, numbersFor, sayNow, type Possible, type Searched } from './possible.ts';
import { linesOf } from './record-lines.ts';

type LeafOf<O extends Leaf['op']> = Extract<Leaf, { op: O }>;

const LEGS = [undefined, 'left', 'right'] as const;

/** @param wanted whether the finding is to hold */
export function resultsFor(
  leaf: LeafOf<'measure' | 'measure-by-age' | 'multiple'>,
  id: NodeId,
  wanted: boolean,
  at: Searched,
): readonly Possible[] {
  const { measure } = leaf;
  const legs = measure.sided === true ? ([1, 2] as const) : ([0] as const);
  return legs.flatMap((leg) => {
    const answer = at.evaluation.answerOf(id, leg);
    const side = LEGS[leg];
    switch (leaf.op) {
      case 'measure':
        return readings(measure, leaf.limit, wanted, answer, side, at);
      case 'measure-by-age':
        return readings(
          measure,
          { is: leaf.side, n: leaf.floor * (wanted ? 2 : 1) },
          wanted,
          answer,
          side,
          at,
        );
      case 'multiple':
        return multiples(leaf, wanted, answer, at);
    }
  });
}

// Just beyond the limit: a hundredth of a ratio, else about a tenth of the limit's last place that matters.
const stepOf = (measure: Measure, n: number): number =>
  measure.unit === '{ratio}' ? 0.01 : 10 ** (Math.floor(Math.log10(Math.max(Math.abs(n), 0.1))) - 1);

function readings(
  measure: Measure,
  limit: Limit,
  wanted: boolean,
  answer: Answer,
  side: Side | undefined,
  at: Searched,
): readonly Possible[] {
  const [least, most] = measure.plausible;
  const about = `measure ${measure.id} ${side ?? ''}`;
  const where = side === undefined ? '' : ` of the ${side} leg`;
  const which = wanted ? sayLimit(limit, measure.unit) : `not ${sayLimit(limit, measure.unit)}`;
  const why = answer.is === 'unknown' ? answer.why.replace('-', ' ') : undefined;
  const says = `${measure.name}${where} were ${which} (${sayNow(answer.evidence[0], why)})`;
  return numbersFor(limit, stepOf(measure, limit.n), wanted)
    .filter((n) => n >= least && n <= most)
    .flatMap((n) => {
      const today = resultOf(measure, n, at.record.asOf, at.book, side === undefined ? {} : { side });
      const added: Possible = { about, says, change: { kind: 'add', resource: today }, effort: EFFORT.test };
      const read = answer.is === 'unknown' ? undefined : lineBehind(answer, at);
      const value = read === undefined ? undefined : inUnit(n, read.unit, measure, at.knowledge.units);
      if (read === undefined || value === undefined) return [added];
      const { reference, part } = read;
      const moved: Possible = {
        about,
        says,
        change: { kind: 'value', reference, value, ...(part === undefined ? {} : { part }) },
        effort: EFFORT.reading,
      };
      return [moved, added];
    });
}

// The line whose number was read: an Observation may hold several.
function lineBehind(answer: Answer, { record, knowledge }: Searched) {
  const [evidence] = answer.evidence;
  if (evidence?.value === undefined || evidence.note === 'computed') return undefined;
  const { reference, value } = evidence;
  return linesOf(record, knowledge.codes).results.find(
    (one) =>
      one.reference === reference &&
      one.value !== undefined &&
      value.split(' ')[0] === `${one.comparator ?? ''}${one.value}`,
  );
}

function multiples(
  leaf: LeafOf<'multiple'>,
  wanted: boolean,
  answer: Answer,
  at: Searched,
): readonly Possible[] {
  const { measure, limit } = leaf;
  // A round upper limit that leaves room for its multiple.
  const upper = 10 ** Math.floor(Math.log10(measure.plausible[1] / (limit.n * 20)));
  return numbersFor(limit, 0.1, wanted).map((n) => ({
    about: `measure ${measure.id}`,
    says: `${measure.name} were ${wanted ? '' : 'not '}${sayLimit(limit, 'times the laboratory upper limit')} (${sayNow(answer.evidence[0])})`,
    change: { kind: 'add', resource: resultOf(measure, n * upper, at.record.asOf, at.book, { upper }) },
    effort: EFFORT.test,
  }));
}

/** A result that is a code. */
export function codedFor(leaf: LeafOf<'coded'>, { record, book, knowledge }: Searched): readonly Possible[] {
  const of = leaf.sets.map((set) => book.choose(set)).find((one) => one !== undefined);
  return leaf.values.flatMap((set) => {
    const value = book.choose(set);
    if (of === undefined || value === undefined) return [];
    return [
      {
        about: `coded ${leaf.sets.join()}`,
        says: `${knowledge.wording.set(of.set)} were recorded as “${value.display}”`,
        change: { kind: 'add', resource: codedResultOf(of, value, record.asOf) },
        effort: EFFORT.exam,
      },
    ];
  });
}
