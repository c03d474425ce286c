/** The orders being written: what each draft is, what it is for and how much of a drug it gives. */
import type { CodeIndex } from './codes.ts';
import { labelOf, setsOf } from './coded.ts';
import type { DraftEntry } from './entries.ts';
import type { DraftContext, Gathered } from './gathered.ts';
import { productOf } from './medications.ts';
import { isRaw, object, objects, referenceOf, text, type Raw } from './read.ts';

const KINDS: Readonly<Record<string, DraftEntry['kind']>> = {
  MedicationRequest: 'medication',
  ServiceRequest: 'service',
  DeviceRequest: 'device',
  SupplyRequest: 'device',
  CommunicationRequest: 'advice',
};
// A re-signed order may be active already (hook library, order-sign).
const WRITTEN = new Set(['draft', 'active', 'on-hold']);
const STOPPED = new Set(['stopped', 'cancelled', 'revoked', 'completed']);
const WORDS = 600;

/**
 * Reads the drafts that the call is about: the selected ones, or all where the hook has no selections.
 * A draft that names nothing yet is left out.
 */
export function readDrafts(
  context: DraftContext,
  codes: CodeIndex,
  referenced: Gathered['referenced'],
): readonly DraftEntry[] {
  return context.resources.flatMap((resource): readonly DraftEntry[] => {
    if (!isRaw(resource)) return [];
    const reference = referenceOf(resource);
    if (context.selections !== undefined && !context.selections.some((one) => isSame(one, reference)))
      return [];
    const draft = readDraft(resource, codes, referenced);
    return draft === undefined ? [] : [draft];
  });
}

// Clients select by `Type/id`; some put the base URL before it.
function isSame(selection: string, reference: string): boolean {
  return selection === reference || selection.endsWith(`/${reference}`);
}

function readDraft(
  resource: Raw,
  codes: CodeIndex,
  referenced: Gathered['referenced'],
): DraftEntry | undefined {
  const type = text(resource, 'resourceType') ?? '';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const status = text(resource, 'status') ?? 'draft';
  const stopped = STOPPED.has(status);
  if (kind === undefined || resource.doNotPerform === true || !(stopped || WRITTEN.has(status)))
    return undefined;
  const concepts = conceptsOf(resource);
  const drug = object(resource, 'medicationCodeableConcept');
  const named = drug === undefined ? concepts : [drug, ...concepts];
  const product = kind === 'medication' ? productOf(resource, codes, referenced) : undefined;
  const said = product?.label ?? (concepts[0] === undefined ? undefined : labelOf(concepts[0]));
  if (said === undefined) return undefined;
  // A bare code says nothing to a prescriber: the name our sets have for it does.
  const isCode = named.some((one) => objects(one, 'coding').some((coding) => coding.code === said));
  const label = (isCode ? titles(named, codes)[0] : undefined) ?? said;
  const reasons = objects(resource, 'reasonCode');
  const own = object(resource, 'reasonCode');
  const coded = own === undefined ? reasons : [...reasons, own];
  return {
    reference: referenceOf(resource),
    kind,
    label,
    sets: product?.sets ?? setsOf(concepts, codes),
    words: wordsOf([
      ...concepts.map(labelOf),
      ...displays(named),
      label,
      ...payload(resource),
      ...titles(named, codes),
    ]),
    fromText: product?.fromText ?? false,
    stopped,
    changeable: status === 'draft',
    reasonSets: setsOf(coded, codes),
    reasonTexts: [
      ...coded.map(labelOf),
      ...displays(coded),
      ...objects(resource, 'reasonReference').map((one) => text(one, 'display') ?? ''),
    ].filter((one) => one !== ''),
    reasonReferences: objects(resource, 'reasonReference').flatMap(
      (one) => /Condition\/[A-Za-z0-9\-.]{1,64}$/.exec(text(one, 'reference')?.slice(-90) ?? '')?.[0] ?? [],
    ),
    ...strength(resource, label),
    resource,
  };
}

function conceptsOf(resource: Raw): readonly Raw[] {
  return [
    object(resource, 'code'),
    object(resource, 'codeCodeableConcept'),
    object(resource, 'itemCodeableConcept'),
    ...objects(resource, 'category'),
    ...objects(resource, 'orderDetail'),
    ...objects(resource, 'bodySite'),
    printed(object(resource, 'codeReference')),
    printed(object(resource, 'itemReference')),
  ].filter((one) => one !== undefined);
}

function printed(reference: Raw | undefined): Raw | undefined {
  const display = text(reference, 'display');
  return display === undefined ? undefined : { text: display };
}

const displays = (concepts: readonly Raw[]): readonly string[] =>
  concepts.flatMap((one) => objects(one, 'coding').map((coding) => text(coding, 'display') ?? ''));

// A code may come without words, or under a brand: what our sets call it is a name as well.
const titles = (concepts: readonly Raw[], codes: CodeIndex): readonly string[] =>
  concepts.flatMap((one) =>
    objects(one, 'coding').map((coding) => codes.titleOf(text(coding, 'system'), text(coding, 'code')) ?? ''),
  );

const payload = (resource: Raw): readonly string[] =>
  objects(resource, 'payload').map((one) => text(one, 'contentString') ?? '');

const wordsOf = (parts: readonly string[]): string =>
  [...new Set(parts)].join(' ').slice(0, WORDS).toLowerCase();

/** Milligrams a dose, from the dosage where it is in mg, else the strength in the name; nothing where neither says. */
function strength(resource: Raw, label: string): { readonly milligrams?: number } {
  for (const dosage of objects(resource, 'dosageInstruction')) {
    for (const rate of objects(dosage, 'doseAndRate')) {
      const dose = object(rate, 'doseQuantity');
      const unit = text(dose, 'code') ?? text(dose, 'unit');
      if (unit?.toLowerCase() === 'mg' && typeof dose?.value === 'number') return { milligrams: dose.value };
    }
  }
  const printed = milligramsIn(label);
  return printed === undefined ? {} : { milligrams: printed };
}

/** The strength a name prints, where it prints one: "atorvastatin 20 mg tablet". */
export function milligramsIn(label: string): number | undefined {
  const found = /(?:^|\s)(\d{1,5}(?:\.\d{1,3})?)\s?mg(?![a-z/])/i.exec(label.slice(0, 200));
  return found === null ? undefined : Number(found[1]);
}
