/** Every rule of a knowledge, and the folder each lives in. No Node here: pages name the folders too. */
import type { Knowledge } from '#reason/knowledge';
import type { Rule } from '#rules';

const ROOMS: Readonly<Record<Rule['kind'], string>> = {
  cause: 'differential',
  flags: 'red-flags',
  relief: 'relief',
  'order-check': 'orders',
};

/** Where a rule's folder lies below cds-hooks. */
export const folderOf = (rule: Pick<Rule, 'kind' | 'id'>): string => `${ROOMS[rule.kind]}/${rule.id}`;

/** Every rule of a knowledge. */
export function rulesOf(
  knowledge: Pick<Knowledge, 'causes' | 'flagFolders' | 'reliefs' | 'orderChecks'>,
): readonly Rule[] {
  return [...knowledge.causes, ...knowledge.flagFolders, ...knowledge.reliefs, ...knowledge.orderChecks];
}
