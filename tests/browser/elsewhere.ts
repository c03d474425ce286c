/** Another CDS service and another FHIR server than ours, as small as they can be, for the page that may call any. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Readonly<Record<string, unknown>>;

export interface Elsewhere {
  readonly base: string;
  /** Method and path of every request but preflights. */
  readonly seen: string[];
  /** Bodies of the hook calls. */
  readonly bodies: Json[];
  close(): Promise<void>;
}

const CARD = {
  uuid: '4ad6c4a1-0d31-4f51-a0a3-2c5d0e8f7a11',
  summary: 'A card from <b>elsewhere</b>',
  indicator: 'warning',
  detail:
    'Some **Markdown**, <img src=x onerror="document.title=1"> and [a script](javascript:document.title=1).',
  source: { label: 'Elsewhere' },
  links: [
    { label: 'A script', url: 'javascript:document.title=1', type: 'absolute' },
    { label: 'An app', url: 'https://app.example/launch', type: 'smart', appContext: 'form-7' },
  ],
};

const PATIENT = {
  resourceType: 'Patient',
  id: 'far-1',
  name: [{ text: 'Far Away' }],
  gender: 'female',
  birthDate: '1960-02-01',
};

const SERVICE = {
  id: 'far',
  hook: 'patient-view',
  title: 'Far service',
  description: 'One card',
  prefetch: {
    patient: 'Patient/{{context.patientId}}',
    user: 'Practitioner/{{userPractitionerId}}',
    role: 'PractitionerRole/{{userPractitionerRoleId}}',
    drugs: 'MedicationRequest?patient={{context.patientId}}&code=http://loinc.org|1',
  },
};

function answer(path: string): { readonly status: number; readonly body: Json } {
  if (path === '/cds-services') return { status: 200, body: { services: [SERVICE] } };
  if (path === '/cds-services/far') return { status: 200, body: { cards: [CARD, { summary: 7 }] } };
  if (path === '/fhir/Patient/far-1') return { status: 200, body: PATIENT };
  if (path.startsWith('/fhir/Patient?'))
    return { status: 200, body: { resourceType: 'Bundle', entry: [{ resource: PATIENT }] } };
  if (path.startsWith('/fhir/') && path.includes('?'))
    return { status: 200, body: { resourceType: 'Bundle', type: 'searchset' } };
  return { status: 404, body: {} };
}

async function bodyOf(request: IncomingMessage): Promise<Json | undefined> {
  const parts: string[] = [];
  for await (const part of request) parts.push(String(part));
  return parts.length === 0 ? undefined : (JSON.parse(parts.join('')) as Json);
}

/** @param cors whether pages of other origins may read the answers */
export async function elsewhere(cors = true): Promise<Elsewhere> {
  const seen: string[] = [];
  const bodies: Json[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (cors) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', 'Content-Type, Authorization');
    }
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const body = await bodyOf(request);
    if (body !== undefined) bodies.push(body);
    const { status, body: said } = answer(request.url ?? '');
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
  };
  const server: Server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    bodies,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
