/** A clinician's signature under a rule: bound to the content it was given for, and void when that content moves. Pure. */
import type { CarriedKnowledge } from '#knowledge/carried';

export interface Signature {
  readonly name: string;
  readonly role: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly comment?: string;
  /** The content hash of the rule that was read. */
  readonly hash: string;
  /** Version of the service it was read in. */
  readonly version: string;
}

/** What the workbench loads: the knowledge, and who has signed what. */
export interface ReviewedKnowledge extends CarriedKnowledge {
  /** By rule id; rules that nobody signed are left out. */
  readonly signatures?: Readonly<Record<string, readonly Signature[]>>;
  /** Files of signatures that cannot be read, in words. */
  readonly signatureFaults?: readonly string[];
}

/** Whether a rule is signed as it stands. */
export type Standing = 'unsigned' | 'signed' | 'moved';

/** Signed when one signature is for this very content; moved when there are signatures, but all for older content. */
export function standing(signatures: readonly Signature[], hash: string): Standing {
  if (signatures.length === 0) return 'unsigned';
  return signatures.some((one) => one.hash === hash) ? 'signed' : 'moved';
}

/** The standing in a sentence. */
export function sayStanding(signatures: readonly Signature[], hash: string): string {
  const names = (list: readonly Signature[]): string =>
    list.map((one) => `${one.name}, ${one.role}, ${one.date}`).join('; ');
  switch (standing(signatures, hash)) {
    case 'unsigned':
      return 'not signed';
    case 'signed':
      return `signed by ${names(signatures.filter((one) => one.hash === hash))}`;
    case 'moved':
      return `signed by ${names(signatures)}; the content has changed since: unsigned`;
  }
}

/** The file `signatures.yaml` of a rule's folder. Strings stand as JSON, which YAML reads and nobody can break out of. */
export function signatureFile(ruleId: string, signatures: readonly Signature[]): string {
  const entries = signatures.map((one) => {
    const members: readonly (readonly [string, string])[] = [
      ['name', one.name],
      ['role', one.role],
      ['date', one.date],
      ...(one.comment === undefined ? [] : [['comment', one.comment] as const]),
      ['hash', one.hash],
      ['version', one.version],
    ];
    return members
      .map(([name, value], i) => `${i === 0 ? '- ' : '  '}${name}: ${JSON.stringify(value)}`)
      .join('\n');
  });
  return `# Who has read ${ruleId} and stands for it. A signature counts while the content hash of the rule is the one it names.\n${entries.join('\n')}\n`;
}
