/** How one resource becomes one line of the chart: name, status, a note, the date. */
import { html, useState } from '/vendor/preact.js';
import { agoText, conceptText, dateText, idText } from './words.js';

export const When = ({ date, asOf }) =>
  date === undefined
    ? html`<span class="quiet">no date</span>`
    : html`<time datetime=${date}>${dateText(date)}</time> <span class="quiet">${agoText(date, asOf)}</span>`;

export const Status = ({ text }) =>
  text === undefined || text === '' ? null : html`<span class="status">${idText(text).toLowerCase()}</span>`;

export const Row = ({ name, note, status, date, asOf }) =>
  html`<li>
    <span class="row-name">${name} <${Status} text=${status} /></span>
    ${note ? html`<span class="row-note">${note}</span>` : null}
    <span class="row-date"><${When} date=${date} asOf=${asOf} /></span>
  </li>`;

export const LIST_START = 12;

/** A long list starts short; a button opens the rest. */
export function Rows({ rows, what }) {
  const [open, setOpen] = useState(false);
  const shown = open ? rows : rows.slice(0, LIST_START);
  return html`<ul class="rows">
      ${shown}
    </ul>
    ${
      rows.length > shown.length
        ? html`<button type="button" class="plain" onClick=${() => setOpen(true)}>
            All ${rows.length} ${what}
          </button>`
        : null
    }`;
}

export const problemRow = (asOf) => (condition) => {
  const verification = conceptText(condition.verificationStatus?.coding?.[0]?.code);
  const clinical = condition.clinicalStatus?.coding?.[0]?.code;
  const status = verification && verification !== 'confirmed' ? verification : clinical;
  const onset = condition.onsetDateTime
    ? `since ${dateText(condition.onsetDateTime)}`
    : condition.onsetString;
  return html`<${Row}
    key=${condition.id}
    name=${conceptText(condition.code) || 'Unnamed problem'}
    status=${status}
    note=${onset}
    date=${condition.recordedDate}
    asOf=${asOf}
  />`;
};

function drugName(item, medications) {
  const { reference, display } = item.medicationReference ?? {};
  const contained = (item.contained ?? []).find(({ id }) => reference === `#${id}`);
  return (
    conceptText(item.medicationCodeableConcept) ||
    display ||
    conceptText((contained ?? medications.get(reference))?.code) ||
    reference ||
    'Unnamed medicine'
  );
}

export const drugRow = (asOf, medications) => (item) =>
  html`<${Row}
    key=${`${item.resourceType}/${item.id}`}
    name=${drugName(item, medications)}
    status=${item.status}
    note=${(item.dosageInstruction ?? item.dosage ?? []).flatMap((dose) => dose.text ?? []).join('; ')}
    date=${item.authoredOn ?? item.effectiveDateTime ?? item.effectivePeriod?.start ?? item.dateAsserted}
    asOf=${asOf}
  />`;

const orderName = (order) =>
  conceptText(order.code) ||
  order.description ||
  order.payload?.map((part) => part.contentString ?? '').join(' ') ||
  conceptText(order.serviceType?.[0]) ||
  conceptText(order.category?.[0]) ||
  order.resourceType;

/** A draft made a moment ago may carry no date of its own. */
const orderDate = (order) => order.authoredOn ?? order.start ?? order.meta?.lastUpdated;

/** Orders of all kinds, newest first. */
export const sortOrders = (orders) =>
  orders.toSorted((a, b) => String(orderDate(b)).localeCompare(String(orderDate(a))));

export const orderRow = (asOf) => (order) =>
  html`<${Row}
    key=${`${order.resourceType}/${order.id}`}
    name=${orderName(order)}
    status=${order.status}
    note=${[order.resourceType, order.priority].filter(Boolean).join(', ')}
    date=${orderDate(order)}
    asOf=${asOf}
  />`;
