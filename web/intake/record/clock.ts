/** When the answers were given: now, or the instant at which a sandbox was told to stand. */
import { fetchJson } from '../../parts/json.ts';

/** A sandbox at a fixed clock would take an answer of the real today for one from the future, and not read it. */
export async function readClock(): Promise<() => string> {
  const real = (): string => new Date().toISOString();
  if (document.documentElement.dataset['mode'] !== 'sandbox') return real;
  const got = await fetchJson('/sandbox/info');
  const info = got.ok ? (got.body as { readonly asOf?: string; readonly fixed?: boolean }) : undefined;
  const { asOf, fixed } = info ?? {};
  return fixed === true && asOf !== undefined ? () => asOf : real;
}
