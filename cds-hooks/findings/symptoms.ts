/** What the patient tells: the answers of the intake under the names a clinician would use. */
import { all, answered, any, anyOf, counted, finding, unless } from '#rules';

// Urge to move (restless legs)
export const urge = finding(
  'unpleasant restless feelings in the legs at rest in the evening or night, relieved by moving',
  answered('urge', 'yes'),
);
export const noUrge = finding('no urge to move the legs', answered('urge', 'no'));
export const urgeAtRest = finding(
  'begins or worsens when sitting or lying still',
  answered('urge.worse-at-rest', 'yes'),
);
export const urgeInEvening = finding(
  'worse in the evening or night',
  answered('urge.worse-in-evening', 'yes'),
);
export const urgeNotInEvening = finding(
  'not worse in the evening or night',
  answered('urge.worse-in-evening', 'no'),
);
export const urgeReturns = finding(
  'returns within minutes of stopping movement',
  answered('urge.returns-when-still', 'yes'),
);
export const urgeDoesNotReturn = finding(
  'does not return when movement stops',
  answered('urge.returns-when-still', 'no'),
);
export const urgeWholeBody = finding(
  'restlessness of the whole body, as bad by day',
  answered('urge.whole-body', 'yes'),
);

// Relief
export const reliefDangle = finding('better with the leg hanging down', answered('relief', 'dangle'));
export const reliefDangleStill = finding(
  'hanging the leg down helps without walking',
  answered('relief.dangle-still', 'yes'),
);
export const reliefDangleOnlyWalking = finding(
  'hanging the leg down does not help without walking',
  answered('relief.dangle-still', 'no'),
);
export const reliefMoving = finding(
  'better with walking or moving',
  answered('relief', anyOf('walk', 'keep-moving')),
);
/** The published single question already contains relief by movement (DECISIONS, evidence). */
export const relievedByMoving = finding('relieved by moving', any(urge, reliefMoving));
export const reliefStretch = finding('better with stretching', answered('relief', 'stretch'));
export const reliefElevate = finding('better with the legs raised', answered('relief', 'elevate'));
export const reliefRest = finding('better with rest', answered('relief', 'rest'));
export const reliefStand = finding('better with standing', answered('relief', 'stand'));
export const reliefBendForward = finding('better bending forward', answered('relief', 'bend-forward'));
export const reliefOneChange = finding(
  'one change of position ends it',
  answered('relief', 'one-position-change'),
);
export const reliefNothing = finding('nothing makes it better', answered('relief', 'nothing'));
/** Only where moving is not ticked as well: the single question contains relief by moving and outweighs "nothing". */
export const reliefNotEvenMoving = finding(
  'nothing makes it better, not even moving',
  all(reliefNothing, unless(relievedByMoving)),
);
/** Ischemia, not restless legs: hanging the leg down suffices and moving is not named. */
export const reliefDangleWithoutMoving = finding(
  'hanging the leg down helps without walking, and moving is not named as relief',
  all(reliefDangleStill, unless(reliefMoving)),
);
export const reliefCool = finding('better with cooling', answered('relief', 'cool'));
export const sleepsInChair = finding('sleeps in a chair to ease it', answered('relief', 'chair'));

// What makes it worse
export const worseFlat = finding('worse lying flat', answered('worse', 'flat'));
export const worseFlatOrRaised = finding(
  'worse lying flat or with the legs raised',
  answered('worse', anyOf('flat', 'legs-raised')),
);
export const worseWalking = finding('worse with walking', answered('worse', 'walking'));
export const worseStanding = finding('worse with standing', answered('worse', 'standing'));
export const worseSheet = finding('the bed sheet hurts', answered('worse', 'sheet'));
export const seatedGone = finding('gone when sitting down', answered('seated', 'gone'));
export const seatedWorse = finding('worse when sitting down', answered('seated', 'worse'));

export const exertionalPain = finding(
  'worse with walking or loading, or gone when sitting down',
  any(answered('worse', anyOf('walking', 'loading-joint')), answered('seated', 'gone')),
);

// Attack
export const hardMuscle = finding(
  'hard, knotted muscle during the attack',
  answered('attack.hard-muscle', 'yes'),
);
export const noHardMuscle = finding('no hard muscle during the attack', answered('attack.hard-muscle', 'no'));
export const attackMinutes = finding(
  'an attack lasts at most 10 minutes',
  answered('attack.duration', 'up-to-10-min'),
);
export const attackTenToSixty = finding(
  'an attack lasts 10 to 60 minutes',
  answered('attack.duration', '10-to-60-min'),
);
export const attackHours = finding('an attack lasts hours', answered('attack.duration', 'hours'));
export const constantPain = finding('constant pain', answered('attack.duration', 'constant'));
export const attackBeyondTen = finding(
  'lasts longer than 10 minutes',
  answered('attack.duration', anyOf('10-to-60-min', 'hours', 'constant')),
);
export const soreAfter = finding('muscle sore afterwards', answered('attack.sore-after', 'yes'));
export const recurrentAttacks = finding(
  'the same attacks before, each clearing completely',
  answered('attack.recurrent', 'yes'),
);

// Quality
export const qualityCramp = finding('cramping', answered('quality', 'cramp'));
export const qualityBurning = finding('burning', answered('quality', 'burning'));
export const qualityHotRed = finding('hot and red', answered('quality', 'hot-red'));
export const qualityCreeping = finding('creeping or crawling', answered('quality', 'creeping'));
export const qualityNeuropathic = finding(
  'burning, tingling, numb or electric',
  answered('quality', anyOf('burning', 'tingling', 'numb', 'electric')),
);

// Site and side
export const siteCalf = finding('in the calf', answered('site', 'calf'));
export const siteCalfOrFoot = finding(
  'in the calf or foot',
  answered('site', anyOf('calf', 'foot', 'sole', 'toes')),
);
export const siteForefoot = finding(
  'in the forefoot, toes or foot',
  answered('site', anyOf('toes', 'sole', 'foot')),
);
export const siteThigh = finding(
  'in the thigh',
  answered('site', anyOf('thigh-front', 'thigh-outer', 'thigh-back')),
);
export const siteBack = finding('in the low back', answered('site', 'low-back'));
export const siteCalfThighButtock = finding(
  'in the calf, thigh or buttock',
  answered('site', anyOf('calf', 'thigh-front', 'thigh-outer', 'thigh-back', 'buttock', 'whole-leg')),
);
export const oneLeg = finding('one leg only', answered('side', 'one-leg'));
export const bothEqual = finding('both legs alike', answered('side', 'both-equal'));
export const bothLegsAffected = finding('both legs', answered('side', anyOf('both-equal', 'both-unequal')));
export const alternates = finding('alternates between the legs', answered('side', 'alternates'));
export const backToLeg = finding(
  'travels from the back or buttock into the leg',
  answered('back-to-leg', anyOf('thigh', 'below-knee')),
);
export const backToBelowKnee = finding(
  'travels from the back to below the knee',
  answered('back-to-leg', 'below-knee'),
);

// Timing, onset, course
export const inBed = finding('present in bed', answered('timing', 'bed'));
export const allDay = finding('present all day', answered('timing', 'all-day'));
/** Lying down is part of it: in bed, worse flat, or restless on lying. */
export const recumbentPain = finding('present or worse when lying down', any(inBed, worseFlat));
export const onWalking = finding('present on walking', answered('timing', 'walking'));
export const onsetSudden = finding('began suddenly', answered('onset', 'sudden'));
export const onsetWithin48h = finding('began within 48 hours', answered('onset.when', 'under-48-hours'));
export const onsetWithin14d = finding(
  'began within 14 days',
  answered('onset.when', anyOf('under-48-hours', '2-to-14-days')),
);
export const onsetOverMonths = finding(
  'began more than 3 months ago',
  any(
    answered('onset', anyOf('3-to-6-months', 'over-6-months')),
    answered('onset.when', anyOf('3-to-6-months', 'over-6-months')),
  ),
);
export const onsetOverTwoWeeks = finding(
  'began more than 2 weeks ago',
  any(
    answered('onset', anyOf('2-to-12-weeks', '3-to-6-months', 'over-6-months')),
    answered('onset.when', anyOf('2-to-12-weeks', '3-to-6-months', 'over-6-months')),
  ),
);
export const stillPresent = finding('still present', answered('onset.still-present', 'yes'));
export const nowGone = finding('gone now', answered('onset.still-present', 'no'));
export const worsening = finding('worsening', answered('onset.course', 'worsening'));
export const severePain = finding(
  'worst pain 7 of 10 or more',
  counted('impact.worst-pain', { life: 'acute' }).atLeast(7),
);

// Numbness and weakness
export const stocking = finding('stocking numbness or tingling', answered('numbness', 'stocking'));
export const handsAndFeet = finding('numbness of hands and feet', answered('numbness', 'hands-and-feet'));
/** Constant, by day and night, in a stocking: neuropathy. */
export const constantStocking = finding(
  'constant or all-day stocking numbness or tingling',
  all(stocking, any(constantPain, answered('timing', 'all-day'))),
);
export const soles = finding('numb soles', answered('numbness', 'sole'));
export const strip = finding('numbness in a strip', answered('numbness', 'strip'));
export const outerThigh = finding('numb patch on the outer thigh', answered('numbness', 'outer-thigh-patch'));
export const weakness = finding('weakness', answered('numbness', 'weakness'));
export const toesNumbFlat = finding('toes go numb lying flat', answered('numbness', 'toes-when-flat'));

// Skin and swelling, as the patient sees it
export const oneLegSwollen = finding(
  'one leg swollen',
  any(
    answered('skin-and-swelling', 'one-leg-swollen', { life: 'acute' }),
    answered('red-flags', 'one-leg-swollen'),
  ),
);
export const bothLegsSwollen = finding(
  'both legs swollen',
  answered('skin-and-swelling', 'both-legs-swollen'),
);
export const warmRed = finding(
  'one leg red and warm',
  any(
    answered('skin-and-swelling', 'warm-red', { life: 'acute' }),
    answered('red-flags', 'one-leg-red-warm'),
  ),
);
export const varicose = finding('varicose veins', answered('skin-and-swelling', 'varicose-veins'));
export const brownSkin = finding(
  'brown or hard skin above the ankle',
  answered('skin-and-swelling', 'brown-hard-skin'),
);
export const sore = finding('a sore that does not heal', answered('skin-and-swelling', 'non-healing-sore'));
export const toesDiscoloured = finding(
  'pale, blue or black toes',
  answered('skin-and-swelling', 'pale-blue-black-toes', { life: 'acute' }),
);
export const coldShiny = finding(
  'cold, shiny, hairless skin',
  answered('skin-and-swelling', 'cold-shiny-hairless'),
);
export const redHotAttacks = finding(
  'attacks of red, hot feet',
  answered('skin-and-swelling', 'red-hot-attacks'),
);

// Red-flag ticks
export const flagBreathless = finding(
  'breathlessness or chest pain',
  answered('red-flags', 'breathless-chest-pain'),
);
export const flagSaddle = finding('saddle numbness', answered('red-flags', 'saddle-numbness'));
export const flagSphincter = finding(
  'new bladder, bowel or sexual change',
  answered('red-flags', 'bladder-bowel-sexual'),
);
export const flagBothLegsWeak = finding('new weakness of both legs', answered('red-flags', 'both-legs-weak'));
export const flagFootDrop = finding(
  'new foot drop or weakness of one leg',
  answered('red-flags', 'foot-drop'),
);
export const flagClumsyHands = finding(
  'clumsy hands or unsteady gait',
  answered('red-flags', 'clumsy-hands-unsteady'),
);
/** The option reads "Leg suddenly cold, pale, blue or very painful": a tick alone is no proof of a cold leg. */
export const flagColdPale = finding(
  'leg suddenly cold, pale, blue or very painful (reported)',
  answered('red-flags', 'sudden-cold-pale-leg'),
);
export const flagFever = finding('fever', answered('red-flags', 'fever'));
export const flagTrauma = finding('recent injury', answered('red-flags', 'trauma'));
export const flagCancer = finding('cancer reported', answered('red-flags', 'cancer'));
export const flagsNone = finding('no red-flag symptom ticked', answered('red-flags', 'none'));

// Exposures
export const pregnantReported = finding('pregnant (reported)', answered('exposure', 'pregnant'));
export const dialysisReported = finding('dialysis (reported)', answered('exposure', 'dialysis'));
export const surgeryReported = finding(
  'recent surgery or immobility (reported)',
  answered('exposure', 'surgery-immobility'),
);
export const previousClotReported = finding(
  'previous clot (reported)',
  answered('exposure', 'previous-clot'),
);
export const quinineReported = finding(
  'takes quinine or tonic water (reported)',
  answered('exposure', 'quinine'),
);
export const sleepAidReported = finding(
  'over-the-counter sleep aid (reported)',
  answered('exposure', 'otc-sleep-aid'),
);
export const alcoholReported = finding('alcohol (reported)', answered('exposure', 'alcohol'));
export const chemotherapyReported = finding('chemotherapy (reported)', answered('exposure', 'chemotherapy'));
export const nitrousReported = finding('nitrous oxide (reported)', answered('exposure', 'nitrous-oxide'));
export const fluidLossReported = finding(
  'vomiting, diarrhoea or other fluid loss (reported)',
  answered('exposure', 'fluid-losses'),
);
export const exertionReported = finding('unaccustomed exertion (reported)', answered('exposure', 'exertion'));
export const ironInfusionReported = finding(
  'iron infusion (reported)',
  answered('exposure', 'iron-infusion'),
);

/** Severe loss of sleep: falling asleep and staying asleep, and the day suffers severely. */
export const severeSleepLoss = finding(
  'severe loss of sleep, usual activities stopped',
  all(answered('impact.sleep', 'both'), answered('impact.activities', 'severe')),
);

// Patterns shared by rules
export const positionalForefoot = finding(
  'forefoot, toes or foot, worse flat or raised, eased by hanging the leg down without walking',
  all(any(siteForefoot, toesNumbFlat), any(worseFlatOrRaised, toesNumbFlat), reliefDangleStill),
);
export const exertionalLimb = finding(
  'calf, thigh or buttock pain on walking, gone with rest',
  all(any(worseWalking, onWalking), siteCalfThighButtock, any(reliefRest, reliefStand)),
);
export const classicCramp = finding(
  'hard muscle for at most 10 minutes in calf or foot',
  all(hardMuscle, attackMinutes, siteCalfOrFoot),
);
