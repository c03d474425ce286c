/** The chart in brief: what an EHR shows beside the cards, newest first, with units and dates. */
import { html, useState } from '/vendor/preact.js';
import { ORDER_QUERIES } from './parts.js';
import { LIST_START, Row, Rows, Status, When, drugRow, orderRow, problemRow, sortOrders } from './rows.js';
import { ageText, answerText, conceptText, dateText, idText, nameText, valueText } from './words.js';

/** A section that says in words what could not be read: an empty list must never stand for a failed one. */
function Section({ title, parts, empty, children }) {
  const failed = parts.flatMap((part) => part?.failed ?? []);
  const loading = parts.some((part) => part === undefined);
  const none = parts.every((part) => (part?.resources ?? []).length === 0);
  return html`<section class="chart-part">
    <h3>${title}</h3>
    ${failed.map((why) => html`<p class="failed"><strong>Could not be read:</strong> ${why}</p>`)}
    ${none ? null : children} ${loading ? html`<p class="quiet">Reading…</p>` : null}
    ${none && !loading && failed.length === 0 ? html`<p class="quiet">${empty}</p>` : null}
  </section>`;
}

const resultDate = (observation) =>
  observation.effectiveDateTime ??
  observation.effectiveInstant ??
  observation.effectivePeriod?.end ??
  observation.effectivePeriod?.start;

function Results({ observations, asOf }) {
  const [open, setOpen] = useState(false);
  const shown = open ? observations : observations.slice(0, LIST_START);
  return html`<table class="results">
      <thead>
        <tr>
          <th scope="col">Result</th>
          <th scope="col">Value</th>
          <th scope="col">Date</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (observation) =>
            html`<tr key=${observation.id}>
              <td>
                ${conceptText(observation.code) || 'Unnamed result'}
                ${observation.bodySite ? html` <span class="quiet">${conceptText(observation.bodySite)}</span>` : null}
                ${observation.status === 'final' ? null : html` <${Status} text=${observation.status} />`}
              </td>
              <td class="value">${valueText(observation)}</td>
              <td><${When} date=${resultDate(observation)} asOf=${asOf} /></td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      observations.length > shown.length
        ? html`<button type="button" class="plain" onClick=${() => setOpen(true)}>
            All ${observations.length} results
          </button>`
        : null
    }`;
}

/** Every answered question, nested ones too, in the order they were asked. */
function answered(items) {
  return (items ?? []).flatMap((item) => [
    ...(item.answer?.length > 0 ? [item] : []),
    ...answered(item.item),
    ...(item.answer ?? []).flatMap((answer) => answered(answer.item)),
  ]);
}

function Intake({ response, asOf, questions }) {
  const items = answered(response.item);
  return html`<p>
      <${Status} text=${response.status} /> <${When} date=${response.authored} asOf=${asOf} />${' '}
      <span class="quiet">· ${items.length} questions answered</span>
    </p>
    <dl class="answers">
      ${items.map(
        (item) =>
          html`<div key=${item.linkId}>
            <dt>${item.text ?? questions.get(item.linkId) ?? idText(item.linkId.replaceAll('.', ': '))}</dt>
            <dd>${item.answer.map(answerText).join(' · ')}</dd>
          </div>`,
      )}
    </dl>`;
}

/** The strip that says whose chart this is. */
export function PatientStrip({ patient, story, asOf, headingRef }) {
  const born = patient.birthDate
    ? `born ${dateText(patient.birthDate)}${ageText(patient.birthDate, asOf) ? `, ${ageText(patient.birthDate, asOf)}` : ''}`
    : 'birth date not recorded';
  return html`<header class="patient-strip">
    <h2 ref=${headingRef} tabindex="-1">${nameText(patient)}</h2>
    <p class="facts">${[patient.gender ?? 'sex not recorded', born, `id ${patient.id}`].join(' · ')}</p>
    ${story ? html`<p class="story">${story}</p>` : null}
  </header>`;
}

/** All sections. A part that is `undefined` is still being read. */
export function Chart({ parts, orders, asOf, questions, medications }) {
  const of = (name) => parts[name]?.resources ?? [];
  const orderParts = Object.keys(ORDER_QUERIES).map((name) => orders[name]);
  const drugs = [...of('requests'), ...of('statements')];
  const optional = (name, title, what, row) =>
    of(name).length === 0 && parts[name]?.failed === undefined
      ? null
      : html`<${Section} title=${title} parts=${[parts[name]]} empty="">
          <${Rows} rows=${of(name).map(row)} what=${what} />
        <//>`;
  return html`<div class="chart-parts">
    <${Section} title="Visit" parts=${[parts.encounters]} empty="No visit recorded.">
      <ul class="rows">
        ${of('encounters')
          .slice(0, 3)
          .map(
            (visit) =>
              html`<${Row}
                key=${visit.id}
                name=${visit.reasonCode?.map(conceptText).join('; ') || 'No reason recorded'}
                status=${visit.status}
                note=${visit.class?.display ?? visit.class?.code}
                date=${visit.period?.start}
                asOf=${asOf}
              />`,
          )}
      </ul>
    <//>
    <${Section} title="Problems" parts=${[parts.conditions]} empty="No problems recorded.">
      <${Rows} rows=${of('conditions').map(problemRow(asOf))} what="problems" />
    <//>
    <${Section} title="Medicines" parts=${[parts.requests, parts.statements]} empty="No medicines recorded.">
      <${Rows} rows=${drugs.map(drugRow(asOf, medications))} what="medicines" />
    <//>
    <${Section} title="Results" parts=${[parts.observations]} empty="No results recorded.">
      <${Results} observations=${of('observations')} asOf=${asOf} />
    <//>
    <${Section} title="Intake answers" parts=${[parts.intakes]} empty="No intake answered.">
      ${of('intakes').map(
        (response) =>
          html`<${Intake} key=${response.id} response=${response} asOf=${asOf} questions=${questions} />`,
      )}
    <//>
    <${Section} title="Orders and tasks" parts=${orderParts} empty="No orders recorded.">
      <${Rows}
        rows=${sortOrders(orderParts.flatMap((part) => part?.resources ?? [])).map(orderRow(asOf))}
        what="orders"
      />
    <//>
    ${optional(
      'procedures',
      'Procedures',
      'procedures',
      (item) =>
        html`<${Row}
          key=${item.id}
          name=${conceptText(item.code) || 'Unnamed procedure'}
          status=${item.status}
          date=${item.performedDateTime ?? item.performedPeriod?.start}
          asOf=${asOf}
        />`,
    )}
    ${optional(
      'family',
      'Family history',
      'relatives',
      (item) =>
        html`<${Row}
          key=${item.id}
          name=${`${conceptText(item.relationship) || 'Relative'}: ${(item.condition ?? []).map((entry) => conceptText(entry.code)).join('; ') || 'no condition named'}`}
          date=${item.date}
          asOf=${asOf}
        />`,
    )}
    ${optional(
      'allergies',
      'Allergies',
      'allergies',
      (item) =>
        html`<${Row}
          key=${item.id}
          name=${conceptText(item.code)}
          status=${item.clinicalStatus?.coding?.[0]?.code}
          date=${item.recordedDate}
          asOf=${asOf}
        />`,
    )}
  </div>`;
}
