/** The intake page is never less urgent about a warning sign than the red flags are, whatever else is ticked. */
import { describe, expect, test } from '@jest/globals';
import { Reasoner } from '#reason/reason';
import type { Urgency } from '#rules';
import { questionOf } from '../../web/intake/questions/questionnaire.ts';
import { urgentSigns } from '../../web/intake/questions/urgent.ts';
import { chartOf, INTAKE } from '../chart/record.ts';
import { AS_OF, knowledge } from '../knowledge.ts';

const reasoner = new Reasoner(knowledge);
const CODES = (questionOf('red-flags')?.options ?? []).map((option) => option.code);
const PAIRS = CODES.flatMap((one, index) => CODES.slice(index).map((other) => [one, other] as const));

/** What the service says when these, and nothing else, are ticked. */
function service(codes: readonly string[], birthDate: string): Urgency {
  const chart = chartOf([
    { resourceType: 'Patient', id: 'p', birthDate, gender: 'female' },
    {
      resourceType: 'QuestionnaireResponse',
      id: 'q',
      status: 'completed',
      questionnaire: INTAKE,
      authored: AS_OF,
      item: [
        { linkId: 'site', answer: [{ valueCoding: { code: 'calf' } }] },
        { linkId: 'red-flags', answer: codes.map((code) => ({ valueCoding: { code } })) },
      ],
    },
  ]);
  const { door, flags } = reasoner.reason(chart);
  expect(door.open).toBe(true);
  const raised = flags.filter((flag) => flag.state === 'raised').map((flag) => flag.urgency);
  return (['emergency', 'same-day', 'days'] as const).find((one) => raised.includes(one)) ?? 'routine';
}

const page = (codes: readonly string[]) => urgentSigns({ 'red-flags': { codes } })[0]?.urgency;

describe.each(['1996-04-02', '1951-04-02'])('born %s', (birthDate) => {
  test('what the service calls an emergency or the same day the page does too', () => {
    const milder = PAIRS.filter((codes) => {
      const said = service(codes, birthDate);
      const shown = page(codes);
      return (said === 'emergency' && shown !== 'now') || (said === 'same-day' && shown === undefined);
    });
    expect(milder).toEqual([]);
  });
});

test('none and unsure alone are not urgent', () => {
  expect([page(['none']), page(['unsure']), page([])]).toEqual([undefined, undefined, undefined]);
});
