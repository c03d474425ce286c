/** RF-05: pain that takes the sleep or the day. It modifies the differential card; at 65 and over with a new opioid it is seen today. */
import { age, all, any, answered, ask, cites, counted, days, finding, flag, flags, offer, takes, unless } from '#rules';
import { muscle, muscleOrders, symptoms } from '#findings';

const severe = finding('worst pain 7 of 10 or more', counted('impact.worst-pain', { life: 'pattern' }).atLeast(7));
const burden = any(
  finding('falling asleep and staying asleep both suffer', answered('impact.sleep', 'both')),
  finding('usual activities stopped', answered('impact.activities', 'severe')),
  // Every night cramp is severe for its minutes: the number alone says nothing there.
  all(severe, unless(muscle.crampPattern)),
);
/** A renewed prescription looks like a new one, so a pain of more than 3 months is left out. */
const newOpioid = finding('an opioid started within 14 days', takes('drug-opioid', { startedWithin: days(14) }));

export default flags({
  id: 'rf-05-sleep-and-activity',
  name: 'Sleep or daily activities severely affected',
  seed: 'severely disrupts sleep or significantly interferes with daily activities',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-05',
      name: 'pain that takes the sleep or the day',
      lane: false,
      levels: [{ urgency: 'days', when: burden }],
      say: 'Sleep or daily life suffers severely: pain and sleep review within 1 to 2 weeks, and ask again which position eases it. Severity alone is no emergency.',
      ask: [ask('relief', 'What eases it: hanging the leg down, moving, stretching, nothing?'), ask('worse', 'Worse lying flat?')],
      suggest: [],
      cites: cites('vascular-redflags', 'decisions#rf-05'),
    }),
    flag({
      id: 'RF-05a',
      name: 'severe night pain at 65 or over with a new opioid',
      levels: [{ urgency: 'same-day', when: all(age.atLeast(65), any(burden, severe), newOpioid, unless(symptoms.onsetOverMonths)) }],
      say: 'At 65 or over a newly started opioid beside pain that takes the sleep: look today for confusion, falls, sedation and shallow breathing, and for the cause that made it necessary.',
      ask: [ask('impact.sleep', 'Sleep: falling asleep, waking, or both?')],
      suggest: [offer(muscleOrders.painSleepReview, { urgency: 'same-day', cites: cites('decisions#rf-05') })],
      cites: cites('vascular-redflags#older', 'decisions#rf-05'),
    }),
  ],
  never: [
    { id: 'emergency-for-severity', text: 'An emergency for severity alone.', cites: cites('vascular-redflags#alone') },
    { id: 'sedative', text: 'A sedative, an opioid or a muscle relaxant at 65 or over for sleeplessness from leg pain.', cites: cites('vascular-redflags#older') },
  ],
});
