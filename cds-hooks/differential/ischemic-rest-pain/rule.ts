/** Ischemic rest pain and limb-threatening ischemia: forefoot, worse flat, eased by hanging down without walking; or tissue loss. */
import { age, all, answered, any, ask, cause, cites, days, finding, hours, offer, opposes, refuted, recorded, suspected, supports, unless } from '#rules';
import { drugs, exam, history, orders, perfusion, symptoms } from '#findings';

const CODED = ['cond-ischemic-rest-pain', 'cond-clti', 'cond-pad-ulceration'];
const coded = finding('ischemic rest pain, ischemic ulcer or limb-threatening ischemia recorded', recorded(CODED));
const unconfirmed = finding('ischemic rest pain recorded as unconfirmed', suspected(CODED));
const denied = finding('ischemic rest pain refuted', all(refuted(CODED), unless(coded)));
const footPainCoded = finding('foot pain recorded within 90 days', recorded('sx-foot-toe-pain', { within: days(90) }));
// A risk alone is no evidence: it speaks where the foot hurts or is wounded.
const risk = finding(
  'at risk: diabetes, CKD 4-5 or dialysis, smoking, age at least 50 or recorded artery disease',
  all(
    any(perfusion.restPainSite, perfusion.wound, perfusion.gangrene),
    any(history.diabetes, history.advancedKidneyDisease, history.smoker, age.atLeast(50), history.padSpecific, history.padUnspecific),
  ),
);
const chair = finding('sleeps in a chair to ease foot pain', all(symptoms.sleepsInChair, perfusion.restPainSite));
const seated = finding('foot pain gone on sitting, not brought on by walking', all(symptoms.seatedGone, perfusion.restPainSite, unless(symptoms.worseWalking), unless(symptoms.onWalking)));
const healed = finding('revascularised, toe pressure good, no wound', all(history.arterialGraft, perfusion.flowGoodInPainfulLeg, unless(perfusion.wound), unless(perfusion.gangrene)));
const crampPattern = all(symptoms.siteCalf, symptoms.hardMuscle, symptoms.reliefStretch, exam.footNormal, exam.pulsesPalpable);
const feverNow = any(exam.feverMeasured, answered('red-flags', 'fever', { within: hours(72) }));
const medicines = orders.reviewTask(
  'review-limb-ischemia-medicines',
  'Medication review: pain relief, antiplatelet and statin with suspected limb-threatening ischemia',
  'Pain relief of appropriate strength until perfusion is settled (dose for the kidney, sleep apnoea); an NSAID only after kidney, heart and bleeding risk are looked at. If absent: antiplatelet and a moderate or high-intensity statin (no new start on dialysis). Better pain control does not lower the urgency.',
);

export default cause({
  id: 'ischemic-rest-pain',
  name: 'Ischemic rest pain (chronic limb-threatening ischemia)',
  seed: 'Peripheral Artery Disease (PAD)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I70.229', display: 'Atherosclerosis of native arteries of extremities with rest pain, unspecified extremity' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    site: supports('moderate', perfusion.restPainSite, cites('restpain-1969', 'decisions#site')),
    flat: supports('strong', perfusion.restPainPosition, cites('restpain-1969')),
    dangling: supports('strong', symptoms.reliefDangleStill, cites('restpain-1969', 'neuro-msk#trap-2')),
    weeks: supports('weak', symptoms.onsetOverTwoWeeks, cites('gvg-2019#duration')),
    recorded: supports('strong', coded, cites('vascular-redflags#certain')),
    unconfirmed: supports('weak', unconfirmed, cites('vascular-redflags#hygiene')),
    severe: supports('strong', perfusion.severeInPainfulLeg, cites('haemodynamic-2024#rest', 'gvg-2019#toe')),
    wound: supports('strong', perfusion.wound, cites('gvg-2019', 'khan-2006')),
    gangrene: supports('strong', perfusion.gangrene, cites('gvg-2019')),
    pad: supports('strong', perfusion.padOfPainfulLeg, cites('gvg-2019')),
    severeWound: supports('strong', perfusion.severeInWoundedLeg, cites('haemodynamic-2024#tissue')),
    lowFlow: supports('moderate', perfusion.lowFlowInPainfulLeg, cites('vascular-redflags#probable')),
    pulses: supports('moderate', perfusion.pulsesReducedInPainfulLeg, cites('vascular-redflags#probable', 'matrix#signs')),
    cool: supports('moderate', perfusion.coldInPainfulLeg, cites('vascular-redflags#probable')),
    rubor: supports('weak', perfusion.ruborInPainfulLeg, cites('relias#rubor')),
    discoloured: supports('moderate', symptoms.toesDiscoloured, cites('matrix#signs')),
    shiny: supports('weak', symptoms.coldShiny, cites('matrix#signs')),
    chair: supports('weak', chair, cites('decisions#chair')),
    seated: supports('weak', seated, cites('decisions#seated')),
    lasting: supports('weak', finding('lasts hours or is constant', any(symptoms.attackHours, symptoms.constantPain)), cites('matrix#duration')),
    opioid: supports('weak', finding('an opioid with foot pain', all(drugs.opioid, perfusion.restPainSite)), cites('vascular-redflags#analgesic')),
    risk: supports('weak', risk, cites('decisions#risk')),
    cramp: opposes('strong', symptoms.classicCramp, cites('restpain-1969#cramp')),
    raised: opposes('strong', symptoms.reliefElevate, cites('vascular-redflags#elevation')),
    oneChange: opposes('moderate', symptoms.reliefOneChange, cites('matrix#against')),
    onlyWalking: opposes('moderate', symptoms.reliefDangleOnlyWalking, cites('neuro-msk#trap-2')),
    stretch: opposes('weak', symptoms.reliefStretch, cites('matrix#against')),
    cooling: opposes('moderate', any(symptoms.reliefCool, symptoms.redHotAttacks), cites('matrix#against')),
    flowGood: opposes('strong', perfusion.flowGoodInPainfulLeg, cites('vascular-redflags#unlikely')),
    palpable: opposes('weak', exam.pulsesPalpable, cites('relias#pulse')),
    refuted: opposes('strong', denied, cites('vascular-redflags#hygiene')),
    healed: opposes('moderate', healed, cites('vascular-redflags#healed')),
  },
  tiers: {
    established: any(all('recorded', unless('healed')), all('site', 'flat', 'dangling', 'weeks', perfusion.padAndSevereInPainfulLeg), perfusion.padAndSevereInWoundedLeg),
    probable: all(
      any(
        all('site', 'flat', 'dangling', any('pad', 'lowFlow', 'severe', 'pulses', 'cool', 'rubor')),
        all(any('gangrene', perfusion.woundOverTwoWeeks), any('pad', history.padSpecific)),
        all('gangrene', 'risk'),
        all(any(history.diabetes, history.dialysis), perfusion.lowFlowInWoundedLeg),
      ),
      unless('flowGood'),
    ),
    possible: all(
      any(
        all('site', 'flat', 'dangling'),
        all('site', any('flat', 'chair'), 'risk', any(unless('onlyWalking'), 'pad', 'lowFlow', 'pulses', 'cool')),
        all('site', perfusion.hangsOut, 'risk', unless('onlyWalking')),
        all('wound', unless(perfusion.indexNormalAndReliable)),
        'gangrene',
        'unconfirmed',
        all(any('site', footPainCoded), 'severe'),
      ),
      unless('flowGood'),
    ),
    unlikely: any('refuted', 'flowGood', all(crampPattern, unless('wound'), unless('gangrene'), unless('site'))),
  },
  explains: { yes: all('site', 'flat', 'dangling'), contributes: unless(all('site', 'flat', 'dangling')) },
  urgency: {
    established: [
      { urgency: 'emergency', when: all(any('gangrene', 'wound'), feverNow) },
      { urgency: 'days', when: all('cramp', unless('site'), unless('wound'), unless('gangrene')) },
      { urgency: 'same-day' },
    ],
    probable: [{ urgency: 'emergency', when: all(any('gangrene', 'wound'), feverNow) }, { urgency: 'same-day' }],
    possible: [{ urgency: 'same-day', when: any('severe', all('site', 'flat', 'chair')) }, { urgency: 'days' }],
  },
  settle: [
    ask('relief.dangle-still', 'Does hanging the leg down, without walking, ease it?'),
    ask('relief', 'What eases it: hanging the leg over the edge of the bed, without walking?'),
    ask('exam.foot', 'Socks off: colour hanging and raised, temperature, wounds between the toes'),
    orders.abiToePressure,
    ask('worse', 'Is it worse lying flat or with the leg raised?'),
    ask('exam.pulses', 'Pedal pulses of both feet'),
  ],
  missingAdvice:
    'Toe pressure or toe-brachial index with waveforms of the painful foot changes the picture most (ABI first without diabetes or kidney disease). Today: ask whether hanging the leg down, without walking, eases it, and look at the foot with the sock off.',
  suggest: [
    offer(orders.vascularReferral, {
      urgency: 'same-day',
      label: 'Urgent vascular referral (call today)',
      when: any('gangrene', all('site', 'flat', 'dangling', 'risk'), 'severe', 'severeWound', all('recorded', unless('cramp')), all('wound', 'pad')),
      cites: cites('gvg-2019#refer'),
    }),
    offer(orders.vascularReferral, {
      urgency: 'days',
      label: 'Urgent vascular referral',
      when: any('wound', 'gangrene', 'recorded', 'unconfirmed', all('site', 'flat', 'dangling'), all('site', any('pad', 'lowFlow', 'pulses', 'cool', 'discoloured'))),
      cites: cites('gvg-2019#refer'),
    }),
    offer(orders.abiToePressure, {
      urgency: 'days',
      label: 'ABI with toe pressure and waveforms, urgent; must not delay the referral',
      unless: any(history.amputation, perfusion.suddenAndPerfusionSign),
      cites: cites('gvg-2019#toe'),
    }),
    offer(orders.abiRemainingLeg, { urgency: 'days', when: history.amputation, cites: cites('gvg-2019#toe', 'vascular-redflags#amputee') }),
    offer(orders.footProtection, { urgency: 'same-day', when: any('wound', 'gangrene'), cites: cites('vascular-redflags#wound-care') }),
    ...[orders.bloodCount, orders.crpTest, orders.basicPanel].map((order) =>
      offer(order, { urgency: 'same-day', when: any('gangrene', 'severeWound', all('wound', 'pad')), cites: cites('vascular-redflags#bloods') }),
    ),
    offer(medicines, { urgency: 'days', when: any('recorded', 'gangrene', 'severe', all('wound', 'pad'), all('site', 'flat', 'dangling', 'risk')), cites: cites('gvg-2019#medicines') }),
    offer(orders.smokingCessation, { when: history.smoker, cites: cites('gvg-2019#medicines') }),
    offer(
      orders.advice(
        'advice-ischemic-foot',
        'Advice for a painful foot with poor circulation',
        'Until the foot has been measured: lie flat or with the head of the bed raised, the foot a little lower than the heart, the heel free of the mattress; protect the foot from pressure, heat and cold; look at it daily and report any sore, black or blue toe at once.',
      ),
      { urgency: 'same-day', when: any(all('recorded', unless('cramp')), 'gangrene', 'severe', all('site', 'flat', 'dangling')), cites: cites('vascular-redflags#position') },
    ),
  ],
  conflicts: [
    {
      id: 'rest-pain-nsaid',
      when: all(drugs.antiInflammatory, any(history.chronicKidneyDisease, history.heartFailure, drugs.anticoagulant, drugs.antiplatelet)),
      text: 'An NSAID with suspected limb ischemia and kidney disease, heart failure or an antithrombotic: avoid.',
      urgency: 'days',
      order: orders.reviewTask(
        'review-nsaid-limb-ischemia',
        'Medication review: NSAID with suspected limb ischemia',
        'Kidney disease, heart failure or an antithrombotic is recorded too. Review need and alternatives for pain.',
      ),
      cites: cites('vascular-redflags#nsaid'),
    },
  ],
  cautions: [
    {
      when: any(history.neuropathyRecorded, exam.sensationReduced),
      text: 'Sensory loss hides rest pain: no pain does not argue against ischemia.',
      cites: cites('vascular-redflags#neuropathy'),
    },
    { when: exam.pulsesPalpable, text: 'A palpable pulse never excludes ischemia.', cites: cites('relias#pulse') },
    {
      when: perfusion.indexHigh,
      text: 'ABI above 1.40 is not a normal result: the vessels cannot be compressed. Toe pressure decides; do not compress on it.',
      cites: cites('takahara#high'),
    },
    { when: perfusion.indexNormalButUnreliable, text: 'A normal ABI does not exclude artery disease in diabetes, CKD 4-5 or dialysis: measure toe pressure.', cites: cites('takahara') },
    { when: all(symptoms.sleepsInChair, history.heartFailure), text: 'Sleeping in a chair may be breathlessness from heart failure: ask which.', cites: cites('decisions#chair') },
    { when: all(symptoms.sleepsInChair, symptoms.bothLegsSwollen), text: 'Swelling from sleeping in a chair is no reason to compress.', cites: cites('vascular-redflags#chair-oedema') },
    { when: any(drugs.opioid, drugs.gabapentinoid), text: 'An opioid or gabapentinoid can mask rest pain; it does not lower the urgency.', cites: cites('vascular-redflags#masking') },
    {
      when: history.amputation,
      text: 'An amputation is recorded: examine and measure what remains; no reading or foot advice for a limb that is gone.',
      cites: cites('vascular-redflags#amputee'),
    },
    {
      when: unless(perfusion.flowGoodInPainfulLeg),
      text: 'Rest pain is not excluded: no raising, compression, heat or cold until perfusion is measured.',
      cites: cites('restpain-1969', 'rabe-2020'),
    },
  ],
  never: [
    { id: 'elevation', text: 'Raising the leg.', cites: cites('restpain-1969') },
    { id: 'compression', text: 'Compression of any kind.', cites: cites('rabe-2020') },
    { id: 'heat-cold-soaking', text: 'Heating pad, hot-water bottle, ice or foot soaking.', cites: cites('vascular-redflags#never') },
    { id: 'stretch-massage', text: 'Vigorous stretching or massage of an ulcerated foot; walking programmes with a wound or rest pain.', cites: cites('vascular-redflags#never') },
    { id: 'magnesium-first', text: '"Try magnesium first", or a restless-legs drug before the question about hanging the leg down.', cites: cites('vascular-redflags#never') },
    { id: 'routine-referral', text: 'A routine referral, or waiting for the ABI before referring.', cites: cites('vascular-redflags#never') },
    { id: 'debridement', text: 'Debridement or toenail surgery before perfusion is known.', cites: cites('vascular-redflags#never') },
  ],
});
