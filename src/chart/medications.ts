/** What the patient takes: orders and statements with their status and intent, dispenses as a check, products by code or by name. */
import type { Gathered } from './gathered.ts';
import { systemKey, type CodeIndex } from './codes.ts';
import { labelOf, setsOf } from './coded.ts';
import type { DispenseEntry, DrugEntry, Sets } from './entries.ts';
import { firstDate, isRaw, object, objects, past, referenceOf, text, type Raw } from './read.ts';

const ORDERED = new Set(['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']);
const PAST = new Set(['completed', 'stopped', 'not-taken', 'on-hold']);

/** A medication as value sets and a name. */
export interface Product {
  readonly sets: Sets;
  readonly label: string;
  readonly fromText: boolean;
}

/**
 * Reads a MedicationRequest or MedicationStatement.
 * Only active orders and active statements are current; draft, cancelled, erroneous and proposed ones are dropped.
 */
export function readDrug(
  resource: Raw,
  asOf: number,
  codes: CodeIndex,
  referenced: Gathered['referenced'],
): DrugEntry | undefined {
  const state = stateOf(resource, asOf);
  if (state === undefined) return undefined;
  const product = productOf(resource, codes, referenced);
  if (product === undefined || product.sets.size === 0) return undefined;
  const start = startOf(resource, asOf);
  const end = state === 'past' ? endOf(resource, asOf) : undefined;
  return {
    reference: referenceOf(resource),
    label: product.label,
    sets: product.sets,
    state,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    fromText: product.fromText,
  };
}

/** Reads a MedicationDispense that was completed: proof that the product was handed over on that day. */
export function readDispense(
  resource: Raw,
  asOf: number,
  codes: CodeIndex,
  referenced: Gathered['referenced'],
): DispenseEntry | undefined {
  if (text(resource, 'status') !== 'completed') return undefined;
  const product = productOf(resource, codes, referenced);
  if (product === undefined || product.sets.size === 0) return undefined;
  const date = firstDate(resource, ['whenHandedOver', 'whenPrepared'], asOf);
  return date === undefined ? { sets: product.sets } : { sets: product.sets, date };
}

function stateOf(resource: Raw, asOf: number): 'current' | 'past' | undefined {
  const status = text(resource, 'status');
  if (status === undefined || resource.doNotPerform === true) return undefined;
  if (resource.resourceType === 'MedicationRequest') {
    const intent = text(resource, 'intent');
    if (intent !== undefined && !ORDERED.has(intent)) return undefined;
    if (status === 'active') return 'current';
    return PAST.has(status) ? 'past' : undefined;
  }
  // "Taking until last May" is past, whatever the status still says.
  const end = past(object(resource, 'effectivePeriod')?.end, asOf);
  if (status === 'active') return end !== undefined && end.span.to <= asOf ? 'past' : 'current';
  return PAST.has(status) ? 'past' : undefined;
}

function startOf(resource: Raw, asOf: number) {
  for (const dosage of objects(resource, 'dosageInstruction')) {
    const bounds = object(object(object(dosage, 'timing'), 'repeat'), 'boundsPeriod');
    const found = bounds === undefined ? undefined : firstDate(bounds, ['start'], asOf);
    if (found !== undefined) return found;
  }
  return firstDate(resource, ['effectivePeriod', 'effectiveDateTime', 'authoredOn', 'dateAsserted'], asOf);
}

function endOf(resource: Raw, asOf: number) {
  const bounds = objects(resource, 'dosageInstruction').map((dosage) =>
    object(object(object(dosage, 'timing'), 'repeat'), 'boundsPeriod'),
  );
  const validity = object(object(resource, 'dispenseRequest'), 'validityPeriod');
  for (const period of [object(resource, 'effectivePeriod'), ...bounds, validity]) {
    const found = past(period?.end, asOf);
    if (found !== undefined) return found;
  }
  return undefined;
}

// The product with its ingredients, then its class, then words (terminology.md section 2.6); the first that names a drug
// decides, for a class may hold more than the product does.
export function productOf(
  resource: Raw,
  codes: CodeIndex,
  referenced: Gathered['referenced'],
): Product | undefined {
  const concept = object(resource, 'medicationCodeableConcept') ?? medicationCode(resource, referenced);
  const ingredients = ingredientsOf(medicationOf(resource, referenced));
  if (concept === undefined && ingredients.length === 0) return undefined;
  const concepts = [concept, ...ingredients];
  const label = concept === undefined ? labelOf(ingredients[0]) : labelOf(concept);
  for (const counts of [isProduct, isClass]) {
    const coded = certain(setsOf(concepts, codes, counts));
    if (coded.size > 0) return { sets: coded, label, fromText: false };
  }
  // Last resort: ingredient names as whole words in what the record prints, marked as text evidence.
  const printed = concepts.map((one) => words(one)).join(' ');
  const named = codes.drugSetsInText(printed.slice(0, 400));
  return { sets: new Map(named.map((set) => [set, false])), label, fromText: true };
}

const isClass = (system: string | undefined): boolean => systemKey(system) === 'atc';
const isProduct = (system: string | undefined): boolean => !isClass(system);

// A class that does not always hold the drug ("lipid modifying agents, combinations") does not say that it is taken.
function certain(sets: Sets): Sets {
  for (const nonspecific of sets.values())
    if (nonspecific) return new Map([...sets].filter(([, vague]) => !vague));
  return sets;
}

// What is declared inactive (magnesium stearate, potassium sorbate) fills the tablet and treats nothing.
function ingredientsOf(medication: Raw | undefined): readonly (Raw | undefined)[] {
  return objects(medication, 'ingredient')
    .filter((one) => one.isActive !== false)
    .map((one) => object(one, 'itemCodeableConcept'));
}

function words(concept: Raw | undefined): string {
  const displays = objects(concept, 'coding').map((coding) => text(coding, 'display') ?? '');
  return [text(concept, 'text') ?? '', ...displays].join(' ');
}

function medicationCode(resource: Raw, referenced: Gathered['referenced']): Raw | undefined {
  const code = object(medicationOf(resource, referenced), 'code');
  if (code !== undefined) return code;
  const display = text(object(resource, 'medicationReference'), 'display');
  return display === undefined ? undefined : { text: display };
}

function medicationOf(resource: Raw, referenced: Gathered['referenced']): Raw | undefined {
  const reference = text(object(resource, 'medicationReference'), 'reference');
  if (reference === undefined) return undefined;
  if (reference.startsWith('#')) {
    return objects(resource, 'contained').find((one) => one.id === reference.slice(1));
  }
  const found: unknown = Object.hasOwn(referenced, reference) ? referenced[reference] : undefined;
  return isRaw(found) ? found : undefined;
}
