/** A FHIR server whose first path segment names what is wrong with it, and a second host that nobody may be led to. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { PATIENT_ID } from './secrets.ts';

/** Base URLs by fault; `visited` says whether the foreign host got any request. */
export interface FaultyFhir {
  readonly base: (fault: string) => string;
  readonly visited: () => number;
  readonly stop: () => void;
}

const PATIENT = { resourceType: 'Patient', id: PATIENT_ID };
const NOTHING = { resourceType: 'Bundle', type: 'searchset', total: 0 };

function json(res: ServerResponse, body: object, status = 200): void {
  res.writeHead(status, { 'Content-Type': 'application/fhir+json' });
  res.end(JSON.stringify(body));
}

/** Bytes without end: what stops them is the reader. */
function flood(res: ServerResponse): void {
  res.writeHead(200, { 'Content-Type': 'application/fhir+json' });
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  let left = 200;
  const pour = (): void => {
    while (left > 0) {
      left -= 1;
      if (!res.write(chunk)) {
        res.once('drain', pour);
        return;
      }
    }
    res.end('{}');
  };
  pour();
}

function answer(req: IncomingMessage, res: ServerResponse, foreign: string, own: string): void {
  const [, fault = ''] = (req.url ?? '').split('/');
  misbehave(fault, req, res, foreign, own);
}

/** Answers in one of the wrong ways. */
export function misbehave(
  fault: string,
  req: IncomingMessage,
  res: ServerResponse,
  foreign: string,
  own: string,
): void {
  const path = (req.url ?? '').split('/').slice(2).join('/');
  const search = path.includes('?');
  switch (fault) {
    case 'hang':
      return;
    case 'reset':
      req.socket.destroy();
      return;
    case 'redirect':
      res.writeHead(302, { Location: `${foreign}/${path}` }).end();
      return;
    case 'html':
      res.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><body>Apache Tomcat</body></html>');
      return;
    case 'flood':
      flood(res);
      return;
    case 'wrong-type':
      json(res, { resourceType: 'Medication', id: 'm1' });
      return;
    case 'outcome':
      json(res, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] });
      return;
    case 'foreign-next':
      if (!search) return json(res, PATIENT);
      return json(res, {
        ...NOTHING,
        total: 9,
        link: [{ relation: 'next', url: `${foreign}/Condition?page=2` }],
      });
    case 'cycle':
      if (!search) return json(res, PATIENT);
      return json(res, {
        ...NOTHING,
        total: 9,
        link: [{ relation: 'next', url: `${own}/cycle/Condition?page=2` }],
      });
    default:
      json(res, { resourceType: 'OperationOutcome' }, Number(fault) || 404);
  }
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

/** Starts both hosts on loopback. */
export async function faultyFhir(): Promise<FaultyFhir> {
  let visits = 0;
  const stranger = createServer((_req, res) => {
    visits += 1;
    json(res, PATIENT);
  });
  const foreign = await listen(stranger);
  let own = '';
  const server = createServer((req, res) => answer(req, res, foreign, own));
  own = await listen(server);
  return {
    base: (fault) => `${own}/${fault}`,
    visited: () => visits,
    stop: () => {
      for (const one of [server, stranger]) {
        one.closeAllConnections();
        one.close();
      }
    },
  };
}
