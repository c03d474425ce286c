/** The machine-readable result: extension `org.nocturne.differential` (DESIGN.md section 6, frozen). */
import type { Evidence } from '#clinical/answer';
import { isLikely, type Candidate, type Line, type MissingLine } from '#reason/candidates';
import type { Reasoning } from '#reason/reason';
import { plain, sayEvidence } from './wording.ts';

export const DIFFERENTIAL_EXTENSION = 'org.nocturne.differential';

export interface ExtensionSetting {
  readonly asOf: string;
  readonly version: string;
  readonly hash: string;
}

type Members = Record<string, unknown>;

/** Missing lines of a candidate that is not in play, strongest first; one in play has them all. */
const MISSING = 8;

/** The result of a reasoning; empty members are left out (conformance 1.14). */
export function differentialExtension(reasoning: Reasoning, setting: ExtensionSetting): Members {
  return full({
    asOf: setting.asOf,
    knowledge: { version: setting.version, hash: setting.hash },
    urgency: reasoning.urgency,
    candidates: reasoning.candidates.map(candidateOf),
    redFlags: reasoning.flags.map((one) =>
      full({
        id: one.flag.id,
        condition: one.flag.condition,
        urgency: one.urgency,
        unknown: one.state === 'open' ? true : undefined,
      }),
    ),
    nextBest: reasoning.nextBest === undefined ? undefined : { ...reasoning.nextBest },
  });
}

function candidateOf(one: Candidate): Members {
  return full({
    condition: one.cause.id,
    variant: one.variant?.id,
    tier: one.tier,
    explainsTonight: one.explains,
    urgency: one.urgency,
    for: one.for.map(lineOf),
    against: one.against.map(lineOf),
    missing: (isLikely(one.tier) ? one.missing : one.missing.slice(0, MISSING)).map((line) => ({
      criterion: line.criterion,
      why: line.why,
      text: missingText(line),
    })),
  });
}

function lineOf(line: Line): Members {
  return full({
    criterion: line.criterion,
    text: line.text,
    source: line.cites.join(', '),
    evidence: line.evidence.map(evidenceOf),
  });
}

function missingText(line: MissingLine): string {
  return `${line.text}${line.why === 'not-recorded' ? '' : sayEvidence(line.evidence)}`;
}

function evidenceOf(one: Evidence): Members {
  return full({
    reference: one.reference,
    date: one.date,
    value: one.value === undefined ? undefined : plain(one.value),
  });
}

function full(members: Members): Members {
  const kept: Members = {};
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    kept[name] = value;
  }
  return kept;
}
