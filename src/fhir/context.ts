/** What the hook's own context holds beside ids: orders being written, problems just recorded. */
import type { FhirResource } from 'fhir/r4';
import type { DraftContext, HookCall } from '#chart/gathered';
import { isObject, isResource } from './resource.ts';
import type { Sight } from './sight.ts';

/** The resources of a call's context. */
export interface ContextData {
  readonly drafts?: DraftContext;
  readonly conditions?: readonly FhirResource[];
}

/**
 * Reads `draftOrders` with `selections`, and `conditions`. The schemas have seen that they are Bundles; entries that
 * are no resources are left out. `Bundle.type` is not looked at: clients leave it out (conformance 6.1).
 * @throws NocturneError patient-mismatch from `sight`
 */
export function readContext(call: HookCall, sight: Sight): ContextData {
  const { draftOrders, selections, conditions } = call.context;
  return {
    ...(draftOrders === undefined
      ? {}
      : {
          drafts: {
            resources: resourcesIn(draftOrders, 'context.draftOrders', sight),
            ...(Array.isArray(selections)
              ? { selections: selections.filter((one): one is string => typeof one === 'string') }
              : {}),
          },
        }),
    ...(conditions === undefined
      ? {}
      : {
          conditions: resourcesIn(conditions, 'context.conditions', sight).filter(
            (one) => one.resourceType === 'Condition',
          ),
        }),
  };
}

function resourcesIn(bundle: unknown, where: string, sight: Sight): readonly FhirResource[] {
  const entries = isObject(bundle) ? bundle.entry : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((row: unknown): readonly FhirResource[] => {
    if (!isObject(row) || !isResource(row.resource)) return [];
    sight.see(row.resource, where, row.fullUrl);
    return [row.resource];
  });
}
