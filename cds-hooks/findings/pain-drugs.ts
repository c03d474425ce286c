/** What a tablet for a painful leg meets in this patient: heart, kidney, blood, gut, and the drugs beside it. */
import { all, any, everRecorded, finding, known, not, refuted, suspected, unless } from '#rules';
import * as history from './history.ts';

const HEART = ['cond-heart-failure', 'cond-lvsd'] as const;

// Heart
export const heartFailure = finding('heart failure or left ventricular dysfunction', history.heartFailure);
/** Not where somebody has looked and said no. */
export const heartFailureOpen = finding(
  'heart failure recorded as unconfirmed or in the past',
  all(any(suspected(HEART), everRecorded(HEART)), unless(history.heartFailure), unless(refuted(HEART))),
);
export const heartFailureUnread = finding(
  'the problem list was not read',
  all(not(known(history.heartFailure)), unless(heartFailureOpen)),
);
