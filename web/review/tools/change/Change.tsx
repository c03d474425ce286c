/** Holds the place of a tool. */
import type { ToolsProps } from '../Tools.tsx';

export function Change({ knowledge }: Omit<ToolsProps, 'tool'>) {
  return <p>{knowledge.causes.length} causes are loaded.</p>;
}
