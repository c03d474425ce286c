/** The door of the chart: what other rooms may use. */
export { buildChart, type ChartSetting } from './build.ts';
export { Chart, type Coverage, type DataKind, type KeyDirectory } from './chart.ts';
export type * from './entries.ts';
export { milligramsIn } from './drafts.ts';
export { CONTEXT_KEY } from './gathered.ts';
export type { DraftContext, Gathered, GatheredKey, HookCall, KeyOutcome, PlanEntry } from './gathered.ts';
export { mayBe, type Side, type Sides } from './side.ts';
