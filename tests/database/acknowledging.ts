/** A small program: the ledger behind one path that acknowledges feedback. It starts faster than the service, to be killed often. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createLedger } from '#ledger/keep';
import { openDatabase } from '#ledger/open';
import { realTimers } from '#ledger/timers';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';

const { DATABASE_URL, NOCTURNE_DATA = '' } = process.env;
const say = (sentence: string): void => console.log(sentence);

const ledger = createLedger({
  openDatabase: () => openDatabase({ databaseUrl: DATABASE_URL, dataDir: NOCTURNE_DATA }, say),
  settings: DEFAULT_SETTINGS,
  knowledge: { version: '0', hash: '0', valueSets: '0' },
  now: () => new Date(),
  newId: randomUUID,
  timers: realTimers,
  pause: setImmediate,
  log: () => undefined,
});

const server = createServer((request, response) => {
  text(request)
    .then((body) => ledger.feedback(JSON.parse(body)))
    .then(
      () => response.writeHead(200).end(),
      () => response.writeHead(503).end(),
    );
}).listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') say(`http://127.0.0.1:${address?.port}/cds-services`);
});
process.on('SIGTERM', () => void ledger.close(5000).then(() => process.exit(0)));
await ledger.open();
