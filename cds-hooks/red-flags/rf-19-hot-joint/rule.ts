/** RF-19: one hot swollen joint is infected until shown otherwise; a known gout makes it less urgent, never harmless. */
import { all, any, ask, cites, days, finding, flag, flags, offer, recorded, suspected, unless } from '#rules';
import { acute, feet, gout, goutOrders, history, orders, symptoms, veins } from '#findings';

const septic = finding('infection of a joint recorded within 14 days', recorded('cond-septic-arthritis', { within: days(14) }));
const septicSuspected = finding('infection of a joint suspected within 14 days', suspected('cond-septic-arthritis', { within: days(14) }));
// Said to be red or warm, in the form's words for the skin or for the pain.
const inflamed = any(gout.hotJoint, all(any(gout.largeJointSynovitis, all(gout.swollenJoint, gout.red, symptoms.oneLeg), all(gout.swollenJoint, gout.hotRed)), acute.recentOnset));
const systemic = any(feet.systemicNow);
// An infection is likelier with these, and fever may be missing.
const blunted = any(history.immunosuppressed, history.dialysis);
const knownAttack = finding(
  'gout recorded, the same attacks before, in a joint of the foot, no fever',
  all(gout.recordedGout, gout.recurrent, gout.podagra, unless(feet.fever), unless(gout.siteKnee), unless(blunted), unless(feet.footWound)),
);
const emergency = any(all(any(septic, septicSuspected), any(inflamed, systemic)), all(inflamed, systemic));
const emergencyNow = any(all(any(septic, septicSuspected), any(gout.hotJointNow, systemic)), all(any(gout.hotJointNow, gout.largeJointSynovitis), systemic));

export default flags({
  id: 'rf-19-hot-joint',
  name: 'Acute hot joint',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-19',
      name: 'acute hot joint, possibly infected',
      condition: 'gout',
      levels: [
        { urgency: 'emergency', when: emergency },
        { urgency: 'same-day', when: any(septic, septicSuspected) },
        { urgency: 'same-day', when: all(inflamed, unless(knownAttack)) },
        { urgency: 'days', when: inflamed },
      ],
      openWhen: any(all(any(gout.swollenJoint, gout.largeJointSynovitis), veins.fever), all(gout.swollenJoint, symptoms.onsetSudden)),
      say: 'One hot, swollen joint is infected until shown otherwise, with fever an emergency; no fever excludes nothing, nor does a known gout. Aspirate before antibiotics: crystals, cell count, Gram stain, culture. A joint prosthesis is left to its surgeon. A pale, blue or pulseless toe is ischemia, not a joint.',
      ask: [
        ask('red-flags', 'Fever or shivering? Temperature now'),
        ask('exam.synovitis', 'Which joint, can it be moved? Prosthesis, wound, immunosuppression?'),
        ask('attack.recurrent', 'The same attacks before, each clearing completely?'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: emergencyNow, cites: cites('neuro-msk#red-flag', 'vascular-redflags#rf-07') }),
        offer(goutOrders.jointToday, { urgency: 'same-day', unless: any(emergencyNow, knownAttack), cites: cites('vascular-redflags#rf-19') }),
        offer(goutOrders.aspiration, { urgency: 'same-day', unless: knownAttack, cites: cites('neuro-msk#septic') }),
        offer(orders.bloodCount, { urgency: 'same-day', unless: knownAttack, cites: cites('neuro-msk#septic') }),
        offer(orders.crpTest, { urgency: 'same-day', unless: knownAttack, cites: cites('neuro-msk#septic') }),
      ],
      cites: cites('vascular-redflags#rf-19', 'neuro-msk#red-flag'),
    }),
  ],
  never: [
    { id: 'antibiotics-first', text: 'Antibiotics before the joint is aspirated.', cites: cites('neuro-msk#septic') },
    { id: 'gout-by-name', text: '"Known gout", without a temperature and a look at the joint.', cites: cites('neuro-msk#septic') },
    { id: 'steroid-first', text: 'A steroid into or for a joint that may be infected.', cites: cites('neuro-msk#septic') },
  ],
});
