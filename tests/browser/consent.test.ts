/** The page of the sandbox's authorization server in Chromium: a patient is chosen by keyboard, and the app gets its code. */
import { createHash } from 'node:crypto';
import { afterAll, expect, jest, test } from '@jest/globals';
import { Scene, overhang, violations } from './service.ts';

jest.setTimeout(60_000);

// Addresses are registered with their port, so it is chosen before the start.
const VERIFIER = 'v'.repeat(43);

const scene = await Scene.open();
afterAll(() => scene.close());

const address = (fields: Readonly<Record<string, string>> = {}): string =>
  `/sandbox/smart/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: 'nocturne-intake',
    redirect_uri: `${scene.base}/intake`,
    scope: 'launch/patient patient/Patient.rs patient/QuestionnaireResponse.crus',
    state: 'state-1',
    aud: `${scene.base}/sandbox/fhir`,
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...fields,
  })}`;

test('a patient is chosen by keyboard, and the app can read that patient', async () => {
  const page = await scene.page(address());
  await page.getByLabel('For which patient?').focus();
  await page.keyboard.type('Walter Boone');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForURL('**/intake?*'), page.keyboard.press('Enter')]);
  const back = new URL(page.url());
  expect([back.searchParams.get('state'), [...back.searchParams.keys()].sort()]).toEqual([
    'state-1',
    ['code', 'state'],
  ]);
  const response = await fetch(`${scene.base}/sandbox/smart/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'nocturne-intake',
      redirect_uri: `${scene.base}/intake`,
      code: back.searchParams.get('code') ?? '',
      code_verifier: VERIFIER,
    }),
  });
  const token = (await response.json()) as { readonly access_token: string; readonly patient: string };
  expect(token.patient).toBe('sandbox-cramps');
  const patient = await fetch(`${scene.base}/sandbox/fhir/Patient/${token.patient}`, {
    headers: { authorization: `Bearer ${token.access_token}` },
  });
  expect(patient.status).toBe(200);
  await page.close();
});

test('it is refused without choosing anybody', async () => {
  const page = await scene.page(address());
  await page.getByRole('button', { name: 'Do not allow' }).click();
  await page.waitForURL('**/intake?*');
  expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
  await page.close();
});

test.each([
  [1440, 'light'],
  [1024, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const)('at %i px, %s, axe finds nothing and nothing scrolls sideways', async (width, colorScheme) => {
  for (const path of [address(), address({ redirect_uri: 'https://evil.test/' })]) {
    const page = await scene.page(path, { viewport: { width, height: 800 }, colorScheme });
    expect([await violations(page), await overhang(page)]).toEqual([[], 0]);
    await page.close();
  }
  // What the address says is wrong is a 400, and Chromium notes that; nothing else.
  const others = scene.complaints.filter((one) => !/status of 400/.test(one));
  expect(others).toEqual([]);
});
