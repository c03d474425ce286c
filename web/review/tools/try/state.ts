/** What is being tried: the patient as chosen, the changes since, and the one on the screen. */
import { changeAll, type Change } from '#review/record-changes';
import type { PatientRecord } from '#review/patient-record';

export interface Step {
  /** What was changed, in words. */
  readonly says: string;
  /** Two steps of one key are one: a slider that is drawn is a single change. */
  readonly key: string;
  readonly record: PatientRecord;
}

export interface Trying {
  readonly name: string;
  /** The rule whose patient it is, and its id; a pasted one has neither. */
  readonly of?: string;
  /** As chosen: what arrows compare with. */
  readonly origin: PatientRecord;
  readonly steps: readonly Step[];
}

export type Action =
  | { readonly type: 'choose'; readonly chosen: Trying }
  | { readonly type: 'change'; readonly changes: readonly Change[]; readonly says: string }
  | { readonly type: 'undo' }
  | { readonly type: 'restart' };

export const recordIn = ({ origin, steps }: Trying): PatientRecord => steps.at(-1)?.record ?? origin;

/** A patient just chosen. */
export const chosenPatient = (name: string, origin: PatientRecord, of?: string): Trying => ({
  name,
  origin,
  steps: [],
  ...(of === undefined ? {} : { of }),
});

export function trying(state: Trying, action: Action): Trying {
  switch (action.type) {
    case 'choose':
      return action.chosen;
    case 'undo':
      return { ...state, steps: state.steps.slice(0, -1) };
    case 'restart':
      return { ...state, steps: [] };
    case 'change': {
      const record = changeAll(recordIn(state), action.changes);
      const key = action.changes.map(keyOf).join();
      const last = state.steps.at(-1);
      const before = last?.key === key ? state.steps.slice(0, -1) : state.steps;
      return { ...state, steps: [...before, { says: action.says, key, record }] };
    }
  }
}

function keyOf(change: Change): string {
  switch (change.kind) {
    case 'leave-out':
    case 'date':
    case 'standing':
      return `${change.kind} ${change.reference}`;
    case 'value':
      return `value ${change.reference} ${change.part ?? ''}`;
    case 'answer':
      return `answer ${change.item.linkId}`;
    case 'add':
      return `add ${JSON.stringify(change.resource)}`;
    default:
      return change.kind;
  }
}

/** What every control does. */
export type Changing = (says: string, ...changes: readonly Change[]) => void;
