/** Distinctive values that the hostile requests hold, and that no error body or log line may. */

export const PATIENT_ID = 'patient-7781-zq';
export const NAME = 'Quillfeather';
export const TOKEN = 'tok-S3CR3T-e7f0a9';
export const JWT = 'eyJhbGciOiJub25lIn0.U0VDUkVU.c2ln';
export const USER_ID = 'user-4410-zq';
export const NOTE = 'note-zq-91823';

/** Never in the body of a refusal, never in the log. */
export const SECRETS = [PATIENT_ID, NAME, TOKEN, JWT, USER_ID, NOTE];

/** Not even in a body with cards: a suggestion may name the patient by reference, a card names no person. */
export const NEVER_SAID = [NAME, TOKEN, JWT, USER_ID];
