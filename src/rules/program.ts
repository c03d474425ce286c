/** Rules made ready to run: every different expression one numbered node, shared by all rules that hold it. */
import type { Expr, Leaf, Measure, Score } from './expr.ts';

/** The criteria that names in an expression refer to. */
export type Names = Readonly<Record<string, { readonly when: Expr }>>;

/** The number of a node. Parts have smaller numbers than what is made of them. */
export type NodeId = number;

export type Node =
  | { readonly op: 'leaf'; readonly leaf: Leaf; readonly sided: boolean }
  | {
      readonly op: 'all' | 'any' | 'at-least' | 'not' | 'unless' | 'known' | 'either-leg' | 'both-legs';
      readonly of: readonly NodeId[];
      readonly n: number;
      readonly sided: boolean;
    }
  | {
      readonly op: 'scored';
      readonly of: readonly NodeId[];
      readonly score: Score;
      readonly leaf: Extract<Leaf, { op: 'scored' }>;
      readonly sided: boolean;
    };

const NO_NAMES: Names = Object.freeze({});

/** Compiles expressions once; grows when it meets a new one. */
export class Program {
  readonly nodes: Node[] = [];
  private readonly byKey = new Map<string, NodeId>();
  private readonly byExpr = new WeakMap<Names, WeakMap<Expr<string>, NodeId>>();
  private readonly known = new WeakMap<Measure, Expr>();

  /** The node of an expression. @throws Error for a criterion name that `names` has not */
  node(expr: Expr<string>, names: Names = NO_NAMES): NodeId {
    let here = this.byExpr.get(names);
    if (here === undefined) this.byExpr.set(names, (here = new WeakMap()));
    const before = here.get(expr);
    if (before !== undefined) return before;
    const made = this.compile(expr, names);
    here.set(expr, made);
    return made;
  }

  /** That a usable result of the measure is on file; for a sided measure, one of every leg that hurts or may hurt. */
  onFile(measure: Measure): Expr {
    const before = this.known.get(measure);
    if (before !== undefined) return before;
    const value: Expr = { op: 'measure', measure, limit: { is: 'atLeast', n: measure.plausible[0] } };
    const known: Expr = { op: 'known', of: value };
    const ofLeg: Expr = { op: 'any', of: [{ op: 'not', of: { op: 'symptomatic-leg' } }, known] };
    const made: Expr = measure.sided === true ? { op: 'both-legs', of: ofLeg } : known;
    this.known.set(measure, made);
    return made;
  }

  /** Which nodes have one of these at or below them, by number. */
  above(below: ReadonlySet<NodeId>): Uint8Array {
    const touched = new Uint8Array(this.nodes.length);
    this.nodes.forEach((node, id) => {
      if (below.has(id) || (node.op !== 'leaf' && node.of.some((part) => touched[part] === 1)))
        touched[id] = 1;
    });
    return touched;
  }

  /** The leaves at or below a node, each once. */
  leavesBelow(id: NodeId): ReadonlySet<NodeId> {
    const seen = new Set<NodeId>();
    const leaves = new Set<NodeId>();
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const node = this.nodes[at];
      if (node?.op === 'leaf') leaves.add(at);
      else open.push(...(node?.of ?? []));
    }
    return leaves;
  }

  private compile(expr: Expr<string>, names: Names): NodeId {
    switch (expr.op) {
      case 'criterion':
        return this.node(criterionOf(expr.name, names), names);
      case 'finding':
        return this.node(expr.of, names);
      case 'all':
      case 'any':
      case 'at-least': {
        const of = expr.of.map((part) => this.node(part, names));
        return this.composed(expr.op, of, expr.op === 'at-least' ? expr.n : 0);
      }
      case 'not':
      case 'unless':
      case 'known':
      case 'either-leg':
      case 'both-legs':
        return this.composed(expr.op, [this.node(expr.of, names)], 0);
      case 'scored': {
        const of = expr.score.items.map((item) => this.node(item.when, names));
        const key = `scored ${expr.score.id} ${JSON.stringify(expr.limit)} ${of.join()}`;
        return this.add(key, { op: 'scored', of, score: expr.score, leaf: expr, sided: this.anySided(of) });
      }
      default:
        return this.add(JSON.stringify(expr), { op: 'leaf', leaf: expr, sided: isSided(expr) });
    }
  }

  private composed(op: Extract<Node, { n: number }>['op'], of: readonly NodeId[], n: number): NodeId {
    // Both looks at the legs come out the same whatever leg is under consideration.
    const sided = op !== 'either-leg' && op !== 'both-legs' && this.anySided(of);
    return this.add(`${op} ${n} ${of.join()}`, { op, of, n, sided });
  }

  private anySided(of: readonly NodeId[]): boolean {
    return of.some((id) => this.nodes[id]?.sided === true);
  }

  private add(key: string, node: Node): NodeId {
    const before = this.byKey.get(key);
    if (before !== undefined) return before;
    this.nodes.push(node);
    this.byKey.set(key, this.nodes.length - 1);
    return this.nodes.length - 1;
  }
}

// Whether the leg under consideration can change what the leaf says.
function isSided(leaf: Leaf): boolean {
  switch (leaf.op) {
    case 'answered':
    case 'condition':
      return leaf.perLeg === true;
    case 'measure':
      return leaf.measure.sided === true;
    case 'procedure':
    case 'symptomatic-leg':
      return true;
    default:
      return false;
  }
}

function criterionOf(name: string, names: Names): Expr {
  const criterion = Object.hasOwn(names, name) ? names[name] : undefined;
  if (criterion === undefined) throw new Error(`no criterion named ${name}`);
  return criterion.when;
}
