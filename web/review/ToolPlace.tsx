/** Opens the tools: they need the engine and the patients of all rules, which are loaded here. */
import { useMemo } from 'react';
import { unpack } from '#knowledge/carried';
import { useBank, type Loaded } from './loading.ts';
import type { Tool } from './place.ts';
import Tools from './tools/Tools.tsx';

export interface ToolPlaceProps {
  readonly tool: Tool;
  readonly loaded: Loaded;
  readonly rule?: string;
}

export default function ToolPlace({ tool, loaded, rule }: ToolPlaceProps) {
  const knowledge = useMemo(() => unpack(loaded.carried), [loaded]);
  const loading = useBank();
  if (loading.state === 'loading') return <p>Loading the patients…</p>;
  if (loading.state === 'failed')
    return <p className="failure">The patients could not be loaded: {loading.why}.</p>;
  return (
    <Tools
      tool={tool}
      knowledge={knowledge}
      carried={loaded.carried}
      bank={loading.bank}
      {...(rule === undefined ? {} : { rule })}
    />
  );
}
