/** The sandbox record: choose a patient, see the chart in brief, and the cards a clinician would see. */
import { html, render, useCallback, useEffect, useRef, useState } from '/vendor/preact.js';
import { ask } from './asking.js';
import { Cards } from './cards.js';
import { Chart, PatientStrip } from './chart.js';
import { Exchange } from './exchange.js';
import { createRecord, failureText, fetchJson } from './fhir.js';
import { ORDER_QUERIES, QUERIES, useMedications, useParts } from './parts.js';
import { Patients, storyOf } from './patients.js';
import { sortCards } from './service.js';
import { instantText } from './words.js';

const record = createRecord('/sandbox/fhir');
const HOOKS = [
  { hook: 'patient-view', label: 'Chart opened' },
  { hook: 'encounter-start', label: 'Visit started' },
];

/** Text of every question in the questionnaires the server keeps, by linkId. */
function questionTexts(items, texts = new Map()) {
  for (const item of items ?? []) {
    if (item.text) texts.set(item.linkId, item.text);
    questionTexts(item.item, texts);
  }
  return texts;
}

function Banner({ info }) {
  return html`<div class="banner" role="note">
    <p>
      <strong>Draft knowledge, not clinically reviewed.</strong> Sandbox: made-up patients, anyone can call,
      nothing is kept.
    </p>
    ${info?.fixed ? html`<p>The clock is fixed at <strong>${instantText(info.asOf)}</strong>.</p>` : null}
  </div>`;
}

function Controls({ hook, withPrefetch, busy, onHook, onPrefetch, onAsk }) {
  const submit = (event) => {
    event.preventDefault();
    if (!busy) onAsk();
  };
  return html`<form class="controls" onSubmit=${submit}>
    <fieldset>
      <legend>The EHR calls when</legend>
      ${HOOKS.map(
        (item) =>
          html`<label>
            <input
              type="radio"
              name="hook"
              checked=${hook === item.hook}
              onChange=${() => onHook(item.hook)}
            />
            ${item.label} <span class="quiet">${item.hook}</span>
          </label>`,
      )}
    </fieldset>
    <label>
      <input type="checkbox" checked=${!withPrefetch} onChange=${() => onPrefetch(!withPrefetch)} />
      Send no prefetch: let the service fetch
    </label>
    <button type="submit" aria-disabled=${String(busy)}>Ask again</button>
  </form>`;
}

function said(result) {
  if (result === undefined) return 'Asking the service…';
  if (result.problem) return 'Not called.';
  if (result.exchanges.some(({ answer }) => !answer.ok)) return 'The service answered with an error.';
  const cards = result.exchanges.flatMap(({ answer }) => answer.body?.cards ?? []);
  const critical = cards.filter(({ indicator }) => indicator === 'critical').length;
  if (cards.length === 0) return 'No cards.';
  return `${cards.length} ${cards.length === 1 ? 'card' : 'cards'}${critical > 0 ? `, ${critical} critical` : ''}.`;
}

function Answer({ result, onChange }) {
  if (result === undefined) return null;
  if (result.problem) return html`<p class="failed">${result.problem}</p>`;
  const failed = result.exchanges.filter(({ answer }) => !answer.ok);
  const items = result.exchanges.flatMap(({ service, answer }) =>
    (answer.ok ? (answer.body?.cards ?? []) : []).map((card) => ({
      card,
      service,
      indicator: card.indicator,
    })),
  );
  return html`${failed.map(
    ({ service, answer }) =>
      html`<p class="failed"><strong>${service.id} gave no cards.</strong> ${failureText(answer)}</p>`,
  )}
  ${
    failed.length === result.exchanges.length
      ? null
      : html`<${Cards} items=${sortCards(items)} record=${record} onChange=${onChange} />`
  }
  ${result.exchanges.map((exchange) => html`<${Exchange} exchange=${exchange} />`)}`;
}

function Workplace({ patient, info, questions }) {
  const [hook, setHook] = useState('patient-view');
  const [withPrefetch, setWithPrefetch] = useState(true);
  const [turn, setTurn] = useState(0);
  const [ordersTurn, setOrdersTurn] = useState(0);
  const [result, setResult] = useState(undefined);
  const heading = useRef(null);
  const parts = useParts(record, QUERIES, patient.id, 0);
  const medications = useMedications(record, parts);
  const orders = useParts(record, ORDER_QUERIES, patient.id, ordersTurn);

  useEffect(() => heading.current?.focus({ preventScroll: true }), [patient.id]);
  useEffect(() => {
    let current = true;
    setResult(undefined);
    ask({ record, patient, hook, withPrefetch, fhirServer: info.fhirServer }).then((answer) => {
      if (current) setResult(answer);
    });
    return () => {
      current = false;
    };
  }, [patient.id, hook, withPrefetch, turn]);

  return html`<div class="workplace">
    <${PatientStrip} patient=${patient} story=${storyOf(patient)} asOf=${info.asOf} headingRef=${heading} />
    <section class="cards" aria-labelledby="cards-heading">
      <div class="cards-head">
        <h2 id="cards-heading">Decision support</h2>
        <p role="status" aria-live="polite" class="said">${said(result)}</p>
      </div>
      <${Controls}
        hook=${hook}
        withPrefetch=${withPrefetch}
        busy=${result === undefined}
        onHook=${setHook}
        onPrefetch=${setWithPrefetch}
        onAsk=${() => setTurn(turn + 1)}
      />
      <${Answer} result=${result} onChange=${() => setOrdersTurn((before) => before + 1)} />
    </section>
    <section class="chart" aria-labelledby="chart-heading">
      <h2 id="chart-heading">Chart in brief</h2>
      <${Chart}
        parts=${parts}
        orders=${orders}
        asOf=${info.asOf}
        questions=${questions}
        medications=${medications}
      />
    </section>
  </div>`;
}

function Page() {
  const [info, setInfo] = useState(undefined);
  const [list, setList] = useState(undefined);
  const [questions, setQuestions] = useState(new Map());
  // The choice survives a reload in the history entry; a patient id never enters an address.
  const [chosen, setChosen] = useState(history.state?.patient);

  useEffect(() => {
    const fallback = {
      asOf: new Date().toISOString(),
      fixed: false,
      fhirServer: `${location.origin}/sandbox/fhir`,
    };
    fetchJson('/sandbox/info').then((answer) => setInfo(answer.ok ? answer.body : fallback));
    record.list('Patient?_count=200').then(setList);
    record.list('Questionnaire').then(({ resources }) => {
      setQuestions(new Map(resources.flatMap(({ item }) => [...questionTexts(item)])));
    });
  }, []);
  const choose = useCallback((patient) => {
    history.replaceState({ patient: patient.id }, '');
    setChosen(patient.id);
  }, []);

  const patient = list?.resources.find(({ id }) => id === chosen);
  return html`<${Banner} info=${info} />
    <header class="top">
      <h1>Nocturne <span>sandbox record</span></h1>
      <p class="quiet">Why do this patient's legs hurt at night, and what must not be missed?</p>
    </header>
    <div class="frame">
      ${info === undefined ? null : html`<${Patients} list=${list} chosen=${chosen} asOf=${info.asOf} onChoose=${choose} />`}
      <main>
        ${
          info === undefined || patient === undefined
            ? html`<p class="hint">
                Choose a patient. The chart opens, and the cards a clinician would see appear beside it.
              </p>`
            : html`<${Workplace} key=${patient.id} patient=${patient} info=${info} questions=${questions} />`
        }
      </main>
    </div>
    <footer class="bottom">
      <p>
        Not for real patients, not for children, not for triage by patients, not a substitute for examination.
        What is written here is forgotten when the service restarts. For integrators:${' '}
        <a href="/cds-services">/cds-services</a>, <a href="/sandbox/fhir/metadata">/sandbox/fhir</a>.
      </p>
    </footer>`;
}

const root = document.getElementById('page');
root.replaceChildren();
render(html`<${Page} />`, root);
