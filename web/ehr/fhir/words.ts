/** FHIR values in words: names, codes, dates, quantities. Everything returned is plain text. */
import type {
  CodeableConcept,
  Coding,
  HumanName,
  Observation,
  ObservationComponent,
  Patient,
  Quantity,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What FHIR says is text may be anything where another server sent it. */
const said = (value: unknown): string => (typeof value === 'string' ? value : '');

const list = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);

/** A CodeableConcept in words: its text, else the first display, else the first code. */
export function conceptText(concept: CodeableConcept | undefined): string {
  const codings = list(concept?.coding);
  const shown = codings.find(({ display }) => said(display) !== '') ?? codings[0];
  return said(concept?.text) || said(shown?.display) || said(shown?.code);
}

export const codingText = (coding: Coding | undefined): string => said(coding?.display) || said(coding?.code);

/** A date as it was recorded: a partial date stays partial, and no time zone shifts the day. */
export function dateText(text: string | undefined): string {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(said(text));
  if (match === null) return '';
  const [, year, month, day] = match;
  return [day === undefined ? '' : String(Number(day)), MONTHS[Number(month) - 1] ?? '', year]
    .filter(Boolean)
    .join(' ');
}

/** Full calendar years from one date to a later one, both starting YYYY-MM-DD. */
function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5, 10) < from.slice(5, 10) ? years - 1 : years;
}

/** How long before `asOf` a date was, roughly, as a clinician says it; empty for a partial date. */
export function agoText(text: string | undefined, asOf: string): string {
  const date = said(text);
  if (!/^\d{4}-\d\d-\d\d/.test(date)) return '';
  const days = Math.round((Date.parse(asOf.slice(0, 10)) - Date.parse(date.slice(0, 10))) / 86_400_000);
  if (Number.isNaN(days)) return '';
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 0) return `in ${-days} d`;
  if (days < 61) return `${days} d ago`;
  const years = yearsBetween(date, asOf);
  return years < 2 ? `${Math.round(days / 30.44)} mo ago` : `${years} y ago`;
}

/** An instant in UTC, to the minute. */
export function instantText(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const iso = date.toISOString();
  return `${dateText(iso)}, ${iso.slice(11, 16)} UTC`;
}

/** Full years between a birth date and `asOf`; empty when the birth date is not complete. */
export const ageText = (birthDate: string | undefined, asOf: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(said(birthDate)) ? `${yearsBetween(said(birthDate), asOf)} years` : '';

/** The name a person goes by. */
export function nameText(patient: Patient): string {
  const names = list<HumanName>(patient.name);
  const name = names.find(({ use }) => use === 'official') ?? names[0];
  const built = [...list(name?.given), name?.family].map(said).filter(Boolean).join(' ');
  return said(name?.text) || built || `Patient ${said(patient.id)}`;
}

/** A quantity with its unit; a UCUM annotation such as {ratio} is no unit. */
export function quantityText(quantity: Quantity | undefined): string {
  if (quantity === undefined) return '';
  const unit = (said(quantity.unit) || said(quantity.code)).replace(/^(\{.*\}|1)$/, '');
  return [`${said(quantity.comparator)}${quantity.value ?? ''}`, unit].filter(Boolean).join(' ');
}

/** The value of an Observation or of one of its components. */
export function valueText(observation: Observation | ObservationComponent): string {
  if (observation.valueQuantity !== undefined) return quantityText(observation.valueQuantity);
  if (observation.valueCodeableConcept !== undefined) return conceptText(observation.valueCodeableConcept);
  if (observation.valueBoolean !== undefined) return observation.valueBoolean ? 'yes' : 'no';
  if (observation.valueRange !== undefined) {
    const { low, high } = observation.valueRange;
    return `${quantityText(low) || '?'} to ${quantityText(high) || '?'}`;
  }
  const plain =
    observation.valueString ?? observation.valueInteger ?? observation.valueDateTime ?? observation.valueTime;
  if (plain !== undefined) return String(plain);
  const parts = ('component' in observation ? list(observation.component) : []).map(
    (component) => `${conceptText(component.code)} ${valueText(component)}`,
  );
  if (parts.length > 0) return parts.join('; ');
  const absent = conceptText(observation.dataAbsentReason);
  return absent === '' ? 'no value' : `no value (${absent})`;
}

/** One answer of a questionnaire, whatever its type; `labels` names codes that came without words. */
export function answerText(
  answer: QuestionnaireResponseItemAnswer,
  labels: ReadonlyMap<string, string>,
): string {
  if (answer.valueCoding !== undefined) {
    return labels.get(said(answer.valueCoding.code)) ?? codingText(answer.valueCoding);
  }
  if (answer.valueQuantity !== undefined) return quantityText(answer.valueQuantity);
  if (answer.valueBoolean !== undefined) return answer.valueBoolean ? 'Yes' : 'No';
  if (answer.valueDate !== undefined) return dateText(answer.valueDate);
  const value = answer.valueString ?? answer.valueInteger ?? answer.valueDecimal ?? answer.valueDateTime;
  return value === undefined ? '' : String(value);
}

/** "deep-vein-thrombosis" -> "Deep vein thrombosis". */
export function idText(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
