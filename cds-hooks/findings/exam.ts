/** What the clinician finds: perfusion measures per leg, vital signs, and the examination items of the intake. */
import {
  all,
  answered,
  answeredPerLeg,
  any,
  anyOf,
  bothLegs,
  counted,
  finding,
  hours,
  latest,
  months,
  not,
  recorded,
  symptomaticLeg,
  type Measure,
} from '#rules';

const VD = 'vascular-redflags 0.3, 2, 19.2';
const REVASCULARISED: readonly string[] = ['proc-le-revascularization'];

export const brachialPressure: Measure = {
  id: 'brachial-pressure',
  name: 'brachial systolic pressure',
  sets: ['obs-brachial-systolic'],
  unit: 'mm[Hg]',
  plausible: [40, 300],
  within: months(12),
  cites: [VD],
};
export const anklePressure: Measure = {
  id: 'ankle-pressure',
  name: 'ankle systolic pressure',
  sets: ['obs-ankle-systolic-dorsalis-pedis', 'obs-ankle-systolic-post-tibial'],
  unit: 'mm[Hg]',
  plausible: [0, 300],
  within: months(12),
  sided: true,
  highestOfDay: true,
  voidedBy: REVASCULARISED,
  cites: [VD],
};
export const toePressure: Measure = {
  id: 'toe-pressure',
  name: 'toe systolic pressure',
  sets: ['obs-toe-systolic-pressure'],
  unit: 'mm[Hg]',
  plausible: [0, 300],
  within: months(12),
  sided: true,
  voidedBy: REVASCULARISED,
  words: [
    ['toe', 'pressure'],
    ['great toe', 'systolic'],
  ],
  cites: [VD],
};
export const toeBrachialIndex: Measure = {
  id: 'toe-brachial-index',
  name: 'toe-brachial index',
  sets: ['obs-toe-brachial-index'],
  unit: '{ratio}',
  plausible: [0, 3],
  within: months(12),
  sided: true,
  voidedBy: REVASCULARISED,
  words: [
    ['toe', 'brachial'],
    ['tbi', 'index'],
  ],
  ratioOf: { over: toePressure, under: brachialPressure, factor: 1 },
  cites: [VD],
};
const indexAsReported: Measure = {
  id: 'ankle-brachial-index',
  name: 'ankle-brachial index',
  sets: ['obs-abi-index', 'obs-abi-vessel'],
  unit: '{ratio}',
  plausible: [0, 3],
  within: months(12),
  sided: true,
  highestOfDay: true,
  voidedBy: REVASCULARISED,
  words: [['ankle', 'brachial'], ['abi'], ['abpi']],
  cites: [VD, 'DECISIONS, evidence'],
};
/** Per leg the higher of the vessels measured that day; also computed from ankle and arm pressures of one day. */
export const ankleBrachialIndex: Measure = {
  ...indexAsReported,
  ratioOf: { over: anklePressure, under: brachialPressure, factor: 1 },
};
/** The index itself (77194-9), without readings of one vessel only; never computed, for one ankle pressure may be one vessel. */
export const ankleBrachialIndexProper: Measure = {
  ...indexAsReported,
  id: 'ankle-brachial-index-proper',
  name: 'ankle-brachial index (both vessels)',
  sets: ['obs-abi-index'],
};
export const temperature: Measure = {
  id: 'temperature',
  name: 'temperature',
  sets: ['vital-temperature'],
  unit: 'Cel',
  plausible: [30, 45],
  within: hours(24),
  cites: [VD],
};
export const heartRate: Measure = {
  id: 'heart-rate',
  name: 'heart rate',
  sets: ['vital-heart-rate'],
  unit: '/min',
  also: { '{beats}/min': { factor: 1 }, bpm: { factor: 1 }, 'beats/min': { factor: 1 } },
  plausible: [20, 300],
  within: hours(24),
  cites: [VD],
};
export const respiratoryRate: Measure = {
  id: 'respiratory-rate',
  name: 'respiratory rate',
  sets: ['vital-resp-rate'],
  unit: '/min',
  also: { '{breaths}/min': { factor: 1 }, 'breaths/min': { factor: 1 } },
  plausible: [4, 80],
  within: hours(24),
  cites: [VD],
};
export const oxygenSaturation: Measure = {
  id: 'spo2',
  name: 'oxygen saturation',
  sets: ['vital-spo2'],
  unit: '%',
  plausible: [50, 100],
  within: hours(24),
  cites: [VD],
};

// Pulses, look and touch. "reduced" stands for the two-feet item; per foot one absent pulse is a normal variant.
export const pulsesAbsent = finding(
  'absent pedal pulses',
  any(
    answeredPerLeg('exam.pulses', anyOf('absent', 'both-absent')),
    recorded('sx-absent-pedal-pulse', { perLeg: true }),
  ),
);
export const pulsesReduced = finding(
  'reduced or absent pedal pulses',
  any(
    answeredPerLeg('exam.pulses', anyOf('reduced', 'absent', 'one-absent', 'both-absent')),
    recorded('sx-absent-pedal-pulse', { perLeg: true }),
  ),
);
export const pulsesPalpable = finding(
  'pedal pulses palpable',
  answeredPerLeg('exam.pulses', 'both-palpable'),
);
export const pulsesPalpableNow = finding(
  'pedal pulses palpable now',
  answeredPerLeg('exam.pulses', 'both-palpable', { within: hours(24) }),
);
export const footCold = finding(
  'cold foot',
  any(answeredPerLeg('exam.foot', 'cold'), recorded('sx-cold-pale-foot', { perLeg: true })),
);
export const footPale = finding('pale foot', answeredPerLeg('exam.foot', 'pale'));
export const footMottled = finding('mottled foot', answeredPerLeg('exam.foot', 'mottled'));
export const dependentRubor = finding('dependent rubor', answeredPerLeg('exam.foot', 'dependent-rubor'));
export const footUlcer = finding('foot ulcer on examination', answeredPerLeg('exam.foot', 'ulcer'));
export const footGangrene = finding('gangrene on examination', answeredPerLeg('exam.foot', 'gangrene'));
export const footWarmSwollen = finding('warm swollen foot', answeredPerLeg('exam.foot', 'warm-swollen'));
export const footNormal = finding('feet normal to look and touch', answeredPerLeg('exam.foot', 'normal'));
export const footNormalNow = finding(
  'feet normal to look and touch now',
  answeredPerLeg('exam.foot', 'normal', { within: hours(24) }),
);
export const legNormalNow = finding(
  'legs normal to look and touch now',
  answered('exam.leg', 'normal', { within: hours(24) }),
);
export const legTense = finding('tense compartment', answered('exam.leg', 'tense'));
export const examLegSwollen = finding(
  'one leg swollen on examination',
  answered('exam.leg', 'one-leg-swollen'),
);
export const examRedWarm = finding('red warm leg on examination', answered('exam.leg', 'red-warm'));
export const deepVeinTender = finding(
  'tender along the deep veins',
  answered('exam.leg', 'tender-deep-veins'),
);
export const examStasisSkin = finding('stasis skin on examination', answered('exam.leg', 'stasis-skin'));
export const wholeLegSwollen = finding('entire leg swollen', answered('exam.whole-leg-swollen', 'yes'));
export const pittingOneLeg = finding(
  'pitting oedema in the symptomatic leg only',
  answered('exam.pitting-one-leg', 'yes'),
);
export const collateralVeins = finding(
  'collateral superficial veins, not varicose',
  answered('exam.collateral-veins', 'yes'),
);
export const alternativeLikely = finding(
  'another diagnosis at least as likely as a clot',
  answered('exam.alternative-likely', 'yes'),
);
/** 10 cm below the tibial tuberosity. */
export const calfDifference3cm = finding(
  'calf at least 3 cm larger than the other',
  counted('exam.calf-difference').atLeast(3),
);
export const calvesEqual = finding('calves equal', answered('exam.larger-leg', 'equal'));
export const hardMuscleWitnessed = finding(
  'hard muscle witnessed in an attack',
  answered('exam.hard-muscle-witnessed', 'yes'),
);

// Nerves
export const monofilamentReduced = finding(
  'monofilament wrong in at least 5 of 8',
  counted('exam.monofilament-wrong').atLeast(5),
);
export const monofilamentNormal = finding(
  'monofilament wrong in at most 1 of 8',
  counted('exam.monofilament-wrong').atMost(1),
);
export const vibrationReduced = finding(
  'vibration wrong in at least 5 of 8',
  counted('exam.vibration-wrong').atLeast(5),
);
export const vibrationNormal = finding(
  'vibration wrong in at most 1 of 8',
  counted('exam.vibration-wrong').atMost(1),
);
export const pinprickReduced = finding(
  'pinprick or temperature sense reduced at the toes',
  answered('exam.pinprick', 'reduced'),
);
export const allodynia = finding('allodynia at the toes', answered('exam.pinprick', 'allodynia'));
export const pinprickNormal = finding(
  'pinprick and temperature sense normal at the toes',
  answered('exam.pinprick', 'normal'),
);
export const ankleReflexesReduced = finding(
  'ankle reflexes reduced on both sides',
  answered('exam.ankle-reflexes', 'reduced-both'),
);
export const ankleReflexesNormal = finding(
  'ankle reflexes normal',
  answered('exam.ankle-reflexes', 'normal'),
);
export const sensationReduced = finding(
  'reduced distal sensation',
  any(monofilamentReduced, vibrationReduced, pinprickReduced),
);
export const powerNormal = finding('power normal', answered('exam.power', 'normal'));
export const powerNormalNow = finding(
  'power normal now',
  answered('exam.power', 'normal', { within: hours(24) }),
);
export const powerReduced = finding(
  'weakness on examination',
  answered('exam.power', anyOf('root', 'distal', 'proximal')),
);
export const upperMotorSigns = finding(
  'upper motor neurone signs',
  answered('exam.upper-motor-signs', 'any'),
);
export const sensationNormalNow = finding(
  'sensation normal at the toes now',
  answered('exam.pinprick', 'normal', { within: hours(24) }),
);

export const abiNonCompressible = finding(
  'ABI above 1.40: vessels not compressible, index uninterpretable',
  latest(ankleBrachialIndex).above(1.4),
);
export const abiVeryLow = finding('ABI below 0.40', latest(ankleBrachialIndex).below(0.4));
export const tbiLow = finding('toe-brachial index at most 0.70', latest(toeBrachialIndex).atMost(0.7));
export const tbiNormal = finding('toe-brachial index above 0.70', latest(toeBrachialIndex).above(0.7));
export const toePressureSevere = finding('toe pressure below 30 mmHg', latest(toePressure).below(30));
export const toePressureTissueSevere = finding('toe pressure below 50 mmHg', latest(toePressure).below(50));
export const toePressureGood = finding('toe pressure at least 60 mmHg', latest(toePressure).atLeast(60));
export const anklePressureSevere = finding('ankle pressure below 50 mmHg', latest(anklePressure).below(50));
export const anklePressureTissueSevere = finding(
  'ankle pressure below 70 mmHg',
  latest(anklePressure).below(70),
);
export const abiNormal = latest(ankleBrachialIndex).between(1, 1.4);

// Vital signs
export const feverMeasured = finding(
  'temperature at least 38.0 °C',
  latest(temperature, { preliminary: true }).atLeast(38),
);
export const hypoxia = finding(
  'oxygen saturation below 94 %',
  latest(oxygenSaturation, { preliminary: true }).below(94),
);
export const limbUnhurried = finding(
  'pulses, temperature, sensation and power recorded normal now, calf soft',
  all(
    sensationNormalNow,
    powerNormalNow,
    legNormalNow,
    // Of the leg that hurts, of both where the side is not recorded: a normal other foot clears nothing.
    bothLegs(any(not(symptomaticLeg), all(pulsesPalpableNow, footNormalNow))),
  ),
);
