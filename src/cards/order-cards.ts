/** Order cards: one for each check that has something to say of the drafts; offers the better order, a change, or to take it back. */
import type { ServiceRequest } from 'fhir/r4';
import type { Chart, DraftEntry } from '#chart';
import { isLower } from '#reason/drafts';
import type { Knowledge } from '#reason/knowledge';
import type { CheckVerdict, MetWarning, OrderReasoning } from '#reason/order-checks';
import type { Urgency } from '#rules';
import type { Action, MadeCard, Suggestion } from './card.ts';
import { PRIORITY } from './drafts.ts';
import { CardFrame, type CardSetting } from './frame.ts';
import { bullets, DRAFT, gaps, handled, setAside } from './record-text.ts';
import { orderEvidence } from './resting-on.ts';
import { indicatorOf, lowered, quoted, sayEvidence, summary } from './wording.ts';

/** As many cards as any other answer has; checks beyond are named on the last. */
const CARDS = 4;
const SYSTEM = 'https://nocturne.example/fhir/CodeSystem/order-check';

/** Makes the cards of an order hook, most pressing first. */
export function makeOrderCards(
  reasoning: OrderReasoning,
  chart: Chart,
  knowledge: Knowledge,
  setting: CardSetting,
): readonly MadeCard[] {
  const maker = new OrderCardMaker(chart, knowledge, setting);
  const shown = reasoning.verdicts.slice(0, CARDS);
  const more = reasoning.verdicts.slice(CARDS).map((one) => one.check.name);
  return shown.map((one, index) => maker.make(one, index === shown.length - 1 ? more : []));
}

class OrderCardMaker extends CardFrame {
  constructor(
    private readonly chart: Chart,
    knowledge: Knowledge,
    setting: CardSetting,
  ) {
    super(knowledge, setting);
  }

  make(verdict: CheckVerdict, more: readonly string[]): MadeCard {
    const { check, warnings } = verdict;
    const [top] = warnings;
    const inHand = top !== undefined && isHandled(top, verdict);
    const indicator = indicatorOf(verdict.urgency);
    return this.card({
      kind: 'order',
      urgency: verdict.urgency,
      evidence: orderEvidence(verdict),
      summary: summary(headline(check.name, top?.warning.text ?? '')),
      // An emergency stays one until the order is gone.
      indicator: inHand && verdict.urgency !== 'emergency' ? lowered(indicator) : indicator,
      detail: this.detail(verdict, more),
      cites: top?.warning.cites ?? [],
      rule: check.id,
      topic: { system: SYSTEM, code: check.id, display: check.name },
      suggestions: this.suggested(verdict),
      rules: [{ id: check.id, name: check.name }],
    });
  }

  private detail(verdict: CheckVerdict, more: readonly string[]): string {
    const { drafts, warnings } = verdict;
    return [
      `About the draft: ${drafts.map((one) => `${quoted(one.label)}${one.fromText ? ' (known by its name only)' : ''}`).join('; ')}.`,
      bullets(linesOf(warnings)),
      ...handled(verdict.inHand),
      ...(more.length === 0 ? [] : [`Also to check: ${more.join('; ')}.`]),
      ...gaps(this.chart),
      ...setAside(this.chart),
      `Record read ${this.setting.asOf.slice(0, 10)}. ${DRAFT}`,
    ].join('\n\n');
  }

  private suggested(verdict: CheckVerdict): readonly Suggestion[] {
    const better = verdict.offered.map((offer): Suggestion => ({
      label: offer.label.slice(0, 120),
      uuid: this.setting.newId(),
      actions: [this.create(offer, verdict.check.name, undefined)],
    }));
    return [...better, ...this.changes(verdict), ...this.withdrawn(verdict)];
  }

  // The whole updated resource, as an update must be (conformance 3.21).
  private changes(verdict: CheckVerdict): readonly Suggestion[] {
    const said = new Set<string>();
    return verdict.warnings.flatMap(({ warning, drafts, urgency }): readonly Suggestion[] => {
      const { change } = warning;
      const open = drafts.filter((one) => one.changeable && hasId(one));
      // Two warnings may ask for the same change: it is offered once.
      if (change === undefined || open.length === 0 || said.has(change.label)) return [];
      said.add(change.label);
      return [
        {
          label: change.label.slice(0, 120),
          uuid: this.setting.newId(),
          actions: open.map((one) => ({
            type: 'update',
            description: change.label,
            // An old report makes it no emergency.
            resource: changed(
              one,
              urgency === warning.urgency || change.priority === undefined
                ? change
                : { ...change, priority: urgency },
            ),
          })),
        },
      ];
    });
  }

  private withdrawn(verdict: CheckVerdict): readonly Suggestion[] {
    const drafts = verdict.drafts.filter((draft) =>
      verdict.warnings.some((one) => one.warning.withdraw === true && one.drafts.includes(draft)),
    );
    const actions = this.withdrawals(drafts);
    if (actions.length === 0) return [];
    return [{ label: 'Take this draft back', uuid: this.setting.newId(), actions }];
  }

  private withdrawals(drafts: readonly DraftEntry[]): readonly Action[] {
    return drafts
      .filter((one) => one.changeable && hasId(one))
      .map((one) => ({
        type: 'delete',
        description: 'Take the draft back',
        resourceId: one.reference,
      }));
  }
}

// "Quinine can cause ..." needs no "Quinine:" before it.
const headline = (name: string, text: string): string => (text.startsWith(name) ? text : `${name}: ${text}`);

const hasId = (entry: DraftEntry): boolean => !entry.reference.endsWith('/unknown');

// The same better way stands on the first line that names it, once.
function linesOf(warnings: readonly MetWarning[]): readonly string[] {
  const said = new Set<string>();
  return warnings.map((one) => {
    const { instead } = one.warning;
    if (instead === undefined || said.has(instead)) return lineOf(one);
    said.add(instead);
    return `${lineOf(one)} Better: ${instead}`;
  });
}

function lineOf({ warning, evidence, unknown, confirm }: MetWarning): string {
  const found = unknown ? ' (not recorded)' : sayEvidence(evidence);
  const old = confirm === undefined ? '' : ` Reported ${confirm.slice(0, 10)}: confirm.`;
  return `${warning.text.replace(/\.$/, '')}${found}.${old}`;
}

// Everything the leading warning offers is already requested. A test made does not make a wrong order right.
function isHandled(top: MetWarning, verdict: CheckVerdict): boolean {
  if (top.warning.withdraw === true) return false;
  const wanted = (top.warning.suggest ?? []).map((offer) => offer.order.id);
  return wanted.length > 0 && wanted.every((id) => verdict.inHand.some((one) => one.order.id === id));
}

function changed(
  entry: DraftEntry,
  change: { readonly priority?: Urgency; readonly note?: string },
): ServiceRequest {
  // The draft came from the client as a request resource; it goes back whole with two members changed.
  const resource = entry.resource as unknown as ServiceRequest;
  return {
    ...resource,
    ...(change.priority === undefined || !isLower(resource.priority, change.priority)
      ? {}
      : { priority: PRIORITY[change.priority] }),
    ...(change.note === undefined
      ? {}
      : { note: [...(Array.isArray(resource.note) ? resource.note : []), { text: change.note }] }),
  };
}
