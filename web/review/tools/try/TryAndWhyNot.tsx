/** Holds the place of a tool. */
import type { ToolsProps } from '../Tools.tsx';

export function TryAndWhyNot({ knowledge }: ToolsProps) {
  return <p>{knowledge.causes.length} causes are loaded.</p>;
}
