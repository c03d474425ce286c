/** `npm run proposal -- FILE`: writes a proposal of the review pages into the rule, or says why it will not and where to edit. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Node, type Expression } from 'ts-morph';
import { folderOf, loadKnowledge, rulesOf } from '#knowledge/load';
import type { Knowledge } from '#reason/knowledge';
import {
  numbersOf,
  sayNumbers,
  type NumberPlace,
  type SaidNumber,
  type SharedNumber,
  type Value,
} from '#review/numbers';
import { readProposal, type Proposal } from '#review/proposal';
import { sharedNumbers } from '#review/shared-numbers';
import type { Rule } from '#rules';
import { NotTraced, Tracer } from './trace-number.ts';

const HELP = `npm run proposal -- FILE            change the number or weight that FILE proposes, in the rule or the finding it is written in
npm run proposal -- FILE --dry-run  only show what would change

FILE is what "What would a change do" of the review pages downloads. Nothing else than a number of a condition or the weight
of a criterion is changed; where the source does more than name it, this says the file and line to edit by hand.
`;

/** Why a proposal is not applied. */
class Refused extends Error {}

const root = fileURLToPath(new URL('..', import.meta.url));

function main(): void {
  const { values, positionals } = parseArgs({
    options: { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (values.help === true || file === undefined || more.length > 0) {
    console.log(HELP);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  try {
    apply(read(file), values['dry-run'] === true);
  } catch (error) {
    if (!(error instanceof Refused || error instanceof NotTraced)) throw error;
    console.error(`Not applied: ${error.message}.`);
    process.exitCode = 1;
  }
}

function read(file: string): Proposal {
  try {
    return readProposal(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Refused(`${file} is no proposal: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function apply(proposal: Proposal, dry: boolean): void {
  const knowledge = loadKnowledge(root);
  const rules = rulesOf(knowledge);
  const rule = rules.find((one) => one.id === proposal.rule);
  if (rule === undefined) throw new Refused(`there is no rule ${proposal.rule}`);
  const number = chosen(proposal, rule, knowledge);
  const shared = sharedNumbers(root, rules).find(({ at }) =>
    at.some((one) => one.rule === rule.id && one.path === number.path),
  );
  if (shared === undefined) throw new Refused(`${number.path} is no number of ${rule.id}`);
  const touched = touchedBy(shared, proposal);
  const tracer = new Tracer(root);
  const literal = traced(tracer, [number, ...shared.at], rules);
  if (valueOf(literal) !== proposal.old)
    throw new Refused(`${tracer.where(literal)} has ${literal.getText()}, not ${String(proposal.old)}`);

  const path = literal.getSourceFile().getFilePath();
  const before = readFileSync(path, 'utf8');
  const after = before.slice(0, literal.getStart()) + written(proposal.new) + before.slice(literal.getEnd());
  console.log(`${number.place}: ${number.sentence}`);
  console.log(`${tracer.where(literal)}\n${lineDiff(before, after)}`);
  console.log(
    `Changes ${touched.length === 1 ? 'one rule' : `${touched.length} rules`}: ${touched.join(', ')}.`,
  );
  if (proposal.knowledge !== undefined && proposal.knowledge !== knowledge.hash)
    console.log('The knowledge has changed since the proposal was made: look at its effect again.');
  sayWords(number, proposal, [shared.file, `cds-hooks/${folderOf(rule)}/rule.ts`]);
  if (dry) {
    console.log('Nothing was written (--dry-run).');
    return;
  }
  writeFileSync(path, after);
  prove(shared, proposal.new, rules, () => writeFileSync(path, before));
  console.log(
    'Written. Set `revised` and the sources by hand, then:\n  npm run review     pages of the rules, and whom it moves: git diff tests/vignettes/outcomes.txt\n  npm run check      types, lint, tests',
  );
}

/** The one number that is meant. */
function chosen(proposal: Proposal, rule: Rule, knowledge: Knowledge): SaidNumber {
  const { criterion, field, path, old } = proposal;
  const all = sayNumbers(rule, knowledge.wording);
  const names = (one: SaidNumber): boolean =>
    one.path.startsWith(`criteria.${criterion}.`) || one.place === criterion;
  const placed = path === undefined ? all.filter(names) : all.filter((one) => one.path === path);
  if (path !== undefined && placed.some((one) => !names(one)))
    throw new Refused(`${path} is not at "${criterion}" of ${rule.id}`);
  if (placed.length === 0) throw new Refused(`${rule.id} has no number at "${path ?? criterion}"`);
  const found = placed.filter((one) => one.field === field);
  if (found.length === 0) throw new Refused(`"${criterion}" of ${rule.id} has no ${field}`);
  const equal = found.filter((one) => one.value === old);
  if (equal.length === 0)
    throw new Refused(
      `the old value is ${found.map((one) => String(one.value)).join(' or ')}, not ${String(old)}: the rule has changed since`,
    );
  const [first] = equal;
  if (first === undefined || equal.length > 1)
    throw new Refused(
      `several numbers fit; give the path of one: ${equal.map((one) => `${one.path} (${one.sentence})`).join('; ')}`,
    );
  return first;
}

/** One number is written once, however many ways lead to it: any way that can be followed will do. */
function traced(tracer: Tracer, at: readonly NumberPlace[], rules: readonly Rule[]): Expression {
  const lost: NotTraced[] = [];
  for (const { rule, path } of at) {
    const of = rules.find((one) => one.id === rule);
    if (of === undefined) continue;
    try {
      return tracer.trace(`cds-hooks/${folderOf(of)}/rule.ts`, path);
    } catch (error) {
      if (!(error instanceof NotTraced)) throw error;
      lost.push(error);
    }
  }
  throw lost[0] ?? new Refused('the number is in no rule');
}

function touchedBy(shared: SharedNumber, { touches }: Proposal): readonly string[] {
  const now = [...new Set(shared.at.map((one) => one.rule))];
  if (touches !== undefined && [...touches].sort().join() !== [...now].sort().join())
    throw new Refused(
      `the proposal was made for ${touches.join(', ')}, the number now counts in ${now.join(', ')}: try it again in the page`,
    );
  return now;
}

function valueOf(literal: Expression): Value | undefined {
  if (Node.isStringLiteral(literal)) return literal.getLiteralValue() as Value;
  return Number(literal.getText().replaceAll('_', ''));
}

const written = (value: Value): string => (typeof value === 'string' ? `'${value}'` : String(value));

function lineDiff(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return old.flatMap((line, i) => (line === now[i] ? [] : [`- ${line}`, `+ ${now[i] ?? ''}`])).join('\n');
}

// Texts for readers repeat numbers; which of them mean this one only a reader can tell.
function sayWords({ within }: SaidNumber, { old }: Proposal, files: readonly string[]): void {
  const number = new RegExp(`(?<![\\d.])${String(old).replace('.', '\\.')}(?!\\d|\\.\\d)`);
  const lines = [...new Set(files)].flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, i) =>
        [...line.matchAll(/'([^']*)'/g)].some(([, text = '']) => typeof old === 'number' && number.test(text))
          ? [`  ${file}:${i + 1}  ${line.trim().slice(0, 110)}`]
          : [],
      ),
  );
  if (lines.length === 0) return;
  const named = within.length === 0 ? '' : ` (it is part of "${within.at(-1) ?? ''}")`;
  console.log(`Words that hold ${String(old)} and may mean this number${named}:\n${lines.join('\n')}`);
}

/** Loads the rules anew: that number is the new one wherever it counts, and no other has moved. Else all is put back. */
function prove(shared: SharedNumber, value: Value, rules: readonly Rule[], putBack: () => void): void {
  const wanted = Object.fromEntries(
    rules.flatMap(numbersOf).map((one) => [`${one.rule} ${one.path}`, one.value]),
  );
  for (const one of shared.at) wanted[`${one.rule} ${one.path}`] = value;
  const got = loadedAnew();
  const wrong = Object.keys({ ...wanted, ...got }).filter((key) => wanted[key] !== got[key]);
  if (wrong.length === 0) return;
  putBack();
  throw new Refused(`the edit would also change ${wrong.slice(0, 3).join(', ')}; everything is as it was`);
}

function loadedAnew(): Readonly<Record<string, unknown>> {
  try {
    const text = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/rule-numbers.ts'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // What cannot be loaded has no numbers: the caller puts the file back.
    return {};
  }
}

main();
