/** Whether the screen is a phone's: there the questions come one at a time. */
import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 600px)');

function watch(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export const useNarrow = (): boolean => useSyncExternalStore(watch, () => query.matches);
