/** The drafts of the order panel: in memory only, until they are signed. */
import { useMemo, useState } from 'react';
import type { FhirResource } from 'fhir/r4';
import type { Drafts } from '../cards/actions.ts';
import { refOf } from '../fhir/resource.ts';

export interface HeldDrafts extends Drafts {
  readonly all: readonly FhirResource[];
  add(draft: FhirResource): void;
}

export function useDrafts(): HeldDrafts {
  const [all, setAll] = useState<readonly FhirResource[]>([]);
  return useMemo(
    () => ({
      all,
      has: (reference) => all.some((one) => refOf(one) === reference),
      add: (draft) => setAll((before) => [...before, draft]),
      replace: (reference, resource) =>
        setAll((before) => before.map((one) => (refOf(one) === reference ? resource : one))),
      remove: (reference) => setAll((before) => before.filter((one) => refOf(one) !== reference)),
    }),
    [all],
  );
}
