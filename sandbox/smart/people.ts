/** The patients of the sandbox as a list to choose from. */
import { isRecord, itemsOf, textAt, valuesAt } from '../json.ts';
import type { Bundle } from 'fhir/r4';

export interface Person {
  readonly id: string;
  /** "Anna Öster, born 1974-03-31". */
  readonly label: string;
}

const texts = (values: readonly unknown[]): readonly string[] =>
  values.filter((value) => typeof value === 'string');

/** Everybody in the bundles, by name. Some are flawed on purpose: who has no name is called by id. */
export function peopleIn(bundles: readonly Bundle[]): readonly Person[] {
  return bundles
    .flatMap((bundle) => itemsOf(bundle.entry))
    .flatMap((entry): readonly Person[] => {
      const patient: unknown = isRecord(entry) ? entry.resource : undefined;
      const id = textAt(patient, 'id');
      if (textAt(patient, 'resourceType') !== 'Patient' || id === undefined) return [];
      const [name] = valuesAt(patient, 'name');
      const said =
        textAt(name, 'text') ?? texts([...valuesAt(name, 'given'), ...valuesAt(name, 'family')]).join(' ');
      const born = textAt(patient, 'birthDate');
      return [{ id, label: `${said || id}${born === undefined ? '' : `, born ${born}`}` }];
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
