/** The list of sandbox patients, each with its story in one line. */
import { html, useState } from '/vendor/preact.js';
import { ageText, nameText } from './words.js';

const STORY = 'https://nocturne.example/fhir/StructureDefinition/sandbox-story';

/** The one line that says why this patient is in the sandbox. */
export const storyOf = (patient) => patient.extension?.find(({ url }) => url === STORY)?.valueString;

/** A list beside the chart; on a narrow screen it folds away once a patient is chosen. */
export function Patients({ list, chosen, asOf, onChoose }) {
  const [collapsed, setCollapsed] = useState(chosen !== undefined);
  const choose = (patient) => {
    setCollapsed(true);
    onChoose(patient);
  };
  return html`<nav class=${collapsed ? 'patients collapsed' : 'patients'} aria-labelledby="patients-heading">
    <h2 id="patients-heading">Patients</h2>
    <button
      type="button"
      class="plain toggle"
      aria-expanded=${String(!collapsed)}
      aria-controls="patient-list"
      onClick=${() => setCollapsed(!collapsed)}
    >
      ${collapsed ? 'Choose another patient' : 'Close the list'}
    </button>
    ${list?.failed ? html`<p class="failed"><strong>Could not be read:</strong> ${list.failed}</p>` : null}
    ${list === undefined ? html`<p class="quiet">Reading…</p>` : null}
    <ul id="patient-list">
      ${(list?.resources ?? []).map(
        (patient) =>
          html`<li key=${patient.id}>
            <button
              type="button"
              aria-current=${patient.id === chosen ? 'true' : undefined}
              onClick=${() => choose(patient)}
            >
              <span class="name">${nameText(patient)}</span>
              <span class="facts"
                >${[patient.gender, ageText(patient.birthDate, asOf)].filter(Boolean).join(', ')}</span
              >
              ${storyOf(patient) ? html`<span class="story">${storyOf(patient)}</span>` : null}
            </button>
          </li>`,
      )}
    </ul>
  </nav>`;
}
