/** Prefetch as an EHR does it: tokens of the templates filled in, each query run, each outcome sent as 2.0.1 says. */
import { failureText } from './fhir.js';

const USER_TOKENS = {
  Practitioner: 'userPractitionerId',
  PractitionerRole: 'userPractitionerRoleId',
  Patient: 'userPatientId',
  RelatedPerson: 'userRelatedPersonId',
};

/** The query a template stands for, or `undefined` when a token has no value (the key is then left out). */
export function fillTemplate(template, context) {
  const [userType, userId] = String(context.userId ?? '').split('/');
  const values = { [USER_TOKENS[userType] ?? '']: userId };
  let complete = true;
  const query = template.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_whole, token) => {
    const value = token.startsWith('context.') ? context[token.slice('context.'.length)] : values[token];
    if (typeof value !== 'string' || value === '') complete = false;
    return String(value);
  });
  return complete ? query : undefined;
}

/** The prefetch object: a failed query is sent as an OperationOutcome, a read without a result as null. */
export async function gatherPrefetch(templates, context, record) {
  const pairs = await Promise.all(
    Object.entries(templates ?? {}).map(async ([key, template]) => {
      const query = fillTemplate(template, context);
      if (query === undefined) return [];
      const answer = await record.search(query);
      if (answer.ok) return [[key, answer.body]];
      if (!query.includes('?') && (answer.status === 404 || answer.status === 410)) return [[key, null]];
      const outcome =
        answer.body?.resourceType === 'OperationOutcome'
          ? answer.body
          : {
              resourceType: 'OperationOutcome',
              issue: [{ severity: 'error', code: 'exception', diagnostics: failureText(answer) }],
            };
      return [[key, outcome]];
    }),
  );
  return Object.fromEntries(pairs.flat());
}
