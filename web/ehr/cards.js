/** Cards as a clinician sees them: summary, indicator in colour and word, detail, suggestions, links, dismissal. */
import MarkdownIt from '/vendor/markdown-it.js';
import { h, html, useEffect, useRef, useState } from '/vendor/preact.js';
import { Differential } from './differential.js';
import { failureText } from './fhir.js';
import { createMarkdown } from './markdown.js';
import { sendFeedback } from './service.js';
import { safeLink } from './words.js';

const markdown = createMarkdown(MarkdownIt, h, safeLink);

const INDICATORS = {
  critical: { word: 'Critical', mark: '◆' },
  warning: { word: 'Warning', mark: '▲' },
  info: { word: 'Information', mark: '●' },
};

const Indicator = ({ indicator }) => {
  const { word, mark } = INDICATORS[indicator] ?? { word: String(indicator), mark: '○' };
  return html`<p class=${`indicator ${indicator}`}><span aria-hidden="true">${mark}</span> ${word}</p>`;
};

const Outside = ({ url, children }) => {
  const href = safeLink(url);
  return href === undefined
    ? html`<span>${children}</span>`
    : html`<a href=${href} target="_blank" rel="noopener noreferrer">${children}</a>`;
};

/** Puts the focus on an element when it first appears, so that a keyboard user is not thrown back to the top. */
function useFocus() {
  const target = useRef(null);
  useEffect(() => target.current?.focus(), []);
  return target;
}

/** Carries out one action on the FHIR server and says what came of it. */
async function act(action, record) {
  const { type, resource } = action;
  if (type !== 'create' && type !== 'update')
    return { done: false, text: `"${type}" is not done in this sandbox.` };
  const answer = await (type === 'create' ? record.create(resource) : record.update(resource));
  if (!answer.ok) return { done: false, text: `${resource?.resourceType}: ${failureText(answer)}` };
  const { resourceType, id, status } = answer.body;
  return {
    done: true,
    text: `${type === 'create' ? 'Created' : 'Updated'} ${resourceType}/${id}${status ? `, status ${status}` : ''}.`,
  };
}

function Suggestion({ suggestion, locked, onAccept }) {
  const [results, setResults] = useState(undefined);
  const [busy, setBusy] = useState(false);
  const accepted = results?.every(({ done }) => done) ?? false;
  const accept = async () => {
    if (busy || accepted || locked) return;
    setBusy(true);
    const outcome = await onAccept(suggestion);
    setResults(outcome);
    setBusy(false);
  };
  return html`<li>
    <div class="suggestion">
      <div>
        <strong>${suggestion.label}</strong>
        ${suggestion.isRecommended ? html` <span class="status">recommended</span>` : null}
        <ul class="actions">
          ${(suggestion.actions ?? []).map((action) => html`<li>${action.description}</li>`)}
        </ul>
      </div>
      <button type="button" aria-disabled=${String(busy || accepted || locked)} onClick=${accept}>
        ${accepted ? 'Accepted' : busy ? 'Working…' : 'Accept'}
        <span class="hidden">: ${suggestion.label}</span>
      </button>
    </div>
    <div role="status">
      ${(results ?? []).map(({ done, text }) => html`<p class=${done ? 'done' : 'failed'}>${text}</p>`)}
    </div>
  </li>`;
}

function Suggestions({ card, service, record, onChange }) {
  const [taken, setTaken] = useState([]);
  const one = card.selectionBehavior === 'at-most-one';
  const accept = async (suggestion) => {
    const results = [];
    for (const action of suggestion.actions ?? []) results.push(await act(action, record));
    if (results.some(({ done }) => done)) {
      setTaken([...taken, suggestion.uuid]);
      onChange();
    }
    if (results.every(({ done }) => done) && card.uuid && suggestion.uuid) {
      const acceptedSuggestions = [{ id: suggestion.uuid }];
      const refused = await sendFeedback(service, {
        card: card.uuid,
        outcome: 'accepted',
        acceptedSuggestions,
      });
      if (refused) results.push({ done: false, text: `Feedback was not taken: ${failureText(refused)}` });
    }
    return results;
  };
  return html`<section class="suggestions">
    <h4>
      Suggestions <span class="quiet">${one ? '(choose at most one)' : '(drafts; nothing is signed)'}</span>
    </h4>
    <ul>
      ${card.suggestions.map(
        (suggestion) =>
          html`<${Suggestion}
            key=${suggestion.uuid}
            suggestion=${suggestion}
            locked=${one && taken.length > 0 && !taken.includes(suggestion.uuid)}
            onAccept=${accept}
          />`,
      )}
    </ul>
  </section>`;
}

function OverrideForm({ reasons, onDismiss, onKeep }) {
  const focus = useFocus();
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onDismiss(reasons[Number(form.get('reason'))], String(form.get('comment') ?? '').trim());
  };
  return html`<form class="dismissal" onSubmit=${submit}>
    <label>
      Why is this card dismissed?
      <select name="reason" ref=${focus}>
        ${reasons.map(
          (reason, index) => html`<option value=${index}>${reason.display ?? reason.code}</option>`,
        )}
      </select>
    </label>
    <label>Comment (optional)<input name="comment" maxlength="200" autocomplete="off" /></label>
    <div class="buttons">
      <button type="submit">Dismiss card</button>
      <button type="button" class="plain" onClick=${onKeep}>Keep it</button>
    </div>
  </form>`;
}

function Dismissal({ card, onDismiss }) {
  const [open, setOpen] = useState(false);
  const reasons = card.overrideReasons ?? [];
  if (open) {
    return html`<${OverrideForm} reasons=${reasons} onDismiss=${onDismiss} onKeep=${() => setOpen(false)} />`;
  }
  return html`<button
    type="button"
    class="plain"
    aria-expanded=${reasons.length > 0 ? 'false' : undefined}
    onClick=${() => (reasons.length > 0 ? setOpen(true) : onDismiss(undefined, ''))}
  >
    Dismiss${reasons.length > 0 ? '…' : ''}<span class="hidden">: ${card.summary}</span>
  </button>`;
}

function Dismissed({ card, reason, problem, onUndo }) {
  const focus = useFocus();
  return html`<article class="card dismissed" aria-label="Dismissed card">
    <p role="status">
      Dismissed: <em>${card.summary}</em>${reason ? ` (${reason.display ?? reason.code})` : ''}.${' '}
      ${problem ? `Feedback was not taken: ${problem}` : ''}
    </p>
    <button type="button" class="plain" ref=${focus} onClick=${onUndo}>Show it again</button>
  </article>`;
}

function Links({ links }) {
  return html`<ul class="links">
    ${links.map(
      (link) =>
        html`<li>
          ${
            link.type === 'smart'
              ? html`${link.label}${' '}
                  <span class="quiet">(a SMART app; this sandbox does not launch apps)</span>`
              : html`<${Outside} url=${link.url}>${link.label}<//>`
          }
        </li>`,
    )}
  </ul>`;
}

function Card({ card, service, record, onChange }) {
  const [dismissed, setDismissed] = useState(undefined);
  const dismiss = async (reason, comment) => {
    setDismissed({ reason });
    if (!card.uuid) return;
    const overrideReason = {
      ...(reason ? { reason: { code: reason.code, system: reason.system } } : {}),
      ...(comment ? { userComment: comment } : {}),
    };
    const refused = await sendFeedback(service, {
      card: card.uuid,
      outcome: 'overridden',
      ...(Object.keys(overrideReason).length > 0 ? { overrideReason } : {}),
    });
    if (refused) setDismissed({ reason, problem: failureText(refused) });
  };
  if (dismissed) {
    return html`<${Dismissed} card=${card} ...${dismissed} onUndo=${() => setDismissed(undefined)} />`;
  }
  const topic = card.source?.topic;
  return html`<article class=${`card ${card.indicator}`}>
    <${Indicator} indicator=${card.indicator} />
    <h3>${card.summary}</h3>
    ${card.detail ? html`<div class="detail">${markdown(card.detail)}</div>` : null}
    ${
      card.suggestions?.length > 0
        ? html`<${Suggestions} card=${card} service=${service} record=${record} onChange=${onChange} />`
        : null
    }
    <${Differential} extension=${card.extension} />
    ${card.links?.length > 0 ? html`<${Links} links=${card.links} />` : null}
    <footer>
      <p class="source">
        Source: <${Outside} url=${card.source?.url}>${card.source?.label ?? 'not named'}<//>
        ${topic ? html` <span class="quiet">on ${topic.display ?? topic.code}</span>` : null}
      </p>
      <${Dismissal} card=${card} onDismiss=${dismiss} />
    </footer>
  </article>`;
}

/** All cards of a call, or the sentence that stands for none. */
export function Cards({ items, record, onChange }) {
  if (items.length === 0) {
    return html`<p class="no-cards">
      <strong>No cards.</strong> The service speaks only when the record holds recent evidence of leg pain or
      leg discomfort. It found none here, which is not a finding about the patient.
    </p>`;
  }
  return items.map(
    ({ card, service }, index) =>
      html`<${Card}
        key=${card.uuid ?? index}
        card=${card}
        service=${service}
        record=${record}
        onChange=${onChange}
      />`,
  );
}
