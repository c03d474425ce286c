/** Opens on paper what is closed on the screen, and closes it again after. */

/** @returns what ends the watch */
export function openForPrint(): () => void {
  const opened = new Set<HTMLDetailsElement>();
  const before = (): void => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>('details[data-print]:not([open])')) {
      one.open = true;
      opened.add(one);
    }
  };
  const after = (): void => {
    for (const one of opened) one.open = false;
    opened.clear();
  };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
