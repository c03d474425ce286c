/** The shared clinical vocabulary: findings by topic. Rules import it as `#findings` and never import one another. */
export * as acute from './acute-leg.ts';
export * as cramp from './cramp.ts';
export * as drugs from './drugs.ts';
export * as exam from './exam.ts';
export * as history from './history.ts';
export * as iron from './iron.ts';
export * as labs from './labs.ts';
export * as nerve from './nerve.ts';
export * as orders from './orders.ts';
export * as perfusion from './perfusion.ts';
export * as phlebitis from './phlebitis.ts';
export * as reviews from './reviews.ts';
export * as scores from './scores.ts';
export * as symptoms from './symptoms.ts';
export * as veins from './veins.ts';
export * as venous from './venous.ts';
export { door } from './complaint.ts';
