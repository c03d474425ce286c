/** Hands a patient of the bank over to Try: the two ids, never data of a patient, kept for this tab only. */

const KEY = 'nocturne.try';

export interface Handed {
  readonly rule: string;
  readonly vignette: string;
}

/** Opens a made-up patient of the bank in Try. */
export function openInTry(rule: string, vignetteId: string): void {
  const handed: Handed = { rule, vignette: vignetteId };
  window.sessionStorage.setItem(KEY, JSON.stringify(handed));
  window.history.pushState({ moved: true }, '', '/review#try');
  // pushState tells nobody.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  window.scrollTo(0, 0);
}

/** The patient that was handed over, if one was. */
export function handedOver(): Handed | undefined {
  const kept: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? 'null');
  if (typeof kept !== 'object' || kept === null || !('rule' in kept) || !('vignette' in kept))
    return undefined;
  return { rule: String(kept.rule), vignette: String(kept.vignette) };
}

/** Forgets what was handed over: another patient was chosen. */
export const forgetHanded = (): void => window.sessionStorage.removeItem(KEY);
