/** Which FHIR servers may be called, which links may be followed, and what may be put in a query. */
import { describe, expect, test } from '@jest/globals';
import { NocturneError } from '#errors';
import { allowedBase, insideBase } from '#fhir/fences';
import { fillTemplate } from '#fhir/template';
import { hookCall } from './scene.ts';

const SANDBOX = { bases: ['https://ehr.example/fhir', 'http://10.0.0.7:8080/r4/'], loopback: true };

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof NocturneError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('a FHIR server named by the caller', () => {
  test.each([
    ['a configured base', 'https://ehr.example/fhir', 'https://ehr.example/fhir'],
    ['a configured base with a trailing slash', 'https://ehr.example/fhir/', 'https://ehr.example/fhir'],
    [
      'a configured base in other letter case of the host',
      'HTTPS://EHR.example/fhir',
      'https://ehr.example/fhir',
    ],
    ['a configured base with the default port', 'https://ehr.example:443/fhir', 'https://ehr.example/fhir'],
    ['a configured private address', 'http://10.0.0.7:8080/r4', 'http://10.0.0.7:8080/r4'],
    [
      'loopback by number, any port',
      'http://127.0.0.1:8080/sandbox/fhir',
      'http://127.0.0.1:8080/sandbox/fhir',
    ],
    ['loopback elsewhere in 127.0.0.0/8', 'http://127.8.9.1/', 'http://127.8.9.1'],
    ['loopback by name', 'http://localhost:9/fhir/', 'http://localhost:9/fhir'],
    ['loopback in IPv6', 'http://[::1]:8080/fhir', 'http://[::1]:8080/fhir'],
  ])('may be called when it is %s', (_name, server, base) => {
    expect(allowedBase(server, SANDBOX)).toBe(base);
  });

  test.each([
    ['an unknown host', 'https://other.example/fhir'],
    ['a configured host on another path', 'https://ehr.example/fhir2'],
    ['a path below a configured base', 'https://ehr.example/fhir/tenant'],
    ['a configured base over plain http', 'http://ehr.example/fhir'],
    ['a configured base on another port', 'https://ehr.example:8443/fhir'],
    ['a configured base with a query', 'https://ehr.example/fhir?x=1'],
    ['a host that merely starts like a configured one', 'https://ehr.example.evil.example/fhir'],
    ['the metadata address of a cloud', 'http://169.254.169.254/'],
    ['loopback over https', 'https://localhost'],
    ['an IPv4-mapped private address', 'https://[::ffff:10.0.0.1]'],
    ['IPv4-mapped loopback', 'http://[::ffff:127.0.0.1]/'],
    ['a private address', 'http://192.168.1.4/fhir'],
    ['all interfaces', 'http://0.0.0.0:8080/fhir'],
    ['a name that starts like loopback', 'http://127.0.0.1.evil.example/'],
    ['a name that starts like localhost', 'http://localhost.evil.example/'],
  ])('is treated as not given when it is %s', (_name, server) => {
    expect(allowedBase(server, SANDBOX)).toBeNull();
  });

  test('is treated as not given on loopback when loopback is not allowed', () => {
    expect(allowedBase('http://127.0.0.1:8080/fhir', { bases: [], loopback: false })).toBeNull();
  });

  test.each([
    'file:///etc/passwd',
    'ftp://ehr.example/fhir',
    'javascript:alert(1)',
    'ehr.example/fhir',
    '',
    'https://',
    'https://u:p@ehr.example/fhir',
    'http://u@127.0.0.1/',
  ])('is refused with 400 when it is %p', (server) => {
    expect(codeOf(() => allowedBase(server, SANDBOX))).toBe('fhir-server-not-url');
  });
});

describe('a link to a further page', () => {
  const base = 'https://ehr.example/fhir';
  test.each([
    ['https://ehr.example/fhir?_getpages=1', 'https://ehr.example/fhir?_getpages=1'],
    ['https://ehr.example/fhir/Condition?page=2', 'https://ehr.example/fhir/Condition?page=2'],
    ['Condition?page=2', 'https://ehr.example/fhir/Condition?page=2'],
    ['/fhir/Condition?page=2', 'https://ehr.example/fhir/Condition?page=2'],
    ['https://ehr.example/fhir/Condition?page=2#top', 'https://ehr.example/fhir/Condition?page=2'],
  ])('is followed inside the base: %s', (link, url) => {
    expect(insideBase(base, link)).toBe(url);
  });

  test.each([
    'https://evil.example/fhir/Condition?page=2',
    '//evil.example/fhir/Condition',
    'http://ehr.example/fhir/Condition?page=2',
    'https://ehr.example:444/fhir/Condition?page=2',
    'https://ehr.example/fhirs/Condition?page=2',
    'https://ehr.example/fhir/../admin',
    'https://ehr.example/fhir/%2e%2e/admin',
    'https://ehr.example/fhir/..%2fadmin',
    'https://ehr.example/fhir/..%5Cadmin',
    '../admin',
    'https://u:p@ehr.example/fhir/Condition',
    'javascript:alert(1)',
    'http://[',
  ])('is not followed outside the base: %s', (link) => {
    expect(insideBase(base, link)).toBeNull();
  });

  test('may be anything on the origin when the base has no path', () => {
    expect(insideBase('http://127.0.0.1:8080', 'http://127.0.0.1:8080/Condition?page=2')).toBe(
      'http://127.0.0.1:8080/Condition?page=2',
    );
  });
});

describe('a template', () => {
  test.each([
    ['Patient/{{context.patientId}}', 'Patient/p1'],
    ['Encounter/{{ context.encounterId }}', 'Encounter/e1'],
    ['{{context.userId}}', 'Practitioner/d1'],
    ['PractitionerRole?practitioner={{userPractitionerId}}', 'PractitionerRole?practitioner=d1'],
    ['Task?focus={{context.note}}', 'Task?focus=a%26_count%3D9'],
  ])('%s becomes %s', (template, query) => {
    const context = { ...hookCall().context, note: 'a&_count=9' };
    expect(fillTemplate(template, hookCall({ context }))).toBe(query);
  });

  test.each([
    'PractitionerRole?_id={{userPractitionerRoleId}}',
    'Task?focus={{context.missing}}',
    'Task?focus={{context.constructor}}',
    'Task?focus={{context.draftOrders}}',
    'Condition?date=ge{{today()}}',
  ])('%s does not apply to this call', (template) => {
    const context = { ...hookCall().context, draftOrders: { resourceType: 'Bundle' } };
    expect(fillTemplate(template, hookCall({ context }))).toBeNull();
  });

  test.each(['../../admin?x=1#', '1&_count=9999', 'a/b', 'a b', '..', 'x'.repeat(65)])(
    'is never filled with the id %p',
    (id) => {
      expect(codeOf(() => fillTemplate('Patient/{{context.patientId}}', hookCall({ patientId: id })))).toBe(
        'request-invalid',
      );
      expect(
        codeOf(() => fillTemplate('{{context.userId}}', hookCall({ userId: `Practitioner/${id}` }))),
      ).toBe('request-invalid');
    },
  );
});
