/** The cards of every vignette, as they leave the service, against each SHALL for a card (numbers: docs/conformance.md). */
import { expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import type { Action, Card, Coding, Link, Suggestion } from '#cards/card';
import { expectValidResponse } from '../http/response-schema.ts';
import { answersOfAllVignettes } from './answers.ts';

const answers = await answersOfAllVignettes();
const cards = (): readonly Card[] => answers.flatMap((one) => one.cards);
const suggestions = (): readonly Suggestion[] => cards().flatMap((card) => card.suggestions ?? []);
const actions = (): readonly Action[] => suggestions().flatMap((one) => one.actions);
const links = (): readonly Link[] => cards().flatMap((card) => card.links ?? []);

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isWebUrl = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
const isCoding = (value: Coding): boolean =>
  isText(value.code) && URL.canParse(value.system) && isText(value.display);

/** All of them keep to it, and there are some. */
function expectAll<Part>(parts: readonly Part[], keeps: (part: Part) => boolean): void {
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.filter((part) => !keeps(part))).toEqual([]);
}

/** The paths of members that are null or empty. */
function empties(value: unknown, path = ''): readonly string[] {
  if (value === null || value === '') return [path];
  if (typeof value !== 'object') return [];
  const members = Object.entries(value);
  return members.length === 0 ? [path] : members.flatMap(([name, one]) => empties(one, `${path}/${name}`));
}

test('1, 74: every vignette is answered 200 with JSON that holds a cards array', () => {
  expectAll(answers, (one) => one.status === 200 && /^application\/json\b/.test(one.contentType));
  expectAll(answers, (one) => Array.isArray(JSON.parse(one.text).cards));
  // With cards and without, and through every service.
  expect(new Set(answers.map((one) => one.cards.length > 0))).toEqual(new Set([true, false]));
  expect(new Set(answers.map((one) => one.service)).size).toBe(5);
});

test('3: no member of a response is null or empty, but an empty list of cards', () => {
  expectAll(answers, (one) => {
    const body: Record<string, unknown> = JSON.parse(one.text);
    return empties(one.cards.length === 0 ? { ...body, cards: 'none' } : body).length === 0;
  });
});

test('75: systemActions are never sent, nor any member but cards', () => {
  expectAll(answers, (one) => Object.keys(JSON.parse(one.text)).join() === 'cards');
});

test('every response fits the schema, which is narrower than the specification', () => {
  for (const one of answers) expectValidResponse(JSON.parse(one.text));
});

test('80, 119: every card and suggestion has a uuid of its own, over all answers', () => {
  const ids = [...cards().map((one) => one.uuid), ...suggestions().map((one) => one.uuid)];
  expectAll(ids, (id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
  expect(new Set(ids).size).toBe(ids.length);
});

test('83: summary is one line of fewer than 140 characters', () => {
  expectAll(cards(), ({ summary }) => isText(summary) && summary.length < 140 && !/[\r\n]/.test(summary));
});

test('85: detail is Markdown without HTML', () => {
  const markdown = new MarkdownIt({ html: true });
  const html = /^html_(?:block|inline)$/;
  expect(
    markdown
      .parse('<b>x</b>', {})
      .flatMap((one) => one.children ?? [])
      .some((one) => html.test(one.type)),
  ).toBe(true);
  expectAll(
    cards().map((card) => card.detail ?? ''),
    (detail) =>
      isText(detail) &&
      !markdown
        .parse(detail, {})
        .some((one) => [one, ...(one.children ?? [])].some(({ type }) => html.test(type))),
  );
});

test('87, 88: indicator is info, warning or critical, and each of them occurs', () => {
  expect(new Set(cards().map((one) => one.indicator))).toEqual(new Set(['info', 'warning', 'critical']));
});

test('90, 105, 107, 111, 115, 220: source has a label and a topic that is a Coding; a url or an icon is not sent', () => {
  expectAll(
    cards(),
    ({ source }) =>
      isText(source.label) && isCoding(source.topic) && Object.keys(source).join() === 'label,topic',
  );
});

test('92, 93, 95, 96: suggestions are a filled array, and selectionBehavior stands exactly beside them', () => {
  expectAll(cards(), (card) => 'suggestions' in card === 'selectionBehavior' in card);
  const having = cards().filter((card) => card.suggestions !== undefined);
  expectAll(having, (card) => Array.isArray(card.suggestions) && card.suggestions.length > 0);
  expectAll(having, (card) => card.selectionBehavior === 'any' || card.selectionBehavior === 'at-most-one');
  expect(cards().length).toBeGreaterThan(having.length);
});

test('98, 100, 136, 216-219: override reasons are an array of Codings, each with code, system and display', () => {
  expectAll(cards(), (card) => Array.isArray(card.overrideReasons) && card.overrideReasons.length > 0);
  expectAll(
    cards().flatMap((card) => card.overrideReasons ?? []),
    isCoding,
  );
});

test('117, 121, 124: a suggestion has a label and an array of actions; isRecommended is a boolean or absent', () => {
  expectAll(
    suggestions(),
    (one) =>
      isText(one.label) &&
      Array.isArray(one.actions) &&
      one.actions.length > 0 &&
      ['boolean', 'undefined'].includes(typeof one.isRecommended),
  );
});

test('125: a suggestion holds one action, so that taking it takes nothing else', () => {
  expectAll(suggestions(), (one) => one.actions.length === 1);
});

test('127, 128: an action has a description and is a create, an update or a delete', () => {
  expectAll(actions(), (action) => isText(action.description));
  expect(new Set(actions().map((action) => action.type))).toEqual(new Set(['create', 'update', 'delete']));
});

test('132: an update holds the whole of a draft of the call, still a draft', () => {
  const updated = answers.flatMap((answer) =>
    answer.cards
      .flatMap((card) => (card.suggestions ?? []).flatMap((one) => one.actions))
      .flatMap((action) => (action.type === 'update' ? [{ ...action, drafts: answer.drafts }] : [])),
  );
  expectAll(
    updated,
    ({ resource, drafts }) =>
      drafts.has(`${resource.resourceType}/${resource.id}`) &&
      'status' in resource &&
      resource.status === 'draft' &&
      'subject' in resource &&
      'code' in resource,
  );
});

test('130, 131: a create holds a new FHIR resource, a draft without an id', () => {
  const created = actions().flatMap((action) => (action.type === 'create' ? [action.resource] : []));
  expectAll(created, (one) => isText(one.resourceType) && one.id === undefined);
  expectAll(created, (one) => 'status' in one && one.status === 'draft');
});

test('133, 134, 135: a delete names a draft of the call by Type/id, and holds no resource', () => {
  const deleted = answers.flatMap((answer) =>
    answer.cards
      .flatMap((card) => (card.suggestions ?? []).flatMap((one) => one.actions))
      .flatMap((action) => (action.type === 'delete' ? [{ action, drafts: answer.drafts }] : [])),
  );
  expectAll(deleted, ({ action, drafts }) => !('resource' in action) && drafts.has(action.resourceId));
});

test('103, 138, 139, 141: links are a filled array; each has a label, an absolute url and a type', () => {
  expectAll(
    cards().flatMap((card) => (card.links === undefined ? [] : [card.links])),
    (all) => Array.isArray(all) && all.length > 0,
  );
  expectAll(links(), (link) => isText(link.label) && isWebUrl(link.url));
});

test('142, 144, 147: links are absolute without appContext, or open the intake as a SMART app with a string', () => {
  const smart = links().filter((link) => link.type === 'smart');
  expectAll(smart, (link) => isText(link.appContext) && /\/intake$/.test(link.url));
  expectAll(
    links().filter((link) => !smart.includes(link)),
    (link) => link.type === 'absolute' && !('appContext' in link),
  );
});

test('214: an extension is an object, under a reverse-DNS name', () => {
  expectAll(
    cards().flatMap((card) => Object.entries(card.extension ?? {})),
    ([name, value]) =>
      /^[a-z]+(\.[a-z-]+)+$/.test(name) &&
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length > 0,
  );
});
