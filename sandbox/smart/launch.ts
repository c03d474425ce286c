/** What an EHR hands to an app it opens: the patient, the visit, who is signed in, and words of its own for the app. */
import { isRecord } from '../json.ts';

export interface Launch {
  readonly patient: string;
  readonly encounter?: string;
  /** `Practitioner/1`; as in a CDS Hooks context. */
  readonly user: string;
  /** From the link of a card, passed on to the app as it is. */
  readonly appContext?: string;
}

export const APP_CONTEXT_LENGTH = 4000;

const ID = /^[A-Za-z0-9.-]{1,64}$/;
const USER = /^(?:Practitioner|PractitionerRole|Patient|RelatedPerson)\/[A-Za-z0-9.-]{1,64}$/;

const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** Reads the JSON an EHR posts, or says what is wrong with it. */
export function readLaunch(body: unknown): { readonly launch: Launch } | { readonly wrong: string } {
  if (!isRecord(body)) return { wrong: 'Send a JSON object with patient and user.' };
  const { patient, encounter, user, appContext } = body;
  if (!isId(patient)) return { wrong: 'patient must be the id of a Patient.' };
  if (encounter !== undefined && !isId(encounter))
    return { wrong: 'encounter must be the id of an Encounter.' };
  if (typeof user !== 'string' || !USER.test(user))
    return { wrong: 'user must be a reference such as Practitioner/1.' };
  if (appContext !== undefined && (typeof appContext !== 'string' || appContext.length > APP_CONTEXT_LENGTH))
    return { wrong: `appContext must be a string of at most ${APP_CONTEXT_LENGTH} characters.` };
  return {
    launch: {
      patient,
      user,
      ...(encounter === undefined ? {} : { encounter }),
      ...(appContext === undefined ? {} : { appContext }),
    },
  };
}
