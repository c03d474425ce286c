/** Finds the literal in the source that a number of a rule is written as, by following the words of the rule language. */
import { join, relative } from 'node:path';
import { Node, Project, SyntaxKind, type Expression } from 'ts-morph';

/** The way cannot be followed for certain; says where to edit by hand. */
export class NotTraced extends Error {}

type Steps = readonly string[];

/** Functions of the rule language: which argument holds a member, and how many steps of the way that uses up. */
const ARGUMENTS: Readonly<
  Record<string, (steps: Steps) => readonly [argument: number, used: number] | undefined>
> = {
  supports: ([step]) => criterion(step),
  opposes: ([step]) => criterion(step),
  finding: ([step]) => (step === 'of' ? [1, 1] : undefined),
  all: ([step, i]) => (step === 'of' ? [Number(i), 2] : undefined),
  any: ([step, i]) => (step === 'of' ? [Number(i), 2] : undefined),
  atLeast: ([step, i]) => (step === 'n' ? [0, 1] : step === 'of' ? [Number(i) + 1, 2] : undefined),
  not: ([step]) => (step === 'of' ? [0, 1] : undefined),
  unless: ([step]) => (step === 'of' ? [0, 1] : undefined),
  known: ([step]) => (step === 'of' ? [0, 1] : undefined),
  eitherLeg: ([step]) => (step === 'of' ? [0, 1] : undefined),
  bothLegs: ([step]) => (step === 'of' ? [0, 1] : undefined),
  notRuledOut: ([a, b]) => (a === 'of' && b === 'of' ? [0, 2] : undefined),
  unanswered: ([a, b]) => (a === 'of' && b === 'of' ? [0, 2] : undefined),
  fell: ([step]) => (step === 'by' ? [1, 1] : undefined),
  rose: ([step]) => (step === 'by' ? [1, 1] : undefined),
  fellByShare: ([step]) => (step === 'by' ? [1, 1] : undefined),
  points: ([step]) => (step === 'when' ? [2, 1] : undefined),
  // These take what they make as one object.
  cause: () => [0, 0],
  flags: () => [0, 0],
  flag: () => [0, 0],
  relief: () => [0, 0],
  orderCheck: () => [0, 0],
  offer: () => [1, 0],
};
/** What `latest(ferritin).atMost(75)` may begin with. */
const LIMITED: ReadonlySet<string> = new Set(['latest', 'counted', 'multipleOfUpperLimit', 'scored']);
const LIMITS: ReadonlySet<string> = new Set(['atMost', 'below', 'atLeast', 'above', 'between']);

function criterion(step: string | undefined): readonly [number, number] | undefined {
  return step === 'weight' ? [0, 1] : step === 'when' ? [1, 1] : undefined;
}

export class Tracer {
  private readonly project: Project;

  constructor(private readonly root: string) {
    this.project = new Project({
      tsConfigFilePath: join(root, 'tsconfig.json'),
      skipAddingFilesFromTsConfig: true,
    });
    this.project.addSourceFilesAtPaths([
      join(root, 'cds-hooks', 'findings', '*.ts'),
      join(root, 'src', 'rules', '*.ts'),
    ]);
  }

  /** @throws NotTraced where anything but a literal, a constant or a word of the rule language stands on the way */
  trace(file: string, path: string): Expression {
    const source = this.project.addSourceFileAtPath(join(this.root, file));
    const made = source.getExportAssignment((one) => !one.isExportEquals())?.getExpression();
    if (made === undefined) throw new NotTraced(`${file} has no default export`);
    return this.follow(made, path.split('.'));
  }

  where(node: Node): string {
    return `${relative(this.root, node.getSourceFile().getFilePath())}:${node.getStartLineNumber()}`;
  }

  private follow(node: Node, steps: Steps): Expression {
    if (Node.isParenthesizedExpression(node) || Node.isAsExpression(node) || Node.isSatisfiesExpression(node))
      return this.follow(node.getExpression(), steps);
    if (Node.isIdentifier(node) || Node.isPropertyAccessExpression(node))
      return this.follow(this.constant(node), steps);
    const [step] = steps;
    if (step === undefined) return this.literal(node);
    if (Node.isArrayLiteralExpression(node)) return this.element(node, steps);
    if (Node.isObjectLiteralExpression(node)) return this.member(node, steps);
    if (Node.isCallExpression(node)) return this.argument(node, steps);
    return this.lost(node);
  }

  private literal(node: Node): Expression {
    const minus = Node.isPrefixUnaryExpression(node) && node.getOperatorToken() === SyntaxKind.MinusToken;
    const bare = minus ? node.getOperand() : node;
    if (Node.isNumericLiteral(bare) || (!minus && Node.isStringLiteral(bare))) return node as Expression;
    return this.lost(node, 'is no literal');
  }

  private element(node: Node, [step, ...rest]: Steps): Expression {
    const elements = node.asKindOrThrow(SyntaxKind.ArrayLiteralExpression).getElements();
    const at = Number(step);
    const element = elements[at];
    if (element === undefined || elements.slice(0, at + 1).some(Node.isSpreadElement))
      return this.lost(node, 'is put together from other lists');
    return this.follow(element, rest);
  }

  private member(node: Node, [step = '', ...rest]: Steps): Expression {
    const object = node.asKindOrThrow(SyntaxKind.ObjectLiteralExpression);
    const property = object.getProperty(step);
    // A spread that comes later could replace it.
    const later = property === undefined ? [] : object.getProperties().slice(property.getChildIndex());
    if (later.some(Node.isSpreadAssignment)) return this.lost(node, 'is put together from other objects');
    if (property !== undefined && Node.isPropertyAssignment(property))
      return this.follow(property.getInitializerOrThrow(), rest);
    if (property !== undefined && Node.isShorthandPropertyAssignment(property))
      return this.follow(property.getNameNode(), rest);
    return this.lost(node);
  }

  private argument(node: Node, steps: Steps): Expression {
    const call = node.asKindOrThrow(SyntaxKind.CallExpression);
    const called = call.getExpression();
    const given = call.getArguments();
    if (given.some(Node.isSpreadElement))
      return this.lost(node, 'takes a list that is put together elsewhere');
    if (Node.isPropertyAccessExpression(called)) {
      const limit = this.limited(called, steps);
      if (limit === undefined) return this.lost(node, `is made by ${called.getText()}()`);
      return 'argument' in limit
        ? this.follow(given[limit.argument] ?? this.lost(node), [])
        : this.follow(limit.node, limit.steps);
    }
    const name = this.wordOf(called);
    const found = name === undefined ? undefined : ARGUMENTS[name]?.(steps);
    const argument = found === undefined ? undefined : given[found[0]];
    if (found === undefined || argument === undefined)
      return this.lost(node, `is made by ${called.getText()}()`);
    return this.follow(argument, steps.slice(found[1]));
  }

  /** `latest(x).atMost(75)`, `age.below(18)`, `latestByAge(x, { floor }).atLeast()`: the argument, or where to go on. */
  private limited(
    called: Node,
    steps: Steps,
  ): { readonly argument: number } | { readonly node: Node; readonly steps: Steps } | undefined {
    const access = called.asKindOrThrow(SyntaxKind.PropertyAccessExpression);
    const of = access.getExpression();
    const [first, second] = steps;
    const word = Node.isCallExpression(of) ? this.wordOf(of.getExpression()) : this.wordOf(of);
    if (word === undefined || !LIMITS.has(access.getName())) return undefined;
    const given = Node.isCallExpression(of) ? of.getArguments() : [];
    if (word === 'latestByAge' && steps.length === 1 && given[1] !== undefined)
      return { node: given[1], steps };
    if (word === 'scored' && first === 'score' && given[0] !== undefined)
      return { node: given[0], steps: steps.slice(1) };
    if (first !== 'limit' || (word !== 'age' && !LIMITED.has(word))) return undefined;
    return second === 'n' ? { argument: 0 } : second === 'm' ? { argument: 1 } : undefined;
  }

  /** The name of a word of the rule language; of any other function there is none, whatever it is called. */
  private wordOf(called: Node): string | undefined {
    if (!Node.isIdentifier(called)) return undefined;
    const [definition] = called.getDefinitionNodes();
    const from = definition?.getSourceFile().getFilePath();
    return from?.startsWith(join(this.root, 'src', 'rules')) === true ? called.getText() : undefined;
  }

  private constant(node: Node): Node {
    const name = Node.isPropertyAccessExpression(node) ? node.getNameNode() : node;
    const found = Node.isIdentifier(name) ? name.getDefinitionNodes() : [];
    const [definition] = found;
    if (found.length !== 1 || definition === undefined || !Node.isVariableDeclaration(definition))
      return this.lost(node, 'is no constant');
    const keyword = definition.getVariableStatement()?.getDeclarationKind();
    const value = definition.getInitializer();
    // A constant within a function is another one at every call.
    if (
      value === undefined ||
      String(keyword) !== 'const' ||
      !Node.isSourceFile(definition.getVariableStatement()?.getParent())
    )
      return this.lost(node, 'is no constant of its file');
    return value;
  }

  private lost(node: Node, why = 'cannot be followed'): never {
    const [line = ''] = node.getText().split('\n');
    throw new NotTraced(`${line.slice(0, 80)} ${why}; edit it by hand in ${this.where(node)}`);
  }
}
