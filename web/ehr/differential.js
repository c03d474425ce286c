/** The machine-readable differential of a card, as a table: cause, tier, tonight, and the evidence both ways. */
import { html } from '/vendor/preact.js';
import { dateText, idText } from './words.js';

/** The extension's name is frozen (DESIGN.md section 6). */
export const DIFFERENTIAL = 'org.nocturne.differential';

const WHY = {
  'not-recorded': 'not recorded',
  'too-old': 'too old',
  'fetch-failed': 'could not be read',
  unusable: 'not usable',
};
const TONIGHT = {
  yes: 'yes',
  contributes: 'contributes',
  background: 'background only',
  unknown: 'not known',
};

const reviewLink = (rule, source) =>
  `/review/${encodeURIComponent(rule)}${source ? `#${encodeURIComponent(source)}` : ''}`;

/** One line may rest on several sources, named in one string. */
const Source = ({ rule, source }) =>
  String(source ?? '')
    .split(/,\s*/)
    .filter((id) => id !== '')
    .map((id) => html` <a class="cite" href=${reviewLink(rule, id)}>${id}</a>`);

const Proof = ({ evidence }) =>
  (evidence ?? []).map(
    ({ reference, date, value }) =>
      html` <span class="quiet">
        (${[value, date ? dateText(date) : undefined, reference].filter((part) => part !== undefined).join(', ')})
      </span>`,
  );

function Lines({ title, sign, lines, rule }) {
  if (!Array.isArray(lines) || lines.length === 0) return null;
  return html`<h5>${title}</h5>
    <ul class=${`evidence ${sign}`}>
      ${lines.map(
        (line) =>
          html`<li>
            ${line.text} ${line.why ? html` <span class="status">${WHY[line.why] ?? line.why}</span>` : null}
            <${Proof} evidence=${line.evidence} />${' '}
            <${Source} rule=${rule} source=${line.source} />
          </li>`,
      )}
    </ul>`;
}

const counted = (list, word) => `${list?.length ?? 0} ${word}`;

function Candidate({ candidate, place }) {
  const rule = candidate.condition;
  return html`<tr>
      <td>${place}</td>
      <th scope="row">
        <a href=${reviewLink(rule)}>${idText(rule)}</a>
        ${candidate.variant ? html` <span class="quiet">${candidate.variant}</span>` : null}
      </th>
      <td data-label="Tier">
        <span class=${`tier ${candidate.tier}`}>${String(candidate.tier).replaceAll('-', ' ')}</span>
      </td>
      <td data-label="Explains tonight">
        ${TONIGHT[candidate.explainsTonight] ?? candidate.explainsTonight}
      </td>
      <td data-label="Urgency">${String(candidate.urgency ?? '').replaceAll('-', ' ')}</td>
    </tr>
    <tr class="why">
      <td></td>
      <td colspan="4">
        <details open=${place === 1}>
          <summary>
            Evidence: ${counted(candidate.for, 'for')}, ${counted(candidate.against, 'against')},
            ${' '}${counted(candidate.missing, 'missing')}<span class="hidden"> (${idText(rule)})</span>
          </summary>
          <${Lines} title="For" sign="for" lines=${candidate.for} rule=${rule} />
          <${Lines} title="Against" sign="against" lines=${candidate.against} rule=${rule} />
          <${Lines} title="Missing" sign="missing" lines=${candidate.missing} rule=${rule} />
        </details>
      </td>
    </tr>`;
}

/** Nothing when the card has no such extension. */
export function Differential({ extension }) {
  const content = extension?.[DIFFERENTIAL];
  if (content === undefined || content === null) return null;
  const candidates = content.candidates ?? [];
  const flags = content.redFlags ?? [];
  return html`<section class="differential">
    ${
      flags.length > 0
        ? html`<h4>Red flags</h4>
            <ul class="flags">
              ${flags.map(
                (flag) =>
                  html`<li>
                    <a href=${reviewLink(flag.id)}>${flag.id}</a>
                    ${flag.condition ? ` ${idText(flag.condition)}` : ''}:${' '}
                    ${String(flag.urgency ?? '').replaceAll('-', ' ')}
                    ${flag.unknown ? html` <span class="status">cannot be excluded</span>` : null}
                  </li>`,
              )}
            </ul>`
        : null
    }
    ${
      candidates.length > 0
        ? html`<h4>Causes weighed</h4>
            <table class="causes">
              <thead>
                <tr>
                  <th scope="col"><span class="hidden">Rank</span></th>
                  <th scope="col">Cause</th>
                  <th scope="col">Tier</th>
                  <th scope="col">Explains tonight</th>
                  <th scope="col">Urgency</th>
                </tr>
              </thead>
              <tbody>
                ${candidates.map(
                  (candidate, index) => html`<${Candidate} candidate=${candidate} place=${index + 1} />`,
                )}
              </tbody>
            </table>`
        : null
    }
    ${
      content.nextBest
        ? html`<p class="next-best">
            <strong>Would change the ranking most:</strong> ${content.nextBest.text}${' '}
            <span class="quiet"> (${content.nextBest.kind})</span>
          </p>`
        : null
    }
    ${
      content.knowledge
        ? html`<p class="quiet small">
            Knowledge ${content.knowledge.version},${' '}
            ${String(content.knowledge.hash ?? '')
              .replace(/^sha256[:-]/, '')
              .slice(0, 12)};
            as of ${content.asOf}
          </p>`
        : null
    }
  </section>`;
}
