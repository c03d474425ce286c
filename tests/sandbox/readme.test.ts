/** The commands of sandbox/README.md do what it says they do. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import express from 'express';
import { createSmartServer } from '../../sandbox/smart/server.ts';
import { ROOT } from '../root.ts';

test('an app is opened with curl', async () => {
  const readme = readFileSync(join(ROOT, 'sandbox', 'README.md'), 'utf8');
  const commands = /```sh\n([^`]+)```/.exec(readme)?.[1] ?? '';
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const path = '/sandbox/smart';
  app.use(
    path,
    createSmartServer({
      path,
      publicUrl: () => base,
      clientId: 'nocturne-intake',
      audience: () => `${base}/sandbox/fhir`,
      people: [],
      theme: '',
      newId: randomUUID,
      now: () => Date.now(),
    }),
  );
  try {
    const here = commands.replace('http://127.0.0.1:8080', base);
    expect(here).not.toBe(commands);
    const { stdout } = await promisify(execFile)('sh', ['-c', here]);
    const [open = '', token = ''] = stdout.split('\n');
    expect(open).toMatch(/^open: http:\S+\/intake\?iss=http:\S+\/sandbox\/fhir&launch=[0-9a-f-]{36}$/);
    expect(JSON.parse(token)).toMatchObject({
      access_token: expect.any(String),
      patient: 'sandbox-cramps',
      scope: 'launch patient/*.rs',
      appContext: '{"questions":["site"]}',
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
