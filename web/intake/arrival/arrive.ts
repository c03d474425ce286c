/** How the reader came here, from the address and the tab's memory: signed in, sent by an EHR, to an open server, or by hand. */
import { recallChosen, type Session } from '../record/session.ts';
import { clientIdFor, readSettings, refusal, withoutSlash, type Settings } from './settings.ts';
import { finishSignIn, signedIn, signIn } from './smart.ts';

export type Arrival =
  | { readonly at: 'session'; readonly session: Session }
  | { readonly at: 'choose'; readonly base: string; readonly settings: Settings }
  | { readonly at: 'start'; readonly settings: Settings }
  | { readonly at: 'failed'; readonly why: string };

const failed = (what: string, error: unknown): Arrival => ({
  at: 'failed',
  why: `${what}: ${error instanceof Error ? error.message : 'no reason was given'}`,
});

/** Called once per load: a code may be exchanged once. Does not return when the page is left for a sign-in. */
export async function arrive(): Promise<Arrival> {
  const asked = new URLSearchParams(window.location.search);
  const base = withoutSlash(asked.get('iss') ?? '');
  const launch = asked.get('launch');
  if (base === '' && (asked.has('code') || asked.has('error') || signedIn())) return returned(asked);
  const got = await readSettings();
  if (!got.ok) return failed('The settings of this page could not be loaded', new Error(got.why));
  const settings = got.value;
  if (base === '') return { at: 'start', settings };
  const why = refusal(settings, base);
  if (why !== undefined) return { at: 'failed', why };
  if (launch === null) return opened(base, settings);
  try {
    await signIn({ base, launch, clientId: clientIdFor(settings, base) });
    return await new Promise<Arrival>(() => undefined);
  } catch (error) {
    return failed('The sign-in could not be started', error);
  }
}

/** A patient of an open server, chosen before the reload or still to be chosen. */
function opened(base: string, settings: Settings): Arrival {
  const patient = recallChosen(base);
  return patient === undefined
    ? { at: 'choose', base, settings }
    : { at: 'session', session: { base, patient, asked: [] } };
}

async function returned(asked: URLSearchParams): Promise<Arrival> {
  try {
    return { at: 'session', session: await finishSignIn() };
  } catch (error) {
    window.history.replaceState({}, '', '/intake');
    if (asked.get('error') === 'access_denied')
      return {
        at: 'failed',
        why: 'You did not allow this page to read and save answers, so it cannot go on. Nothing was saved.',
      };
    return failed('The sign-in did not succeed', error);
  }
}
