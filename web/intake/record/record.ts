/** The FHIR calls of the intake: the patient, an unfinished response, writing the response. */
import { fetchJson } from '../../parts/json.ts';
import { CANONICAL, QUESTIONNAIRE_URL } from '../questions/questionnaire.ts';
import type { ResponseItem } from '../questions/response.ts';
import type { Session } from './session.ts';

export interface Patient {
  readonly id: string;
  readonly name: string;
  readonly born: string | undefined;
}

export interface QuestionnaireResponse {
  readonly resourceType: 'QuestionnaireResponse';
  readonly id?: string;
  readonly questionnaire?: string;
  readonly status: string;
  readonly authored?: string;
  readonly subject?: { readonly reference: string };
  readonly encounter?: { readonly reference: string };
  readonly author?: { readonly reference: string };
  readonly source?: { readonly reference: string };
  readonly item?: readonly ResponseItem[];
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

type Server = Pick<Session, 'base' | 'authorization'>;

interface Call {
  readonly method?: string;
  readonly type?: string;
  readonly body?: string;
}

function call({ base, authorization }: Server, path: string, { method, type, body }: Call = {}) {
  return fetchJson(`${base}/${path}`, {
    cache: 'no-store',
    ...(method === undefined ? {} : { method }),
    ...(body === undefined ? {} : { body }),
    headers: {
      Accept: 'application/fhir+json',
      ...(type === undefined ? {} : { 'Content-Type': type }),
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    },
  });
}

interface RawPatient {
  readonly id?: string;
  readonly birthDate?: string;
  readonly name?: readonly {
    readonly use?: string;
    readonly text?: string;
    readonly given?: readonly string[];
    readonly family?: string;
  }[];
}

function patientFrom(raw: RawPatient): Patient | undefined {
  if (raw.id === undefined) return undefined;
  const name = raw.name?.find((one) => one.use === 'official') ?? raw.name?.[0];
  const said = name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
  return { id: raw.id, name: said === '' ? 'Name not recorded' : said, born: raw.birthDate };
}

interface Bundle {
  readonly entry?: readonly { readonly resource?: { readonly resourceType?: string } }[];
}

function resourcesOf<T>(bundle: unknown, type: string): readonly T[] {
  const resources = ((bundle as Bundle).entry ?? []).map((one) => one.resource);
  return resources.filter((one) => one?.resourceType === type) as unknown as readonly T[];
}

export async function readPatient(session: Session): Promise<Read<Patient>> {
  const got = await call(session, `Patient/${encodeURIComponent(session.patient)}`);
  if (!got.ok) return got;
  const patient = patientFrom(got.body as RawPatient);
  return patient === undefined
    ? { ok: false, why: 'the answer is no patient' }
    : { ok: true, value: patient };
}

export type Found = Read<readonly Patient[]> & { readonly status?: number | undefined };

/** Patients by name; by POST, for a name does not belong into an address. */
export async function findPatients(server: Server, name: string): Promise<Found> {
  const form = new URLSearchParams({ _count: '50', ...(name === '' ? {} : { name }) });
  const got = await call(server, 'Patient/_search', {
    method: 'POST',
    type: 'application/x-www-form-urlencoded',
    body: String(form),
  });
  if (!got.ok) return got;
  const found = resourcesOf<RawPatient>(got.body, 'Patient').flatMap((one) => patientFrom(one) ?? []);
  return { ok: true, value: found.toSorted((a, b) => a.name.localeCompare(b.name)) };
}

/** The newest response to this questionnaire that was begun and not sent. */
export async function readUnfinished(session: Session): Promise<Read<QuestionnaireResponse | undefined>> {
  const query = new URLSearchParams({ patient: session.patient, status: 'in-progress', _count: '50' });
  const got = await call(session, `QuestionnaireResponse?${String(query)}`);
  if (!got.ok) return got;
  const ours = resourcesOf<QuestionnaireResponse>(got.body, 'QuestionnaireResponse').filter(
    (one) => one.questionnaire === CANONICAL || one.questionnaire === QUESTIONNAIRE_URL,
  );
  const newest = ours.toSorted((a, b) => (b.authored ?? '').localeCompare(a.authored ?? ''))[0];
  return { ok: true, value: newest };
}

/** Creates the response, or updates it once it has an id. */
export async function writeResponse(
  session: Session,
  response: QuestionnaireResponse,
): Promise<Read<string>> {
  const { id } = response;
  const got = await call(
    session,
    id === undefined ? 'QuestionnaireResponse' : `QuestionnaireResponse/${encodeURIComponent(id)}`,
    {
      method: id === undefined ? 'POST' : 'PUT',
      type: 'application/fhir+json',
      body: JSON.stringify(response),
    },
  );
  if (!got.ok) return got;
  const written = id ?? idOf(got.body, got.headers.get('Location'));
  return written === undefined
    ? { ok: false, why: 'the server kept the answers but did not say where' }
    : { ok: true, value: written };
}

/** From the body or, where the server returns none, from the Location header. */
function idOf(body: unknown, location: string | null): string | undefined {
  const id = (body as { readonly id?: unknown } | undefined)?.id;
  if (typeof id === 'string') return id;
  return /QuestionnaireResponse\/([^/]+)/.exec(location ?? '')?.[1];
}
