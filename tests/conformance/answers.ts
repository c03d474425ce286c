/** Every vignette as an EHR would send it: full prefetch over HTTP to the real app, and what came back. */
import { Agent, request } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirResource } from 'fhir/r4';
import type { Card } from '#cards/card';
import { folderOf, rulesOf } from '#knowledge/load';
import { buildPatient } from '#review/patient';
import type { BuiltPatient } from '#review/patient';
import { datesFrom, gatherAll } from '#review/run';
import { readVignettes } from '#review/vignette';
import type { Vignette } from '#review/vignette';
import { hostileApp } from '../hostile/app.ts';
import { listen } from '../http/running.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

export interface Answer {
  readonly vignette: string;
  readonly service: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Of a 200, as parsed. */
  readonly cards: readonly Card[];
  /** `Type/id` of the drafts in the context of the call. */
  readonly drafts: ReadonlySet<string>;
}

type Json = Readonly<Record<string, unknown>>;

function vignettes(): readonly Vignette[] {
  const shared = ['charts', 'silent', 'no-intake', 'just-recorded'].map((name) =>
    join(ROOT, 'tests', 'vignettes', `${name}.yaml`),
  );
  const own = rulesOf(knowledge).map((rule) => join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml'));
  return [...own, join(ROOT, 'sandbox', 'stories.yaml'), ...shared]
    .filter((path) => existsSync(path))
    .flatMap((path) => readVignettes(path));
}

const bundle = (resources: readonly FhirResource[], type?: string): Json => ({
  resourceType: 'Bundle',
  ...(type === undefined ? {} : { type }),
  entry: resources.map((resource) => ({ resource })),
});

/** What an EHR sends that fills every template; a key that fails in the vignette holds an OperationOutcome. */
function prefetchOf(patient: BuiltPatient, failed: readonly string[]): Json {
  const { keys, referenced } = gatherAll(patient.resources, knowledge.plan, failed);
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] };
  return Object.fromEntries(
    knowledge.plan.flatMap((entry): readonly (readonly [string, unknown])[] => {
      const { outcome: state, resources } = keys[entry.key] ?? { outcome: 'empty', resources: [] };
      if (state === 'failed') return [[entry.key, outcome]];
      if (entry.kind === 'read') return resources[0] === undefined ? [] : [[entry.key, resources[0]]];
      const medicines = entry.resourceType.startsWith('Medication') ? Object.values(referenced) : [];
      return [[entry.key, bundle([...resources, ...medicines], 'searchset')]];
    }),
  );
}

function callOf(patient: BuiltPatient, vignette: Vignette): Json & { readonly service: string } {
  const { drafts, recordedNow, encounterId, patientId } = patient;
  const [service, hook, context] =
    drafts !== undefined
      ? drafts.selections === undefined
        ? ['leg-pain-order-sign', 'order-sign', { draftOrders: bundle(drafts.resources) }]
        : [
            'leg-pain-order-select',
            'order-select',
            { draftOrders: bundle(drafts.resources), selections: drafts.selections },
          ]
      : recordedNow !== undefined
        ? ['leg-pain-problem-list', 'problem-list-item-create', { conditions: bundle(recordedNow) }]
        : encounterId === undefined
          ? ['leg-pain-patient-view', 'patient-view', {}]
          : ['leg-pain-encounter-start', 'encounter-start', {}];
  return {
    service,
    hook,
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: {
      userId: 'Practitioner/d1',
      patientId,
      ...(encounterId === undefined ? {} : { encounterId }),
      ...context,
    },
    prefetch: prefetchOf(patient, vignette.failed ?? []),
  };
}

/** Sends them one after the other. */
export async function answersOfAllVignettes(): Promise<readonly Answer[]> {
  const { server, port } = await listen(hostileApp().app);
  const agent = new Agent({ keepAlive: true });
  const answers: Answer[] = [];
  for (const vignette of vignettes()) {
    const patient = buildPatient(vignette, datesFrom(AS_OF));
    const { service, ...body } = callOf(patient, vignette);
    const got = await post(agent, port, `/cds-services/${service}`, body);
    const response: { readonly cards?: readonly Card[] } = got.status === 200 ? JSON.parse(got.text) : {};
    answers.push({
      vignette: vignette.id,
      service,
      ...got,
      cards: response.cards ?? [],
      drafts: new Set((patient.drafts?.resources ?? []).map((one) => `${one.resourceType}/${one.id ?? ''}`)),
    });
  }
  agent.destroy();
  server.close();
  return answers;
}

function post(
  agent: Agent,
  port: number,
  path: string,
  body: Json,
): Promise<Pick<Answer, 'status' | 'contentType' | 'text'>> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
      },
      (res) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('error', reject);
        res.on('end', () =>
          resolve({
            status: res.statusCode ?? 0,
            contentType: res.headers['content-type'] ?? '',
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}
