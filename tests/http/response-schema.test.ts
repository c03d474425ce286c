/** The response schema catches our own mistakes, one by one. */
import { describe, expect, test } from '@jest/globals';
import { expectValidResponse, responseComplaints } from './response-schema.ts';
import { CARD } from './running.ts';

const [suggestion] = CARD.suggestions ?? [];
const [action] = suggestion?.actions ?? [];
const [link] = CARD.links ?? [];

test('no cards, one card and four cards are valid', () => {
  for (const cards of [[], [CARD], [CARD, CARD, CARD, CARD]]) expectValidResponse({ cards });
});

test('escaped markup in detail is valid', () => {
  expectValidResponse({ cards: [{ ...CARD, detail: 'ABI < 0.4; \\<img onerror=x>; &lt;b&gt;' }] });
});

test('a summary of 139 characters is valid, and of 140 is not', () => {
  expectValidResponse({ cards: [{ ...CARD, summary: 'x'.repeat(139) }] });
  expect(responseComplaints({ cards: [{ ...CARD, summary: 'x'.repeat(140) }] })).not.toEqual([]);
});

test('surrogate pairs count as two', () => {
  expect(() => expectValidResponse({ cards: [{ ...CARD, summary: '𝒙'.repeat(100) }] })).toThrow();
});

describe('a response is invalid with', () => {
  const card = (change: object): object => ({ cards: [{ ...CARD, ...change }] });
  const act = (change: object): object =>
    card({ suggestions: [{ ...suggestion, actions: [{ ...action, ...change }] }] });
  test.each<[string, object]>([
    ['no cards member', {}],
    ['five cards', { cards: [CARD, CARD, CARD, CARD, CARD] }],
    ['systemActions', { cards: [], systemActions: [action] }],
    ['an empty extension', { cards: [], extension: {} }],
    ['a line break in summary', card({ summary: 'a\nb' })],
    ['HTML in detail', card({ detail: 'see <b>this</b>' })],
    ['an HTML comment in detail', card({ detail: 'see <!-- x -->' })],
    ['an empty detail', card({ detail: '' })],
    ['a null link list', card({ links: null })],
    ['an empty link list', card({ links: [] })],
    ['an indicator of another age', card({ indicator: 'hard-stop' })],
    ['no uuid', card({ uuid: undefined })],
    ['an id that is no uuid', card({ uuid: 'card-1' })],
    ['an unknown member', card({ title: 'x' })],
    ['a source without label', card({ source: { topic: CARD.source.topic } })],
    ['a source without topic', card({ source: { label: 'x' } })],
    ['a relative source url', card({ source: { ...CARD.source, url: '/about' } })],
    ['suggestions without selectionBehavior', card({ selectionBehavior: undefined })],
    ['selectionBehavior without suggestions', card({ suggestions: undefined })],
    ['no suggestions', card({ suggestions: [] })],
    ['actionSelectionBehavior', card({ suggestions: [{ ...suggestion, actionSelectionBehavior: 'any' }] })],
    ['a suggestion without uuid', card({ suggestions: [{ label: 'x' }] })],
    [
      'two recommended suggestions of which one may be chosen',
      card({ suggestions: [suggestion, suggestion], selectionBehavior: 'at-most-one' }),
    ],
    ['no actions', card({ suggestions: [{ ...suggestion, actions: [] }] })],
    ['an action without description', act({ description: '' })],
    ['a create without resource', act({ resource: undefined })],
    ['a create with resourceId', act({ resourceId: 'ServiceRequest/1' })],
    ['a delete with a resource', act({ type: 'delete', resourceId: 'ServiceRequest/1' })],
    ['a delete of an absolute URL', act({ type: 'delete', resource: undefined, resourceId: 'http://a/b/1' })],
    ['an empty array deep in a resource', act({ resource: { resourceType: 'Task', note: [] } })],
    ['an override reason without display', card({ overrideReasons: [{ system: 'urn:x:y', code: 'a' }] })],
    ['an override reason without system', card({ overrideReasons: [{ code: 'a', display: 'A' }] })],
    ['appContext on an absolute link', card({ links: [{ ...link, appContext: 'x' }] })],
    ['a link over http', card({ links: [{ ...link, url: 'http://ehr.example/intake' }] })],
    ['a javascript link', card({ links: [{ ...link, url: 'javascript:alert(1)' }] })],
    ['autolaunchable', card({ links: [{ ...link, autolaunchable: true }] })],
    ['an empty member deep in an extension', card({ extension: { 'org.nocturne.x': { missing: [] } } })],
    ['an extension name that is not reverse DNS', card({ extension: { differential: { a: 1 } } })],
  ])('%s', (_what, body) => {
    expect(responseComplaints(JSON.parse(JSON.stringify(body)))).not.toEqual([]);
  });
});
