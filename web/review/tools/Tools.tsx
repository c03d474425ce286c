/** The three tools: try a patient, why not, what would a rule change do. */
import type { ReviewedKnowledge } from '#review/signature';
import type { Knowledge } from '#reason/knowledge';
import type { Bank } from '../loading.ts';
import type { Tool } from '../place.ts';
import { Change } from './change/Change.tsx';
import { TryAndWhyNot } from './try/TryAndWhyNot.tsx';

export interface ToolsProps {
  readonly tool: Tool;
  readonly knowledge: Knowledge;
  readonly carried: ReviewedKnowledge;
  readonly bank: Bank;
  readonly rule?: string;
}

/** Why not looks at the patient of Try, so both are one component. */
export default function Tools({ tool, ...given }: ToolsProps) {
  return tool === 'change' ? <Change {...given} /> : <TryAndWhyNot tool={tool} {...given} />;
}
