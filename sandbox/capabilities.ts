/** The CapabilityStatement of the sandbox: what it does and nothing more. */
import { DEFINITIONS } from './definitions.ts';
import type { TypeDefinition } from './definitions.ts';
import type { JsonRecord } from './json.ts';

const INTERACTIONS = [
  { code: 'read' },
  { code: 'vread' },
  { code: 'create' },
  { code: 'update' },
  { code: 'delete' },
  { code: 'search-type' },
];

function resource(type: string, { search }: TypeDefinition): JsonRecord {
  return {
    type,
    versioning: 'versioned',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: false,
    conditionalUpdate: false,
    interaction: INTERACTIONS,
    searchParam: Object.entries(search).map(([name, { kind }]) => ({
      name,
      type: kind === 'canonical' ? 'reference' : kind,
    })),
  };
}

/**
 * States the interactions and search parameters of the table in definitions.ts.
 * @param security members of `rest.security` beyond what it says of itself
 */
export function capabilities(base: string, now: string, security: JsonRecord = {}): JsonRecord {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: now,
    kind: 'instance',
    software: { name: 'Nocturne sandbox' },
    implementation: { description: 'Made-up patients, in memory, forgotten at restart', url: base },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: true,
          ...security,
          description: 'Anyone can read and write, with any access token or none. Made-up patients only.',
        },
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        resource: Object.entries(DEFINITIONS).map(([type, definition]) => resource(type, definition)),
      },
    ],
  };
}
