/** Brings a reader from a place of a rule to its numbers here: two ids, kept for this tab only. */

const KEY = 'nocturne.change';

/** Called by the link that leads here. */
export function handToChange(rule: string, anchor: string): void {
  window.sessionStorage.setItem(KEY, JSON.stringify({ rule, anchor }));
}

/** The place of this rule that the reader came from, if they came from one. */
export function handedAnchor(rule: string): string | undefined {
  const kept: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? 'null');
  if (typeof kept !== 'object' || kept === null || !('rule' in kept) || !('anchor' in kept)) return undefined;
  return kept.rule === rule ? String(kept.anchor) : undefined;
}

/** Another number was chosen: coming back later starts anew. */
export const forgetAnchor = (): void => window.sessionStorage.removeItem(KEY);
