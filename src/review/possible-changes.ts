/** Every single change that could bring parts of a rule about: each to what the rule reads, in the way the rule needs it. Pure. */
import { sayLimit, type Limit } from '#clinical/quantity';
import { MET, NOT_MET, type Leaf, type NodeId } from '#rules';
import type { Program } from '#rules';
import { answersFor, countsFor, legsFor } from './possible-answers.ts';
import { conditionsFor, drugsFor, proceduresFor, relativesFor, withoutFor } from './possible-entries.ts';
import { codedFor, resultsFor } from './possible-results.ts';
import { EFFORT, numbersFor, type Possible, type Searched } from './possible.ts';
import { ageOf } from './record-lines.ts';

/** A finding that a part of a rule reads, and whether that part wants it to hold. */
export interface Wanted {
  readonly id: NodeId;
  readonly leaf: Leaf;
  readonly holds: boolean;
}

/** The findings below some nodes; one may be wanted both ways. */
export function wantedBelow(nodes: readonly NodeId[], program: Program): readonly Wanted[] {
  const seen = new Set<string>();
  const found: Wanted[] = [];
  const walk = (id: NodeId, holds: boolean): void => {
    const node = program.nodes[id];
    if (node === undefined || seen.has(`${id} ${holds}`)) return;
    seen.add(`${id} ${holds}`);
    switch (node.op) {
      case 'leaf':
        found.push({ id, leaf: node.leaf, holds });
        return;
      case 'not':
      case 'unless':
        for (const part of node.of) walk(part, !holds);
        return;
      case 'known':
        for (const part of node.of) for (const either of [true, false]) walk(part, either);
        return;
      case 'scored': {
        const more = node.leaf.limit.is === 'atLeast' || node.leaf.limit.is === 'above';
        node.of.forEach((part, i) => walk(part, (node.score.items[i]?.points ?? 0) > 0 === (more === holds)));
        return;
      }
      default:
        for (const part of node.of) walk(part, holds);
    }
  };
  for (const node of nodes) walk(node, true);
  return found;
}

/** The changes that would give these findings what is wanted of them, easiest first, each once. */
export function possibleChanges(wanted: readonly Wanted[], at: Searched): readonly Possible[] {
  const found = new Map<string, Possible>();
  for (const one of wanted) {
    if (isSo(one, at)) continue;
    for (const possible of changesFor(one, at)) {
      const key = `${possible.about} ${JSON.stringify(possible.change)}`;
      if (!found.has(key)) found.set(key, possible);
    }
  }
  return [...found.values()].sort((a, b) => a.effort - b.effort);
}

function isSo({ id, holds }: Wanted, { evaluation }: Searched): boolean {
  const sided = evaluation.program.nodes[id]?.sided === true;
  const legs = sided ? ([0, 1, 2] as const) : ([0] as const);
  return legs.every((leg) => evaluation.code(id, leg) === (holds ? MET : NOT_MET));
}

function changesFor({ id, leaf, holds }: Wanted, at: Searched): readonly Possible[] {
  switch (leaf.op) {
    case 'answered':
      return answersFor(leaf, holds, at);
    case 'counted':
      return countsFor(leaf, holds, at);
    case 'measure':
    case 'measure-by-age':
    case 'multiple':
      return resultsFor(leaf, id, holds, at);
    case 'coded':
      return holds ? codedFor(leaf, at) : withoutFor(id, at);
    case 'condition':
      return holds ? conditionsFor(leaf, at) : withoutFor(id, at);
    case 'drug':
    case 'took':
    case 'culprit':
      return holds ? drugsFor(leaf, at) : withoutFor(id, at);
    case 'procedure':
      return holds ? proceduresFor(leaf, at) : withoutFor(id, at);
    case 'family':
      return holds ? relativesFor(leaf, at) : withoutFor(id, at);
    case 'age':
      return agesFor(leaf.limit, holds, at);
    case 'sex': {
      const other = leaf.is === 'female' ? 'male' : 'female';
      const sex = holds ? leaf.is : other;
      return [
        { about: 'sex', says: `the patient were ${sex}`, change: { kind: 'sex', sex }, effort: EFFORT.sex },
      ];
    }
    case 'symptomatic-leg':
      return legsFor(at);
    // A change between two readings takes two of them.
    case 'changed':
    case 'scored':
      return [];
  }
}

function agesFor(limit: Limit, holds: boolean, { record }: Searched): readonly Possible[] {
  const now = ageOf(record);
  const which = holds ? sayLimit(limit, 'years') : `not ${sayLimit(limit, 'years')}`;
  return numbersFor(limit, 1, holds)
    .filter((years) => years >= 18 && years < 110)
    .map((years) => ({
      about: 'age',
      says: `the age were ${which} (now ${now ?? 'not recorded'})`,
      change: { kind: 'age', years },
      effort: EFFORT.age,
    }));
}
