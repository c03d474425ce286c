/** Where the reader is: the address as a view, and moving between views without loading the knowledge again. */
import { useSyncExternalStore } from 'react';

const TOOLS = ['try', 'why-not', 'change'] as const;
export type Tool = (typeof TOOLS)[number];

export type Place =
  | { readonly view: 'list' | 'matrix' | 'print'; readonly anchor: '' }
  | { readonly view: 'tool'; readonly tool: Tool; readonly rule?: string; readonly anchor: '' }
  | { readonly view: 'rule'; readonly rule: string; readonly anchor: string };

/** `/review`, `/review#matrix`, `/review/gout`, `/review/RF-04a`, `/review/gout#source-attributes`. */
export function placeOf(path: string, hash: string): Place {
  const rule = decoded(path.replace(/^\/review\/?/, '').replace(/\/$/, ''));
  const anchor = decoded(hash.replace(/^#/, ''));
  const tool = TOOLS.find((one) => one === anchor);
  if (tool !== undefined) return { view: 'tool', tool, anchor: '', ...(rule === '' ? {} : { rule }) };
  if (rule !== '') return { view: 'rule', rule, anchor };
  return { view: anchor === 'matrix' || anchor === 'print' ? anchor : 'list', anchor: '' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const subscribe = (changed: () => void): (() => void) => {
  for (const name of ['popstate', 'hashchange']) window.addEventListener(name, changed);
  return () => {
    for (const name of ['popstate', 'hashchange']) window.removeEventListener(name, changed);
  };
};

/** The address as one string, so that equal addresses are equal. */
export const useAddress = (): string =>
  useSyncExternalStore(subscribe, () => `${window.location.pathname}${window.location.hash}`);

const OURS = /^\/review(?:\/(?!overrides$|data\/)[^/]+)?$/;

/** Follows a link between our own views in place; every other link, and a click with a key held, is the browser's. */
export function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.download !== '') return;
  const to = new URL(link.href);
  if (to.origin !== window.location.origin || !OURS.test(to.pathname)) return;
  // The way to the content of this same page.
  if (link.classList.contains('skip')) return;
  event.preventDefault();
  go(`${to.pathname}${to.hash}`);
  if (to.hash === '') window.scrollTo(0, 0);
}

/** To another view, without loading the knowledge again. */
export function go(address: string): void {
  window.history.pushState({ moved: true }, '', address);
  // pushState tells nobody.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export const ruleHref = (id: string, anchor = ''): string =>
  `/review/${encodeURIComponent(id)}${anchor === '' ? '' : `#${encodeURIComponent(anchor)}`}`;
