/** Reads the signatures.yaml of rule folders, where there is one. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { folderOf } from '#knowledge/folders';
import type { Rule } from '#rules';
import type { Signature } from './signature.ts';

const MEMBERS = new Set(['name', 'role', 'date', 'comment', 'hash', 'version']);

/** Reads one signatures.yaml; none is an empty list. @throws Error naming the entry; the caller names the folder */
export function readSignatures(folder: string): readonly Signature[] {
  const path = join(folder, 'signatures.yaml');
  if (!existsSync(path)) return [];
  const raw: unknown = parse(readFileSync(path, 'utf8'), { prettyErrors: false });
  if (!Array.isArray(raw)) throw new Error(`it must be a list of signatures.`);
  return raw.map((one: unknown, i) => signatureOf(one, `signature ${i + 1}`));
}

/** The signatures of all rules; a file that cannot be read signs nothing and is named. */
export function readAllSignatures(
  root: string,
  rules: readonly Rule[],
): {
  readonly signatures: Readonly<Record<string, readonly Signature[]>>;
  readonly signatureFaults: readonly string[];
} {
  const signatures: Record<string, readonly Signature[]> = {};
  const faults: string[] = [];
  for (const rule of rules) {
    try {
      const found = readSignatures(join(root, 'cds-hooks', folderOf(rule)));
      if (found.length > 0) signatures[rule.id] = found;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      // The page shows it: where we are installed is nobody's business.
      faults.push(`${folderOf(rule)}/signatures.yaml: ${why}`.replaceAll(join(root, '/'), ''));
    }
  }
  return { signatures, signatureFaults: faults };
}

function signatureOf(value: unknown, where: string): Signature {
  if (typeof value !== 'object' || value === null)
    throw new Error(`${where} must have name, role, date, hash.`);
  const given = new Map(Object.entries(value));
  for (const name of given.keys())
    if (!MEMBERS.has(name)) throw new Error(`${where}: ${name} is no member of a signature.`);
  const text = (name: string, form: RegExp, what: string): string => {
    const found = given.get(name);
    if (typeof found !== 'string' || !form.test(found)) throw new Error(`${where}: ${name} must be ${what}.`);
    return found;
  };
  return {
    name: text('name', /\S/, 'the name of a person'),
    role: text('role', /\S/, 'what the person is'),
    date: text('date', /^\d{4}-\d{2}-\d{2}$/, 'a date like "2026-12-31"'),
    hash: text('hash', /^[0-9a-f]{64}$/, 'the content hash that was signed'),
    version: text('version', /\S/, 'the version of the service'),
    ...(given.has('comment') ? { comment: text('comment', /[^]*/, 'text') } : {}),
  };
}
