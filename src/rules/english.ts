/** Says an expression in English: the review page and the lines of evidence come from the rule itself. */
import { sayLimit } from '#clinical/quantity';
import { sayWindow } from '#clinical/time';
import type { Expr, Leaf } from './expr.ts';

/** Words for what an expression only names by id. */
export interface Wording {
  /** The question and option texts of the intake: `("relief", "walk")`. */
  question(item: string): string;
  option(item: string, code: string): string;
  /** The title of a value set. */
  set(id: string): string;
}

/** The shortest true name: a finding's label, else the sentence. */
export function label(expr: Expr<string>, wording: Wording): string {
  return expr.op === 'finding' ? expr.label : say(expr, wording);
}

/** The whole expression as one English phrase, parts of named findings left out. */
export function say(expr: Expr<string>, wording: Wording): string {
  switch (expr.op) {
    case 'criterion':
      return `"${expr.name}"`;
    case 'finding':
      return expr.label;
    case 'all':
      return joined(expr.of, 'and', wording);
    case 'any':
      return joined(expr.of, 'or', wording);
    case 'at-least':
      return `at least ${expr.n} of: ${expr.of.map((part) => label(part, wording)).join('; ')}`;
    case 'not':
      return expr.of.op === 'known'
        ? `${nested(expr.of.of, wording)} is not answered`
        : `not (${label(expr.of, wording)})`;
    case 'unless':
      return expr.of.op === 'not'
        ? `${nested(expr.of.of, wording)} is not ruled out`
        : `${nested(expr.of, wording)} is not known to hold`;
    case 'known':
      return `${nested(expr.of, wording)} is answered`;
    case 'either-leg':
      return `in either leg: ${label(expr.of, wording)}`;
    case 'both-legs':
      return `in both legs: ${label(expr.of, wording)}`;
    default:
      return sayLeaf(expr, wording);
  }
}

/** What stands behind a finding's label, one level down; undefined for other expressions. */
export function expand(expr: Expr<string>, wording: Wording): string | undefined {
  return expr.op === 'finding' ? say(expr.of, wording) : undefined;
}

function nested(expr: Expr<string>, wording: Wording): string {
  const said = label(expr, wording);
  return expr.op === 'all' || expr.op === 'any' ? `(${said})` : said;
}

function joined(parts: readonly Expr<string>[], word: 'and' | 'or', wording: Wording): string {
  return parts.map((part) => nested(part, wording)).join(` ${word} `);
}

function sets(ids: readonly string[], wording: Wording): string {
  return ids.map((id) => wording.set(id)).join(' or ');
}

function sayLeaf(leaf: Leaf, wording: Wording): string {
  switch (leaf.op) {
    case 'answered': {
      const options = leaf.codes.map((code) => `"${wording.option(leaf.item, code)}"`).join(' or ');
      return `intake "${wording.question(leaf.item)}" = ${options}${leaf.within === undefined ? '' : ` within ${sayWindow(leaf.within)}`}`;
    }
    case 'counted':
      return `intake "${wording.question(leaf.item)}" ${sayLimit(leaf.limit, '1')}`;
    case 'condition': {
      const how =
        leaf.verification === 'refuted'
          ? 'refuted'
          : leaf.verification === 'suspected'
            ? 'recorded as unconfirmed'
            : leaf.state === 'ever'
              ? 'recorded now or in the past'
              : 'recorded';
      const when = [
        leaf.within === undefined ? '' : ` within ${sayWindow(leaf.within)}`,
        leaf.olderThan === undefined ? '' : ` over ${sayWindow(leaf.olderThan)} ago`,
        leaf.nonspecific === true ? ' (unspecific codes count)' : '',
        leaf.closedWorld === true ? ' (absent unless recorded)' : '',
      ].join('');
      return `${sets(leaf.sets, wording)} ${how}${when}`;
    }
    case 'drug':
      return `takes ${sets(leaf.sets, wording)}${leaf.startedWithin === undefined ? '' : `, started within ${sayWindow(leaf.startedWithin)}`}`;
    case 'measure':
      return `${leaf.measure.name} ${sayLimit(leaf.limit, leaf.measure.unit)} within ${sayWindow(leaf.within ?? leaf.measure.within)}`;
    case 'measure-by-age':
      return `${leaf.measure.name} ${leaf.side === 'atLeast' ? 'at least' : 'below'} ${leaf.floor} ${leaf.measure.unit}, over ${leaf.over} years age times ${leaf.factor}, within ${sayWindow(leaf.measure.within)}`;
    case 'multiple':
      return `${leaf.measure.name} ${sayLimit(leaf.limit, 'times the laboratory upper limit')} within ${sayWindow(leaf.measure.within)}`;
    case 'changed': {
      const by = leaf.share === true ? `${leaf.by * 100} %` : `${leaf.by} ${leaf.measure.unit}`;
      return `${leaf.measure.name} ${leaf.way} by at least ${by} within ${sayWindow(leaf.within)}`;
    }
    case 'culprit':
      return `takes ${sets(leaf.sets, wording)}, ${leaf.within === undefined ? 'not started after the complaint began' : `started within ${sayWindow(leaf.within)} before the complaint began`}`;
    case 'took':
      return `takes ${sets(leaf.sets, wording)}, or took it until ${sayWindow(leaf.within)} ago`;
    case 'coded':
      return `${sets(leaf.sets, wording)} recorded as ${sets(leaf.values, wording)}${leaf.within === undefined ? '' : ` within ${sayWindow(leaf.within)}`}`;
    case 'procedure':
      return `${sets(leaf.sets, wording)} done${leaf.within === undefined ? '' : ` within ${sayWindow(leaf.within)}`}${leaf.closedWorld === true ? ' (absent unless recorded)' : ''}`;
    case 'family':
      return `${sets(leaf.sets, wording)} in a relative`;
    case 'age':
      return `age ${sayLimit(leaf.limit, 'years')}`;
    case 'sex':
      return leaf.is;
    case 'symptomatic-leg':
      return 'it is the leg that hurts';
    case 'scored':
      return `${leaf.score.name} ${sayLimit(leaf.limit, 'points')}`;
  }
}
