/** Opens the tools: they need the engine and the patients of all rules, which are loaded here. */
import { useMemo } from 'react';
import { unpack } from '#knowledge/carried';
import { useBank, type Loaded } from './loading.ts';
import Tools from './tools/Tools.tsx';

export default function ToolPlace({ loaded, rule }: { readonly loaded: Loaded; readonly rule?: string }) {
  const knowledge = useMemo(() => unpack(loaded.carried), [loaded]);
  const loading = useBank();
  if (loading.state === 'loading') return <p>Loading the patients…</p>;
  if (loading.state === 'failed')
    return <p className="failure">The patients could not be loaded: {loading.why}.</p>;
  return (
    <Tools
      knowledge={knowledge}
      carried={loaded.carried}
      bank={loading.bank}
      {...(rule === undefined ? {} : { rule })}
    />
  );
}
