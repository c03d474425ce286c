/** Peripheral artery disease: certain by index or record; at night background, unless the rest-pain pattern is there too. */
import { all, any, ask, bothLegs, cause, cites, finding, offer, opposes, supports, suspected, unless } from '#rules';
import { drugs, exam, history, orders, perfusion, symptoms } from '#findings';

const exertional = finding('on walking', any(symptoms.worseWalking, symptoms.onWalking));
// Pain of a joint on walking is no claudication: muscle or foot must be named.
const exertionalLeg = all(exertional, any(symptoms.siteCalfThighButtock, symptoms.siteForefoot));
const unspecific = finding(
  'peripheral vascular disease or an arterial implant recorded, site or kind not stated',
  all(any(history.padUnspecific, history.arterialGraft), unless(history.padSpecific)),
);
const unconfirmed = finding('peripheral artery disease recorded as unconfirmed', suspected(['cond-pad', 'cond-intermittent-claudication', 'cond-clti']));
const refuted = finding('peripheral artery disease refuted', all(history.padRefuted, unless(history.padSpecific)));
const vasoactive = finding('cilostazol or pentoxifylline', any(drugs.cilostazol, drugs.pentoxifylline));
const restPainPossible = any(symptoms.positionalForefoot, all(perfusion.restPainSite, perfusion.restPainPosition), perfusion.wound, perfusion.gangrene, history.restPainRecorded);
const explainsTonight = any(symptoms.positionalForefoot, all(symptoms.exertionalLimb, symptoms.onWalking, unless(symptoms.inBed)));
const progressive = any(symptoms.worsening, symptoms.onsetWithin14d);

export default cause({
  id: 'peripheral-artery-disease',
  name: 'Peripheral artery disease',
  seed: 'Peripheral Artery Disease (PAD)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I70.209', display: 'Unspecified atherosclerosis of native arteries of extremities, unspecified extremity' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    recorded: supports('strong', history.padSpecific, cites('vascular-redflags#certain')),
    index: supports('strong', perfusion.indexMeetsCriterion, cites('acc-2024#index', 'aha-2016#method')),
    highWithToe: supports('strong', perfusion.indexHighAndToeLow, cites('acc-2024#toe', 'vascular-redflags#certain')),
    revascularised: supports('strong', history.revascularised, cites('vascular-redflags#certain')),
    toeIndex: supports('moderate', perfusion.toeIndexLow, cites('aha-2016#toe')),
    oneVessel: supports('moderate', perfusion.indexOfOneVessel, cites('decisions#vessel')),
    high: supports('weak', perfusion.indexHigh, cites('acc-2024#index', 'decisions#vessel')),
    borderline: supports('weak', perfusion.indexBorderline, cites('acc-2024#index')),
    unreliable: supports('weak', perfusion.indexNormalButUnreliable, cites('tehan', 'vascular-redflags#possible')),
    unspecific: supports('moderate', unspecific, cites('vascular-redflags#soft')),
    unconfirmed: supports('weak', unconfirmed, cites('vascular-redflags#hygiene')),
    claudication: supports('strong', symptoms.exertionalLimb, cites('khan-2006#claudication', 'acc-2024#claudication'), 'LR+ 3.30 (2.30-4.80)'),
    standing: supports('strong', all(exertional, symptoms.siteCalf, symptoms.reliefStand), cites('nadeau-2013'), 'LR+ 20 for vascular claudication'),
    seated: supports('weak', all(exertional, symptoms.seatedGone), cites('decisions#exertion')),
    pulses: supports('strong', perfusion.pulsesReduced, cites('khan-2006#pulse'), 'LR+ 4.70 (2.20-9.90)'),
    cool: supports('strong', perfusion.cold, cites('khan-2006#cool'), 'LR+ 5.90 (4.10-8.60)'),
    wound: supports('moderate', any(perfusion.wound, perfusion.gangrene), cites('khan-2006#wound'), 'LR+ 5.90 (2.60-13.40)'),
    discoloured: supports('weak', symptoms.toesDiscoloured, cites('khan-2006#colour'), 'LR+ 2.80 (2.40-3.30)'),
    shiny: supports('weak', symptoms.coldShiny, cites('relias#skin')),
    vasoactive: supports('weak', vasoactive, cites('vascular-redflags#drugs')),
    risk: supports('weak', history.padRiskGroup, cites('acc-2024#risk')),
    amputation: supports('weak', history.amputation, cites('vascular-redflags#amputation')),
    refuted: opposes('strong', refuted, cites('vascular-redflags#hygiene')),
    normalIndex: opposes('strong', perfusion.indexNormalAndReliable, cites('acc-2024#index', 'vascular-redflags#unlikely')),
    normalToes: opposes('moderate', perfusion.toeIndexNormalBoth, cites('aha-2016#toe')),
    palpable: opposes('weak', exam.pulsesPalpable, cites('relias#pulse')),
    bending: opposes('moderate', any(symptoms.reliefBendForward, symptoms.worseStanding), cites('matrix#spine')),
    moving: opposes('moderate', all(symptoms.urge, symptoms.reliefMoving), cites('matrix#moving')),
    seatedWorse: opposes('moderate', symptoms.seatedWorse, cites('matrix#sitting')),
    raised: opposes('weak', symptoms.reliefElevate, cites('matrix#raised')),
  },
  tiers: {
    established: any('recorded', 'index', 'highWithToe', 'revascularised'),
    probable: any(all('claudication', any('pulses', 'cool')), 'toeIndex', 'oneVessel', all('unspecific', 'risk', 'vasoactive')),
    possible: any(
      'high',
      'borderline',
      'unspecific',
      'unconfirmed',
      all('risk', any('claudication', exertionalLeg, symptoms.positionalForefoot)),
      all(any('pulses', 'cool', all('risk', any('wound', 'discoloured', 'shiny'))), unless('normalIndex'), unless('refuted')),
      all('unreliable', any(exertionalLeg, 'wound', 'discoloured', symptoms.positionalForefoot)),
    ),
    unlikely: any(
      'refuted',
      all('normalIndex', 'palpable', unless(exertional), unless('wound')),
      all('normalToes', 'palpable', perfusion.noCalcificationRisk, unless(exertional), unless('wound')),
    ),
  },
  explains: { contributes: explainsTonight, background: unless(explainsTonight) },
  urgency: {
    established: [{ urgency: 'days', when: all('claudication', progressive) }, { urgency: 'routine' }],
    probable: [{ urgency: 'days', when: all('claudication', progressive) }, { urgency: 'routine' }],
    possible: [{ urgency: 'routine' }],
  },
  settle: [
    ask('exam.pulses', 'Pedal and femoral pulses of both feet'),
    orders.abiToePressure,
    orders.abi,
    ask('worse', 'Does walking bring the pain on, and standing still end it within 10 minutes?'),
    ask('skin-and-swelling', 'Any sore, pale, blue or black toes, cold shiny skin?'),
  ],
  missingAdvice:
    'Resting ankle-brachial index of both legs tells most; with diabetes, CKD 4-5, dialysis or an earlier index above 1.40 ask for toe pressure, toe-brachial index and waveforms at the same visit. Feel the pedal and femoral pulses today.',
  suggest: [
    offer(orders.abiToePressure, {
      when: any(history.calcificationRisk, 'high', restPainPossible),
      unless: any(history.amputation, perfusion.suddenAndPerfusionSign),
      cites: cites('acc-2024#toe', 'vascular-redflags#missing'),
    }),
    offer(orders.abi, {
      when: any(exertionalLeg, 'pulses', 'cool', 'discoloured', 'shiny', 'borderline', 'oneVessel', 'unconfirmed'),
      unless: any(history.calcificationRisk, 'high', restPainPossible, history.amputation, perfusion.suddenAndPerfusionSign),
      cites: cites('acc-2024#index'),
    }),
    offer(orders.abiRemainingLeg, { when: history.amputation, cites: cites('vascular-redflags#amputee') }),
    offer(orders.abiExercise, { when: all(exertionalLeg, any('borderline', bothLegs(exam.abiNormal))), unless: restPainPossible, cites: cites('acc-2024#exercise-test') }),
    offer(orders.exerciseProgramme, {
      when: all('claudication', any('recorded', 'index', 'highWithToe', 'toeIndex', 'oneVessel')),
      unless: any(restPainPossible, exam.footWarmSwollen),
      cites: cites('acc-2024#exercise', 'vascular-redflags#exercise-block'),
    }),
    offer(orders.smokingCessation, { when: history.smoker, cites: cites('acc-2024#smoking') }),
    offer(
      orders.reviewTask(
        'review-pad-prevention',
        'Medication review: antithrombotic and lipid therapy in peripheral artery disease',
        'No antiplatelet or no statin was found on the lists that could be read. With symptoms: consider one antiplatelet and a high-intensity statin; blood pressure below 130/80. Not on top of full anticoagulation without a plan; on dialysis do not start a statin anew; check bleeding risk.',
      ),
      {
        when: all(any('recorded', 'index', 'highWithToe', 'revascularised'), unless(all(drugs.antiplatelet, drugs.statin))),
        unless: any(restPainPossible, perfusion.suddenAndPerfusionSign),
        cites: cites('acc-2024#medicines'),
      },
    ),
    offer(orders.footExam, { when: all(history.diabetes, any('recorded', 'index', 'highWithToe', 'toeIndex', 'high', 'pulses')), cites: cites('vascular-redflags#foot-check') }),
  ],
  conflicts: [
    {
      id: 'pad-cilostazol-heart-failure',
      when: all(drugs.cilostazol, history.heartFailure),
      text: 'Cilostazol with heart failure of any severity: the 2024 guideline rates it as harm.',
      urgency: 'days',
      order: orders.reviewTask(
        'review-cilostazol',
        'Medication review: cilostazol with heart failure',
        'Cilostazol is not to be used in heart failure of any severity. Review with the prescriber.',
      ),
      cites: cites('acc-2024#cilostazol'),
    },
  ],
  cautions: [
    {
      when: perfusion.indexHigh,
      text: 'ABI above 1.40 is not a normal result: the vessels cannot be compressed. Toe pressure decides; do not compress on it.',
      cites: cites('acc-2024#toe'),
    },
    {
      when: perfusion.indexNormalButUnreliable,
      text: 'A normal ABI does not exclude artery disease in diabetes, CKD 4-5 or dialysis: measure toe pressure.',
      cites: cites('tehan', 'takahara'),
    },
    { when: exam.pulsesPalpable, text: 'A palpable pulse never excludes ischemia.', cites: cites('relias#pulse') },
    { when: restPainPossible, text: 'Rest pain is not excluded: no raising, compression, heat or cold until perfusion is measured.', cites: cites('vascular-redflags#never') },
    { when: all(any('recorded', 'index', 'highWithToe'), history.heartFailure, unless(drugs.cilostazol)), text: 'Heart failure: no cilostazol.', cites: cites('acc-2024#cilostazol') },
    { when: history.dialysis, text: 'On dialysis a statin is continued, not newly started.', cites: cites('kdigo-2013') },
    { when: all(drugs.anticoagulant, unless(drugs.antiplatelet)), text: 'Anticoagulated: no low-dose rivaroxaban or double antiplatelet on top.', cites: cites('acc-2024#anticoagulant') },
    {
      when: history.amputation,
      text: 'An amputation is recorded: examine and measure what remains; no reading or foot advice for a limb that is gone.',
      cites: cites('vascular-redflags#amputee'),
    },
  ],
  never: [
    { id: 'compression', text: 'Compression of any kind without a perfusion measurement in the risk group.', cites: cites('vascular-redflags#never') },
    { id: 'elevation', text: 'Raising the legs while rest pain is not excluded.', cites: cites('vascular-redflags#never') },
    { id: 'heat-or-cold', text: 'Heat packs or ice on the feet.', cites: cites('vascular-redflags#never') },
    { id: 'stop-statin', text: 'Stopping a statin for an unspecific leg ache without CK and a plan.', cites: cites('vascular-redflags#never') },
    { id: 'normal-index-excludes', text: '"ABI normal, disease excluded" in diabetes or dialysis, or the record\'s own "normal" above 1.40.', cites: cites('vascular-redflags#never') },
    { id: 'cilostazol-in-heart-failure', text: 'Cilostazol in heart failure.', cites: cites('acc-2024#cilostazol') },
    { id: 'no-benefit', text: 'Pentoxifylline, chelation, B vitamins or vitamin D for the arteries.', cites: cites('acc-2024#no-benefit') },
    { id: 'self-help-aspirin', text: 'Aspirin "for the circulation" as self-help.', cites: cites('vascular-redflags#aspirin') },
  ],
});
