/** Which subtypes that a terminology server names go into an overlay, and why others are left out. */
import type { Concept } from './tx-client.ts';

// Sets of the whole body, where an arm counts as well as a leg. In every other set it would be the wrong limb.
export const WHOLE_BODY: ReadonlySet<string> = new Set(
  (
    'cond-bone-metastasis cond-cancer-active cond-cancer-history cond-fibromyalgia cond-gout cond-motor-neuron-disease ' +
    'cond-ms cond-oa-any cond-paget-bone cond-parkinson cond-polymyalgia cond-recent-surgery ' +
    'cond-rheumatoid-arthritis cond-stroke-tia sx-widespread-pain'
  ).split(' '),
);

const ARM =
  /\b(?:(?:fore)?arms?|upper (?:limbs?|extremit(?:y|ies))|hands?|fingers?|thumbs?|wrists?|elbows?|shoulders?|axill(?:a|ary)|brachial (?:artery|vein|plexus)|humer(?:al|us)|subclavian|radial|ulnar|carpal|median nerve)\b/i;
const LEG =
  /\b(?:legs?|lower (?:limbs?|extremit(?:y|ies))|f(?:oot|eet)|toes?|ankles?|cal(?:f|ves)|thighs?|knees?|hips?)\b/i;

export interface SetAsked {
  readonly id: string;
  /** All SNOMED CT codes we ship in it, and those of them that are asked for: the specific ones. */
  readonly shipped: ReadonlySet<string>;
  readonly asked: readonly string[];
}

export interface Tables {
  /** Where we ship a code: code -> sets. */
  readonly homes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Codes that one of our tables marks as saying too little by themselves. */
  readonly nonspecific: ReadonlySet<string>;
}

export interface LeftOut extends Concept {
  readonly why: string;
}

export interface Sifted {
  readonly added: readonly (Concept & { readonly nonspecific: boolean })[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * The codes among a set's subtypes that we ship in other sets only. What our tables keep apart stays apart, with all
 * its subtypes: chronic venous thrombosis is no acute one, although a server files it below "venous thrombosis".
 */
export function filedElsewhere(set: SetAsked, found: readonly Concept[], tables: Tables): readonly string[] {
  return found.filter(({ code }) => !set.shipped.has(code) && tables.homes.has(code)).map(({ code }) => code);
}

/** Sorts the subtypes of a set into added and left out. */
export function sift(
  set: SetAsked,
  found: readonly Concept[],
  elsewhere: ReadonlySet<string>,
  tables: Tables,
): Sifted {
  const added: (Concept & { nonspecific: boolean })[] = [];
  const leftOut: LeftOut[] = [];
  const limb = !WHOLE_BODY.has(set.id);
  for (const concept of [...found].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    if (set.shipped.has(concept.code)) continue;
    const arm = limb && ARM.test(concept.display);
    if (elsewhere.has(concept.code)) {
      const homes = [...(tables.homes.get(concept.code) ?? [])];
      const why =
        homes.length === 0 ? 'below a code that we file elsewhere' : `filed under ${homes.join(', ')}`;
      leftOut.push({ ...concept, why });
    } else if (arm && !LEG.test(concept.display)) leftOut.push({ ...concept, why: 'of the arm' });
    // "Arm or leg": only a leg site beside it says which.
    else added.push({ ...concept, nonspecific: arm || tables.nonspecific.has(concept.code) });
  }
  return { added, leftOut };
}
