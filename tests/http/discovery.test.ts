/** Discovery as a client reads it. */
import { afterAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createApp } from '#http/app';
import { discoveryComplaints } from './response-schema.ts';
import { BANNER, ENCOUNTER_START, PATIENT_VIEW, appDeps, running } from './running.ts';

const service = await running();
afterAll(() => service.stop());

describe('discovery', () => {
  test('lists each service once, under its own id and hook', async () => {
    const { status, body } = await request(service.server).get('/cds-services');
    expect(status).toBe(200);
    expect(discoveryComplaints(body)).toEqual([]);
    expect(body.services).toEqual([PATIENT_VIEW, ENCOUNTER_START]);
  });

  test('sends the same bytes on every call and in every process', async () => {
    const other = await running();
    const bodies = await Promise.all(
      [service, service, other].map(async ({ server }) => (await request(server).get('/cds-services')).text),
    );
    other.stop();
    expect(new Set(bodies).size).toBe(1);
  });

  test('is found with a trailing slash and with a query, too', async () => {
    for (const path of ['/cds-services/', '/cds-services?x=1']) {
      expect((await request(service.server).get(path)).body.services).toHaveLength(2);
    }
  });

  test('answers HEAD with the headers of GET and no body', async () => {
    const { status, text, headers } = await request(service.server).head('/cds-services');
    expect(status).toBe(200);
    expect(text ?? '').toBe('');
    expect(headers['content-type']).toMatch(/^application\/json/);
  });

  test('carries the notice, a request id and no cookie or product name', async () => {
    const { headers } = await request(service.server).get('/cds-services');
    expect(headers['x-nocturne-notice']).toBe(BANNER);
    expect(headers['x-request-id']).toMatch(/^request-\d+$/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('ignores the token that a browser sandbox sends', async () => {
    const { status } = await request(service.server)
      .get('/cds-services')
      .set('Authorization', 'Bearer not.a.jwt');
    expect(status).toBe(200);
  });

  test('leaves out what is empty, so that no null or {} is sent', async () => {
    const bare = await running({ services: [{ ...PATIENT_VIEW, usageRequirements: '', prefetch: {} }] });
    const { body } = await request(bare.server).get('/cds-services');
    bare.stop();
    expect(discoveryComplaints(body)).toEqual([]);
    expect(Object.keys(body.services[0])).toEqual(['hook', 'title', 'description', 'id']);
  });

  test('a service whose hook has no context schema stops the start, not a call', () => {
    const { deps } = appDeps({ services: [{ ...PATIENT_VIEW, hook: 'appointment-book' }] });
    expect(() => createApp(deps)).toThrow('No context schema for the hook appointment-book.');
  });

  test('a notice that cannot be a header stops the start, too', () => {
    expect(() => createApp(appDeps({ banner: 'draft\r\nX-Evil: 1' }).deps)).toThrow(/X-Nocturne-Notice/);
  });
});

describe('the discovery schema', () => {
  const entry = { ...PATIENT_VIEW };
  test.each([
    ['an empty prefetch object', { ...entry, prefetch: {} }],
    ['a null usageRequirements', { ...entry, usageRequirements: null }],
    ['a 3.0 version member', { ...entry, version: '3.0.0' }],
    ['a template with _include', { ...entry, prefetch: { a: 'Condition?_include=Condition:subject' } }],
    ['a FHIRPath token', { ...entry, prefetch: { a: 'Condition?onset-date=ge{{today() - 90 days}}' } }],
    ['a token below the root of the context', { ...entry, prefetch: { a: 'Patient/{{context.a.id}}' } }],
    ['a template of 1,500 characters', { ...entry, prefetch: { a: `Condition?code=${'x'.repeat(1485)}` } }],
    ['a service without a description', { ...entry, description: '' }],
  ])('refuses %s', (_what, service) => {
    expect(discoveryComplaints({ services: [service] })).not.toEqual([]);
  });
});
