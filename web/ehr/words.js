/** FHIR values in words: names, codes, dates, quantities. Everything returned is plain text. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A CodeableConcept, Coding or reference in words. */
export function conceptText(concept) {
  if (concept === undefined || concept === null) return '';
  if (typeof concept === 'string') return concept;
  const coding = concept.coding?.find((candidate) => candidate.display) ?? concept.coding?.[0];
  return concept.text ?? concept.display ?? coding?.display ?? coding?.code ?? concept.code ?? '';
}

/** A date as it was recorded: a partial date stays partial, and no time zone shifts the day. */
export function dateText(text) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(text ?? '');
  if (match === null) return '';
  const [, year, month, day] = match;
  return [day === undefined ? '' : String(Number(day)), MONTHS[Number(month) - 1] ?? '', year]
    .filter((part) => part !== '')
    .join(' ');
}

/** Full calendar years from one date to a later one, both starting YYYY-MM-DD. */
function yearsBetween(from, to) {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5, 10) < from.slice(5, 10) ? years - 1 : years;
}

/** How long before `asOf` a date was, roughly, as a clinician says it; empty for a partial date. */
export function agoText(text, asOf) {
  if (!/^\d{4}-\d\d-\d\d/.test(text ?? '')) return '';
  const days = Math.round((Date.parse(asOf.slice(0, 10)) - Date.parse(text.slice(0, 10))) / 86_400_000);
  if (Number.isNaN(days)) return '';
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 0) return `in ${-days} d`;
  if (days < 61) return `${days} d ago`;
  const years = yearsBetween(text, asOf);
  return years < 2 ? `${Math.round(days / 30.44)} mo ago` : `${years} y ago`;
}

/** An instant in UTC, to the minute. */
export function instantText(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text ?? '';
  return `${dateText(date.toISOString())}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** Full years between a birth date and `asOf`; empty when the birth date is not complete. */
export function ageText(birthDate, asOf) {
  if (!/^\d{4}-\d\d-\d\d$/.test(birthDate ?? '')) return '';
  return `${yearsBetween(birthDate, asOf)} years`;
}

/** The name a person goes by. */
export function nameText(patient) {
  const name = patient.name?.find((candidate) => candidate.use === 'official') ?? patient.name?.[0];
  if (name === undefined) return `Patient ${patient.id}`;
  return name.text ?? [...(name.given ?? []), name.family].filter(Boolean).join(' ');
}

/** A quantity with its comparator and unit; a UCUM annotation such as {ratio} is no unit. */
export function quantityText(quantity) {
  if (quantity === undefined) return '';
  const unit = (quantity.unit ?? quantity.code ?? '').replace(/^(\{.*\}|1)$/, '');
  return [`${quantity.comparator ?? ''}${quantity.value ?? ''}`, unit].filter(Boolean).join(' ');
}

/** The value of an Observation or of one of its components. */
export function valueText(observation) {
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
  const parts = (observation.component ?? []).map(
    (component) => `${conceptText(component.code)} ${valueText(component)}`,
  );
  if (parts.length > 0) return parts.join('; ');
  return observation.dataAbsentReason === undefined
    ? 'no value'
    : `no value (${conceptText(observation.dataAbsentReason)})`;
}

/** One answer of a questionnaire, whatever its type. */
export function answerText(answer) {
  if (answer.valueCoding !== undefined) return conceptText(answer.valueCoding);
  if (answer.valueQuantity !== undefined) return quantityText(answer.valueQuantity);
  if (answer.valueBoolean !== undefined) return answer.valueBoolean ? 'Yes' : 'No';
  if (answer.valueDate !== undefined) return dateText(answer.valueDate);
  const [value] = Object.entries(answer).flatMap(([key, item]) => (key.startsWith('value') ? [item] : []));
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** "deep-vein-thrombosis" -> "Deep vein thrombosis". */
export function idText(id) {
  const words = String(id).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an OperationOutcome says, or the sentence given instead. */
export function outcomeText(body, otherwise) {
  const said = (body?.issue ?? []).flatMap((issue) => issue.details?.text ?? issue.diagnostics ?? []);
  return said.length > 0 ? said.join(' ') : otherwise;
}

/** A link target that is safe to follow: http(s), or a path of this site. */
export function safeLink(url) {
  if (typeof url !== 'string') return undefined;
  if (/^\/(?!\/)/.test(url)) return url;
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}
