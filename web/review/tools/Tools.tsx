/** Holds the place of the tools until they are merged. */
import type { CarriedKnowledge } from '#knowledge/carried';
import type { Knowledge } from '#reason/knowledge';
import type { Bank } from '../loading.ts';

export interface ToolsProps {
  readonly knowledge: Knowledge;
  readonly carried: CarriedKnowledge;
  readonly bank: Bank;
  readonly rule?: string;
}

export default function Tools({ knowledge }: ToolsProps) {
  return <p>The tools come with their own change; {knowledge.causes.length} causes are loaded.</p>;
}
