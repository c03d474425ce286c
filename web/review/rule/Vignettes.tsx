/** The patients of a rule, run by the engine in the page: what is expected, what came out, and any difference. */
import { useEffect, useMemo, useState } from 'react';
import { sayExpectation } from '#review/sections';
import type { Vignette } from '#review/vignette-shape';
import type { Rule } from '#rules';
import type { VignetteResult } from '../engine.ts';
import { useBank, type Loaded } from '../loading.ts';
import { Part, useReading } from './Said.tsx';

type Results = ReadonlyMap<string, VignetteResult>;
const NONE: Results = new Map();
/** Work between two looks at the screen: short enough that typing and scrolling are not felt to stick. */
const SLICE_MS = 30;

export function Vignettes() {
  const { loaded, rule, live } = useReading();
  const loading = useBank();
  const vignettes = useMemo(
    () =>
      loading.state === 'loaded'
        ? (loading.bank.find((one) => one.rule === rule.id)?.vignettes ?? [])
        : undefined,
    [loading, rule],
  );
  const { results, why } = useResults(loaded, rule, live ? vignettes : undefined);
  const [wrongOnly, setWrongOnly] = useState(false);
  if (loading.state === 'failed')
    return (
      <Part id="patients" title="Patients">
        <p className="failure">The patients could not be loaded: {loading.why}. Load the page again.</p>
      </Part>
    );
  if (vignettes === undefined)
    return (
      <Part id="patients" title="Patients">
        <p>Loading the patients…</p>
      </Part>
    );
  const wrong = [...results.values()].filter((one) => one.differences.length > 0).length;
  const done = results.size === vignettes.length;
  return (
    <Part id="patients" title={`Patients (${vignettes.length})`}>
      {live ? (
        <p role="status" className={done ? (wrong === 0 ? 'good' : 'critical') : 'quiet'}>
          {why !== undefined
            ? `They could not be run: ${why}. Load the page again.`
            : done
              ? wrong === 0
                ? `All ${vignettes.length} come out as expected, run just now in this page.`
                : `${wrong} of ${vignettes.length} do not come out as expected.`
              : `Running the patients: ${results.size} of ${vignettes.length}…`}
        </p>
      ) : null}
      {live && wrong > 0 ? (
        <p className="noprint">
          <label>
            <input
              type="checkbox"
              checked={wrongOnly}
              onChange={(event) => setWrongOnly(event.target.checked)}
            />{' '}
            only those that differ
          </label>
        </p>
      ) : null}
      <ul className="patients">
        {vignettes
          .filter((one) => !wrongOnly || (results.get(one.id)?.differences.length ?? 0) > 0)
          .map((one) => (
            <Patient key={one.id} vignette={one} result={results.get(one.id)} />
          ))}
      </ul>
    </Part>
  );
}

function Patient({
  vignette,
  result,
}: {
  readonly vignette: Vignette;
  readonly result: VignetteResult | undefined;
}) {
  return (
    <li>
      {result === undefined ? null : (
        <span className={result.differences.length === 0 ? 'verdict good' : 'verdict critical'}>
          {result.differences.length === 0 ? '✓ as expected' : '✗ differs'}
        </span>
      )}{' '}
      <code>{vignette.id}</code> {vignette.says}
      <div className="quiet small">Expected: {sayExpectation(vignette)}</div>
      {result === undefined || result.differences.length === 0 ? null : (
        <ul className="critical">
          {result.differences.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {result === undefined ? null : (
        <details>
          <summary>what came out</summary>
          <ul className="small">
            {[...result.cards.map((one) => `Card: ${one}`), ...result.outcome].map((one, i) => (
              <li key={i}>{one}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** Runs them a few at a time, so that the page answers in between. */
function useResults(
  loaded: Loaded,
  rule: Rule,
  vignettes: readonly Vignette[] | undefined,
): { readonly results: Results; readonly why?: string } {
  const [results, setResults] = useState(NONE);
  const [why, setWhy] = useState<string>();
  useEffect(() => {
    if (vignettes === undefined) return;
    let stopped = false;
    const run = async (): Promise<void> => {
      const { runVignette } = await import('../engine.ts');
      const found = new Map<string, VignetteResult>();
      let since = performance.now();
      for (const one of vignettes) {
        if (stopped) return;
        found.set(one.id, runVignette(loaded.carried, rule, one));
        if (performance.now() - since < SLICE_MS) continue;
        setResults(new Map(found));
        await new Promise((later) => setTimeout(later));
        since = performance.now();
      }
      if (!stopped) setResults(found);
    };
    run().catch((error: unknown) => {
      if (!stopped) setWhy(error instanceof Error ? error.message : String(error));
    });
    return () => {
      stopped = true;
    };
  }, [loaded, rule, vignettes]);
  return { results, ...(why === undefined ? {} : { why }) };
}
