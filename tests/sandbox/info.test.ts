/** The page learns the clock and the FHIR base from the sandbox, afresh each time. */
import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createSandboxInfo } from '../../sandbox/info.ts';

test('the sandbox says its clock and the address calls must name', async () => {
  const info = { asOf: '2026-03-03T22:00:00.000Z', fixed: true, fhirServer: 'http://ehr.test/sandbox/fhir' };
  const app = express().use(
    '/sandbox/info',
    createSandboxInfo(() => info),
  );
  const response = await request(app).get('/sandbox/info');
  expect([response.body, response.get('Cache-Control')]).toEqual([info, 'no-store']);
});
