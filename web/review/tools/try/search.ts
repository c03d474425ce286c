/** Runs the search for the shortest change in slices, so that the page answers in between. */
import { useEffect, useState } from 'react';
import { shortestChanges, type Progress, type Question } from '#review/shortest-change';
import type { TryEngine } from './engine.ts';

/** Work between two looks at the screen. */
const SLICE_MS = 12;

export interface Searching {
  readonly progress?: Progress;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly why?: string;
}

export function useSearch(
  engine: TryEngine,
  question: Question | undefined,
): readonly [Searching | undefined, () => void] {
  const [searching, setSearching] = useState<Searching>();
  const [stop, setStop] = useState<{ readonly cancel: () => void }>();
  useEffect(() => {
    setSearching(undefined);
    if (question === undefined) return;
    const control = new AbortController();
    setStop({ cancel: () => control.abort('cancelled') });
    run(engine, question, control.signal, setSearching).catch((error: unknown) =>
      setSearching({ state: 'failed', why: error instanceof Error ? error.message : String(error) }),
    );
    return () => control.abort('left');
  }, [engine, question]);
  return [searching, () => stop?.cancel()];
}

async function run(
  engine: TryEngine,
  question: Question,
  signal: AbortSignal,
  tell: (now: Searching) => void,
): Promise<void> {
  let last: Progress | undefined;
  const now = (state: Searching['state']): Searching => ({
    state,
    ...(last === undefined ? {} : { progress: last }),
  });
  let since = performance.now();
  for (const progress of shortestChanges(question, engine)) {
    last = progress;
    if (performance.now() - since < SLICE_MS) continue;
    tell(now('running'));
    await new Promise((later) => setTimeout(later));
    if (signal.aborted) {
      if (signal.reason === 'cancelled') tell(now('cancelled'));
      return;
    }
    since = performance.now();
  }
  if (!signal.aborted) tell(now('done'));
}
