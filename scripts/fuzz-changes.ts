/** Small changes to a JSON value, as data: fuzzing chooses and shrinks them, `changed` makes them. */
import type { Json, JsonObject } from './fuzz-charts.ts';
import { isObject } from './fuzz-charts.ts';

export type Change =
  | { readonly how: 'remove' }
  | { readonly how: 'put'; readonly value: Json }
  | { readonly how: 'repeat'; readonly times: number }
  | { readonly how: 'wrap' }
  | { readonly how: 'nest'; readonly depth: number }
  | { readonly how: 'rename'; readonly name: string };

/** A change at one of the places of a value, counted in order. */
export interface Mutation {
  readonly at: number;
  readonly change: Change;
}

type Path = readonly (string | number)[];

/** Every place in a value, parents first. */
export function placesOf(value: Json, path: Path = []): readonly Path[] {
  const places: Path[] = [];
  const walk = (one: Json, at: Path): void => {
    places.push(at);
    if (Array.isArray(one)) one.forEach((item: Json, index) => walk(item, [...at, index]));
    else if (isObject(one)) for (const [name, item] of Object.entries(one)) walk(item, [...at, name]);
  };
  walk(value, path);
  return places;
}

function made(value: Json, change: Exclude<Change, { how: 'remove' | 'rename' }>): Json {
  switch (change.how) {
    case 'put':
      return change.value;
    case 'repeat':
      return Array.from({ length: change.times }, () => value);
    case 'wrap':
      return { [Array.isArray(value) ? '0' : 'value']: value };
    case 'nest': {
      let nested = value;
      for (let level = 0; level < change.depth; level += 1) nested = [nested];
      return nested;
    }
  }
}

/** Only what lies on the way is copied: a chart of 100 kB is changed a hundred thousand times. */
function changedAt(value: Json, path: Path, change: Change): Json {
  const [step, ...rest] = path;
  if (step === undefined)
    return change.how === 'remove' || change.how === 'rename' ? null : made(value, change);
  if (Array.isArray(value) && typeof step === 'number') return changedItem(value, step, rest, change);
  if (isObject(value) && Object.hasOwn(value, step)) return changedMember(value, String(step), rest, change);
  return value;
}

function changedItem(value: readonly Json[], step: number, rest: Path, change: Change): Json {
  const item = value[step];
  if (item === undefined) return value;
  if (rest.length === 0 && change.how === 'remove') return value.filter((_one, index) => index !== step);
  if (rest.length === 0 && change.how === 'repeat') {
    return [...value, ...Array.from({ length: change.times }, () => item)];
  }
  return value.map((one, index) => (index === step ? changedAt(one, rest, change) : one));
}

function changedMember(value: JsonObject, step: string, rest: Path, change: Change): Json {
  const item = value[step];
  if (item === undefined) return value;
  if (rest.length > 0 || (change.how !== 'remove' && change.how !== 'rename')) {
    return { ...value, [step]: changedAt(item, rest, change) };
  }
  const others = Object.entries(value).filter(([name]) => name !== step);
  return Object.fromEntries(change.how === 'remove' ? others : [...others, [change.name, item]]);
}

/** The value with the changes made one after the other; a place that a former one took away is left. */
export function changed(value: Json, places: readonly Path[], mutations: readonly Mutation[]): Json {
  let now = value;
  for (const { at, change } of mutations) now = changedAt(now, places[at % places.length] ?? [], change);
  return now;
}
