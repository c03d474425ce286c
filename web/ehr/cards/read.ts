/** Cards of any service, read without trust: what is no text or no list is left out, and what is wrong is said. */
import type { FhirResource } from 'fhir/r4';

export interface Action {
  readonly type: 'create' | 'update' | 'delete';
  readonly description: string;
  readonly resource?: FhirResource;
  readonly resourceIds: readonly string[];
}

export interface Suggestion {
  readonly label: string;
  readonly uuid?: string;
  readonly isRecommended: boolean;
  readonly actions: readonly Action[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
  readonly type: 'absolute' | 'smart';
  readonly appContext?: string;
}

export interface Reason {
  readonly code: string;
  readonly system?: string;
  readonly display: string;
}

export interface Card {
  readonly uuid?: string;
  readonly summary: string;
  readonly detail: string;
  readonly indicator: string;
  readonly source: { readonly label: string; readonly url?: string; readonly topic: string };
  readonly suggestions: readonly Suggestion[];
  readonly one: boolean;
  readonly overrideReasons: readonly Reason[];
  readonly links: readonly Link[];
  readonly extension: Readonly<Record<string, unknown>>;
}

type Bag = Readonly<Record<string, unknown>>;

const bag = (value: unknown): Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {};
const bags = (value: unknown): readonly Bag[] => (Array.isArray(value) ? value.map(bag) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const optional = <K extends string>(key: K, value: unknown): { readonly [P in K]?: string } =>
  (text(value) === '' ? {} : { [key]: text(value) }) as { readonly [P in K]?: string };

function actionOf(action: Bag): readonly Action[] {
  const { type, resource } = action;
  if (type !== 'create' && type !== 'update' && type !== 'delete') return [];
  const body = bag(resource);
  const ids = [action['resourceId']].flat().filter((id): id is string => typeof id === 'string');
  // Up to CDS Hooks 1.0 a deletion named the resource itself.
  const named = type === 'delete' && ids.length === 0 && text(body['id']) !== '';
  return [
    {
      type,
      description: text(action['description']),
      ...(text(body['resourceType']) === '' ? {} : { resource: resource as FhirResource }),
      resourceIds: named ? [`${text(body['resourceType'])}/${text(body['id'])}`] : ids,
    },
  ];
}

const suggestionOf = (one: Bag): Suggestion => ({
  label: text(one['label']) || 'Suggestion without a label',
  ...optional('uuid', one['uuid']),
  isRecommended: one['isRecommended'] === true,
  actions: bags(one['actions']).flatMap(actionOf),
});

const linkOf = (one: Bag): readonly Link[] =>
  text(one['url']) === ''
    ? []
    : [
        {
          label: text(one['label']) || text(one['url']),
          url: text(one['url']),
          type: one['type'] === 'smart' ? 'smart' : 'absolute',
          ...optional('appContext', one['appContext']),
        },
      ];

const reasonOf = (one: Bag): readonly Reason[] =>
  text(one['code']) === ''
    ? []
    : [
        {
          code: text(one['code']),
          ...optional('system', one['system']),
          display: text(one['display']) || text(one['code']),
        },
      ];

function cardOf(one: Bag): Card {
  const source = bag(one['source']);
  const topic = bag(source['topic']);
  return {
    ...optional('uuid', one['uuid']),
    summary: text(one['summary']) || 'Card without a summary',
    detail: text(one['detail']),
    indicator: text(one['indicator']),
    source: {
      label: text(source['label']) || 'not named',
      ...optional('url', source['url']),
      topic: text(topic['display']) || text(topic['code']),
    },
    suggestions: bags(one['suggestions']).map(suggestionOf),
    one: one['selectionBehavior'] === 'at-most-one',
    overrideReasons: bags(one['overrideReasons']).flatMap(reasonOf),
    links: bags(one['links']).flatMap(linkOf),
    extension: bag(one['extension']),
  };
}

/** The cards of an answer; undefined when the answer has no list of them. */
export function readCards(body: unknown): readonly Card[] | undefined {
  const { cards } = bag(body);
  return Array.isArray(cards) ? bags(cards).map(cardOf) : undefined;
}

const ORDER = ['critical', 'warning', 'info'];

/** Place in the order in which a clinician must see them; anything unknown comes last. */
export const rankOf = ({ indicator }: Pick<Card, 'indicator'>): number =>
  ORDER.includes(indicator) ? ORDER.indexOf(indicator) : ORDER.length;
