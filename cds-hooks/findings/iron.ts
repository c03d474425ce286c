/** Iron in restless legs: the thresholds of the sleep guideline, other ones on dialysis, and when iron is harm. */
import { all, any, finding, known, latest, unanswered, unless } from '#rules';
import { dialysis, pregnancy } from './history.ts';
import { ferritin, transferrinSaturation as saturation } from './labs.ts';

/** Adults with restless legs only, never on dialysis: other limits apply there (neuro-msk trap 4). */
export const ironTrigger = finding(
  'ferritin at most 75 ng/mL or transferrin saturation below 20 %',
  all(unless(dialysis), any(latest(ferritin).atMost(75), latest(saturation).below(20))),
);
export const dialysisIronTrigger = finding(
  'on dialysis, ferritin below 200 ng/mL and transferrin saturation below 20 %',
  all(dialysis, latest(ferritin).below(200), latest(saturation).below(20)),
);
export const lowIron = finding(
  'low iron for restless legs (ferritin at most 75 ng/mL or saturation below 20 %; on dialysis its own limits)',
  any(ironTrigger, dialysisIronTrigger),
);
export const intravenousIronOnly = finding(
  'ferritin above 75 up to 100 ng/mL: intravenous only',
  all(unless(dialysis), latest(ferritin).above(75), latest(ferritin).atMost(100)),
);
export const noIron = finding(
  'transferrin saturation at least 45 % or ferritin above 300 ng/mL',
  any(latest(saturation).atLeast(45), latest(ferritin).above(300)),
);
export const ironDeficient = finding(
  'ferritin below 30 ng/mL or transferrin saturation below 20 %',
  all(unless(dialysis), any(latest(ferritin).below(30), latest(saturation).below(20))),
);

// Before iron is ordered
const ferritinAsked = latest(ferritin).above(300);
const saturationAsked = latest(saturation).atLeast(45);
export const valuesMissing = finding(
  'neither ferritin nor transferrin saturation known within 6 months',
  all(unanswered(ferritinAsked), unanswered(saturationAsked)),
);
export const oneValueMissing = finding(
  'only one of ferritin and transferrin saturation known within 6 months',
  any(
    all(known(ferritinAsked), unanswered(saturationAsked)),
    all(unanswered(ferritinAsked), known(saturationAsked)),
  ),
);
/** A low saturation opens the mouth as a way again; in pregnancy the vein is not for the first trimester. */
export const notByMouth = all(intravenousIronOnly, unless(latest(saturation).below(20)), unless(pregnancy));
export const enoughIron = finding(
  'ferritin above 100 ng/mL and transferrin saturation at least 20 %',
  all(unless(dialysis), latest(ferritin).above(100), latest(saturation).atLeast(20)),
);
