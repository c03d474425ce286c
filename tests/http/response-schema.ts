/** Says whether a body is a response, or a discovery document, that this service may send. */
import { expect } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import discovery from '#schemas/discovery' with { type: 'json' };
import response from '#schemas/response' with { type: 'json' };

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });
const isResponse = ajv.compile(response);
const isDiscovery = ajv.compile(discovery);

/** What is wrong with a value, as `path: complaint` lines. */
function complaints(validate: ValidateFunction, body: unknown): string[] {
  return validate(body)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'}: ${message}`);
}

/** Complaints about a CDS Service Response; none when it is valid. */
export function responseComplaints(body: unknown): string[] {
  return complaints(isResponse, body);
}

/** Complaints about a discovery document; none when it is valid. */
export function discoveryComplaints(body: unknown): string[] {
  return complaints(isDiscovery, body);
}

/** Fails the test unless `body` is a response this service may send. */
export function expectValidResponse(body: unknown): void {
  expect(responseComplaints(body)).toEqual([]);
  // The schema counts code points; conformance 3.2 counts UTF-16 units.
  const cards: { summary: string }[] = JSON.parse(JSON.stringify(body)).cards;
  for (const { summary } of cards) expect(summary.length).toBeLessThanOrEqual(139);
}
