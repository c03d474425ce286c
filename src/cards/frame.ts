/** The frame of every card: source, links, override reasons, suggestions as drafts, and what the ledger keeps beside it. */
import type { Topic, Urgency } from '#rules';
import type { Knowledge, Source } from '#reason/knowledge';
import type { Offered } from '#reason/offers';
import type { Action, Card, CardKind, Link, MadeCard, Suggestion } from './card.ts';
import { draft } from './drafts.ts';
import { OVERRIDE_REASONS } from './override-reasons.ts';

export interface CardSetting {
  readonly asOf: string;
  readonly patientId: string;
  readonly encounterId?: string;
  /** Base URL of the pages, for links to the review pages. */
  readonly publicUrl: string;
  readonly newId: () => string;
  /** Cards that ask something link the intake as a SMART app: only where it is registered with the EHR. */
  readonly smartIntake?: boolean;
}

const SUGGESTIONS = 6;
const RELIEFS = 2;

export class CardFrame {
  constructor(
    protected readonly knowledge: Knowledge,
    protected readonly setting: CardSetting,
  ) {}

  /** Offers as suggestions that create drafts. */
  protected suggestions(offered: readonly Offered[]): readonly Suggestion[] {
    return chosen(offered).map((one) => ({
      label: one.label.slice(0, 120),
      uuid: this.setting.newId(),
      actions: [this.create(one, one.reason, one.topic)],
    }));
  }

  /** The draft of an order as an action. */
  protected create(
    { order, urgency }: Pick<Offered, 'order' | 'urgency'>,
    reason: string,
    topic: Topic | undefined,
  ): Action {
    const { patientId, encounterId, asOf: authoredOn } = this.setting;
    return {
      type: 'create',
      description: `Draft ${order.text} (${reason})`,
      resource: draft(order, urgency, reason, topic, {
        patientId,
        ...(encounterId === undefined ? {} : { encounterId }),
        authoredOn,
      }),
    };
  }

  protected card(parts: {
    readonly kind: CardKind;
    readonly urgency: Urgency;
    readonly evidence: readonly string[];
    readonly summary: string;
    readonly indicator: Card['indicator'];
    readonly detail: string;
    readonly cites: readonly string[];
    readonly rule: string;
    readonly topic: Topic;
    readonly suggestions: readonly Suggestion[];
    readonly rules: readonly { readonly id: string; readonly name: string }[];
    /** Items of the intake that the card asks for. */
    readonly questions?: readonly string[];
    readonly extension?: Readonly<Record<string, unknown>>;
  }): MadeCard {
    const source = sourceOf(parts.cites, parts.rule, this.knowledge);
    const links = [...this.intakeLink(parts.kind, parts.questions ?? []), ...this.links(parts.rules)];
    const card: Card = {
      uuid: this.setting.newId(),
      summary: parts.summary,
      indicator: parts.indicator,
      detail: parts.detail,
      source: {
        label: source?.title ?? 'Nocturne rules (draft, not clinically reviewed)',
        ...(source?.url === undefined ? {} : { url: source.url }),
        topic: { ...parts.topic },
      },
      ...(parts.suggestions.length === 0
        ? {}
        : { suggestions: parts.suggestions, selectionBehavior: 'any' as const }),
      overrideReasons: OVERRIDE_REASONS,
      links,
      ...(parts.extension === undefined ? {} : { extension: parts.extension }),
    };
    const { kind, urgency, evidence } = parts;
    return { card, kind, urgency, evidence, rules: [...new Set(parts.rules.map((rule) => rule.id))] };
  }

  // The context says which items come first and on which card they stood: nothing of the chart (conformance 3.24, 3.26).
  private intakeLink(card: CardKind, questions: readonly string[]): readonly Link[] {
    const { smartIntake = false, publicUrl } = this.setting;
    if (!smartIntake || questions.length === 0) return [];
    const these = questions.length === 1 ? 'this question' : 'these questions';
    return [
      {
        label: `Ask the patient ${these} (${questions.length})`,
        url: `${publicUrl}/intake`,
        type: 'smart',
        appContext: JSON.stringify({ questions, card }),
      },
    ];
  }

  // Three reasons at most, and the source attributes of the first; a card without a rule links the index.
  private links(rules: readonly { readonly id: string; readonly name: string }[]): readonly Link[] {
    const review = `${this.setting.publicUrl}/review`;
    const unique = [...new Map(rules.map((rule) => [rule.id, rule])).values()].slice(0, 3);
    const why = unique.map((rule) => ({
      label: `Why: ${rule.name}`,
      url: `${review}/${rule.id}`,
      type: 'absolute' as const,
    }));
    const [first] = unique;
    const attributes =
      first === undefined
        ? { label: 'Rules, sources and their attributes', url: review }
        : { label: `Source attributes: ${first.name}`, url: `${review}/${first.id}#source-attributes` };
    return [...why, { ...attributes, type: 'absolute' as const }];
  }
}

// Orders first; what the patient can do keeps a place of its own among them.
function chosen(offered: readonly Offered[]): readonly Offered[] {
  const relief = offered.filter((one) => one.relief === true).slice(0, RELIEFS);
  const orders = offered.filter((one) => one.relief !== true).slice(0, SUGGESTIONS - relief.length);
  return [...orders, ...relief];
}

function sourceOf(cites: readonly string[], rule: string, knowledge: Knowledge): Source | undefined {
  const id = cites[0]?.split('#')[0];
  return id === undefined ? undefined : knowledge.sources[rule]?.[id];
}
