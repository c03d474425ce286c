/** Loads the knowledge with progress, and the patients of all rules when they are first needed. */
import { useEffect, useState } from 'react';
import { rulesOf } from '#knowledge/folders';
import { wordingOf } from '#knowledge/words';
import { ContentHasher } from '#review/content-hash';
import type { ReviewedKnowledge, Signature } from '#review/signature';
import type { Vignette } from '#review/vignette-shape';
import type { Rule, Wording } from '#rules';
import { fetchJson } from '../parts/json.ts';

export type Bank = readonly { readonly rule: string; readonly vignettes: readonly Vignette[] }[];

/** What every view reads. */
export interface Loaded {
  readonly carried: ReviewedKnowledge;
  readonly rules: readonly Rule[];
  readonly wording: Wording;
  readonly hasher: ContentHasher;
  readonly signaturesOf: (rule: Rule) => readonly Signature[];
}

export type Loading =
  | { readonly state: 'loading'; readonly bytes: number; readonly of?: number }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'loaded'; readonly loaded: Loaded };

const NOBODY: readonly Signature[] = [];

export function arrange(carried: ReviewedKnowledge): Loaded {
  const wording = wordingOf(carried.questionnaire, new Map(carried.titles));
  return {
    carried,
    rules: rulesOf(carried),
    wording,
    hasher: new ContentHasher({ ...carried, wording }),
    signaturesOf: (rule) => carried.signatures?.[rule.id] ?? NOBODY,
  };
}

/** @param attempt raised by one to try again */
export function useKnowledge(attempt: number): Loading {
  const [loading, setLoading] = useState<Loading>({ state: 'loading', bytes: 0 });
  useEffect(() => {
    const stop = new AbortController();
    setLoading({ state: 'loading', bytes: 0 });
    read(stop.signal, (bytes, of) =>
      setLoading({ state: 'loading', bytes, ...(of === undefined ? {} : { of }) }),
    ).then(
      (carried) => {
        if (!stop.signal.aborted) setLoading({ state: 'loaded', loaded: arrange(carried) });
      },
      (error: unknown) => {
        if (!stop.signal.aborted)
          setLoading({ state: 'failed', why: error instanceof Error ? error.message : 'no answer' });
      },
    );
    return () => stop.abort();
  }, [attempt]);
  return loading;
}

async function read(
  signal: AbortSignal,
  progress: (bytes: number, of: number | undefined) => void,
): Promise<ReviewedKnowledge> {
  const response = await fetch('/review/data/knowledge.json', { signal, redirect: 'error' }).catch(() => {
    throw new Error('the server cannot be reached');
  });
  if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
  // Of a compressed body only the compressed length is told.
  const length = response.headers.get('X-Length') ?? response.headers.get('Content-Length');
  const of = length === null ? undefined : Number(length);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(decoder.decode(step.value, { stream: true }));
    bytes += step.value.byteLength;
    progress(bytes, of);
  }
  try {
    return JSON.parse(parts.join('')) as ReviewedKnowledge;
  } catch {
    throw new Error('the answer broke off');
  }
}

export type LoadingBank =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'loaded'; readonly bank: Bank };

// One request for all who ask.
const memory: { bank?: Promise<LoadingBank> } = {};

async function readBank(): Promise<LoadingBank> {
  const got = await fetchJson('/review/data/bank.json');
  if (!got.ok) {
    delete memory.bank;
    return { state: 'failed', why: got.why };
  }
  return { state: 'loaded', bank: got.body as Bank };
}

export function useBank(): LoadingBank {
  const [loading, setLoading] = useState<LoadingBank>({ state: 'loading' });
  useEffect(() => {
    let gone = false;
    void (memory.bank ??= readBank()).then((found) => {
      if (!gone) setLoading(found);
    });
    return () => {
      gone = true;
    };
  }, []);
  return loading;
}
