/** A proposal: one number or weight that a reviewer wants otherwise, as a file for whoever keeps the rules. Pure. */
import { FIELDS, refusalOf, type Field, type Value } from './numbers.ts';

export const FORMAT = 'nocturne-proposal-1';

export interface Proposal {
  readonly format: typeof FORMAT;
  readonly rule: string;
  /** A criterion's name, or in words the place of the rule it stands at. */
  readonly criterion: string;
  readonly field: Field;
  readonly old: Value;
  readonly new: Value;
  /** The way to it within the rule; without it rule, criterion, field and old value must name one number. */
  readonly path?: string;
  /** What it says now, in words. */
  readonly sentence?: string;
  /** Where it is written. */
  readonly file?: string;
  readonly finding?: string;
  /** Every rule it changes. */
  readonly touches?: readonly string[];
  /** The hash of the knowledge it was tried on. */
  readonly knowledge?: string;
  readonly reason?: string;
  readonly author?: string;
  readonly effect?: { readonly patients: number; readonly affected: number; readonly unexpected: number };
}

const TEXTS = ['path', 'sentence', 'file', 'finding', 'knowledge', 'reason', 'author'] as const;

/** Reads a proposal. @throws Error saying what is wrong with it */
export function readProposal(text: string): Proposal {
  const raw = parsed(text);
  const refuse = (why: string): never => {
    throw new Error(why);
  };
  if (raw['format'] !== FORMAT) refuse(`its format is not ${FORMAT}`);
  for (const name of ['rule', 'criterion', 'field'])
    if (typeof raw[name] !== 'string' || raw[name] === '') refuse(`${name} is missing`);
  for (const name of TEXTS)
    if (raw[name] !== undefined && typeof raw[name] !== 'string') refuse(`${name} is no text`);
  const { touches } = raw;
  if (touches !== undefined && !(Array.isArray(touches) && touches.every((one) => typeof one === 'string')))
    refuse('touches is no list of rules');
  const field = String(raw['field']);
  if (!Object.hasOwn(FIELDS, field))
    refuse(`the field ${field} cannot be proposed, only ${Object.keys(FIELDS).join(', ')}`);
  for (const name of ['old', 'new']) {
    const why = refusalOf(field as Field, raw[name]);
    if (why !== undefined) refuse(`${name}: ${why}`);
  }
  if (raw['old'] === raw['new']) refuse('old and new are the same');
  return raw as unknown as Proposal;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const raw: unknown = JSON.parse(text);
    if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return { ...raw };
  } catch {
    // Said below.
  }
  throw new Error('it is no JSON object');
}
