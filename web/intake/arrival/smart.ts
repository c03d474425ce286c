/** SMART App Launch through fhirclient, which is loaded only where somebody signs in; it keeps its tokens in sessionStorage. */
import { fetchJson } from '../../parts/json.ts';
import type { Session } from '../record/session.ts';
import { withoutSlash } from './settings.ts';

const library = async () => (await import('fhirclient')).default.oauth2;

export interface Discovery {
  readonly capabilities: readonly string[];
}

/** What the server says of signing in; undefined where it knows no SMART App Launch. */
export async function discover(base: string): Promise<Discovery | undefined> {
  const got = await fetchJson(`${base}/.well-known/smart-configuration`);
  const body = got.ok ? (got.body as Partial<Discovery> & { authorization_endpoint?: string }) : undefined;
  return body?.authorization_endpoint === undefined ? undefined : { capabilities: body.capabilities ?? [] };
}

/** The least that the page needs, in the words the server understands. */
export function scopesFor({ capabilities }: Discovery, launched: boolean): string {
  const can = (name: string): boolean => capabilities.includes(name);
  return [
    launched ? 'launch' : 'launch/patient',
    ...(can('sso-openid-connect') ? ['openid', 'fhirUser'] : []),
    ...(can('permission-v2')
      ? ['patient/Patient.r', 'patient/QuestionnaireResponse.crus']
      : [
          'patient/Patient.read',
          'patient/QuestionnaireResponse.read',
          'patient/QuestionnaireResponse.write',
        ]),
  ].join(' ');
}

export interface SignIn {
  readonly base: string;
  readonly clientId: string;
  /** From the EHR that opened the page. */
  readonly launch?: string;
}

/** Leaves the page for the server's own sign-in. */
export async function signIn({ base, clientId, launch }: SignIn): Promise<void> {
  const discovery = (await discover(base)) ?? { capabilities: [] };
  const oauth2 = await library();
  await oauth2.authorize({
    iss: base,
    clientId,
    ...(launch === undefined ? {} : { launch }),
    scope: scopesFor(discovery, launch !== undefined),
    redirectUri: `${window.location.origin}/intake`,
  });
}

/** True when somebody has signed in in this tab. */
export const signedIn = (): boolean => sessionStorage.getItem('SMART_KEY') !== null;

/** The linkIds in the launch's appContext, a JSON string of the card. */
export function askedIn(appContext: unknown): readonly string[] {
  if (typeof appContext !== 'string') return [];
  try {
    const { questions } = JSON.parse(appContext) as { readonly questions?: unknown };
    return Array.isArray(questions) ? questions.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Takes the code out of the address and exchanges it, or finds the session again after a reload. */
export async function finishSignIn(): Promise<Session> {
  const client = await (await library()).ready();
  const base = withoutSlash(client.state.serverUrl);
  const patient = client.getPatientId();
  if (patient === null) throw new Error('the sign-in named no patient');
  const authorization = client.getAuthorizationHeader();
  const encounter = client.getEncounterId();
  const user = client.getFhirUser();
  return {
    base,
    patient,
    ...(authorization === null ? {} : { authorization }),
    ...(encounter === null ? {} : { encounter }),
    ...(user === null ? {} : { user: user.split('/').slice(-2).join('/') }),
    asked: askedIn(client.state.tokenResponse?.['appContext']),
  };
}
