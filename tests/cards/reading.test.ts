/** What a clinician reads at 23:00: the dangerous first, each thing once, nothing of ours, and not too much. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Card } from '#cards/card';
import { kindOf } from '#review/check';
import { VignetteRunner, type VignetteRun } from '#review/run';
import { bank } from '../../scripts/outcomes.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const runner = new VignetteRunner(knowledge, AS_OF);
const runs = new Map<string, VignetteRun>(
  bank(join(ROOT), knowledge).flatMap((file) =>
    file.vignettes.map((one): [string, VignetteRun] => [one.id, runner.run(one)]),
  ),
);

const breaking = (broken: (card: Card, run: VignetteRun) => boolean): readonly string[] =>
  [...runs].filter(([, run]) => run.cards.some((card) => broken(card, run))).map(([id]) => id);

function card(id: string, kind: string): Card {
  const found = runs.get(id)?.cards.find((one) => kindOf(one) === kind);
  if (found === undefined) throw new Error(`${id} has no ${kind} card`);
  return found;
}

/** The bullets under a bold title. */
function under(title: string, { detail = '' }: Card): readonly string[] {
  const [, rest = ''] = detail.split(`**${title}**\n\n`);
  return rest === '' ? [] : (rest.split('\n\n')[0] ?? '').split('\n');
}

describe('every card', () => {
  test('of the ranking has at most about 3,500 characters of detail', () => {
    expect(breaking((one) => kindOf(one) === 'differential' && (one.detail ?? '').length > 3600)).toEqual([]);
  });
  test('names at most six cautions, and closes at most five measures of each kind', () => {
    const many = breaking((one) => {
      const closed = under('Relief at home', one);
      return (
        under('Cautions', one).length > 6 ||
        closed.filter((line) => line.startsWith('- Not ')).length > 5 ||
        closed.filter((line) => line.startsWith('- First check')).length > 5
      );
    });
    expect(many).toEqual([]);
  });
  test('has no line twice', () => {
    const twice = breaking(({ detail = '' }) => {
      // Two causes may have the same findings.
      const lines = detail
        .split('\n')
        .filter(
          (line) =>
            line.length > 30 && !/^(?:- (?:For|Against|Not in|Not usable|Could not|Too old)|\*\*)/.test(line),
        );
      return new Set(lines).size !== lines.length;
    });
    expect(twice).toEqual([]);
  });
  test('speaks a reader’s words, not ours', () => {
    const OURS =
      /\b(?:not-met|criterion|closed world|candidate|fetch|not-recorded|tier)\b|\bcriteria of \d+ met|\d Cel\b|labs-\d|exams-local/i;
    expect(breaking((one) => OURS.test(`${one.summary}\n${one.detail ?? ''}`))).toEqual([]);
  });
});

describe('the headline', () => {
  test('leaves out what is only background while something explains the complaint', () => {
    expect(card('cvd-stenosis', 'differential').summary).toBe(
      'Leg complaint at night: lumbar spinal stenosis, findings fit',
    );
  });
  test('calls background what is only background', () => {
    expect(card('pad-index-099-vessels', 'differential').summary).toBe(
      'Leg complaint: nothing recorded explains it yet; background: peripheral artery disease',
    );
  });
  test('begins with an emergency that nobody has looked for, as a warning', () => {
    const one = card('ali-date-unknown', 'differential');
    expect(one.summary).toMatch(/^Not excluded: possible acute limb ischemia\. /);
    expect(one.indicator).toBe('warning');
    expect(one.detail).toMatch(/^\*\*Cannot be excluded, not recorded:\*\* possible acute limb ischemia/);
  });
  test('never hides an open emergency behind information', () => {
    const hidden = [...runs].filter(([, run]) => {
      const open = run.reasoning.flags.some((one) => one.state === 'open' && one.urgency === 'emergency');
      return open && run.cards[0]?.indicator === 'info' && !run.cards.some((one) => kindOf(one) === 'lane');
    });
    expect(hidden.map(([id]) => id)).toEqual([]);
  });
});

describe('the lists', () => {
  test('name the causes that have findings for them and count the others', () => {
    const { detail = '' } = card('cell-score-5', 'differential');
    expect(detail).toMatch(/Too little recorded to judge: .*\d+ other causes\./);
    expect(detail).not.toContain('Statin-associated');
  });
  test('say that a dangerous cause was pointed away from', () => {
    expect(card('ces-denied', 'differential').detail).toMatch(/point away from: .*Cauda equina syndrome/);
  });
  test('count the boxes of a long form', () => {
    expect(card('ia-hot-knee-with-fever', 'differential').detail).toContain('not known: 11 of its items');
  });
  test('say once that laboratory results could not be read', () => {
    const failing = breaking((one) => (one.detail ?? '').includes('laboratory results (timed out)'));
    expect(failing.length).toBeGreaterThan(3);
    expect(breaking((one) => ((one.detail ?? '').match(/laboratory results/g) ?? []).length > 1)).toEqual([]);
  });
  test('give criteria that fail on one value one line', () => {
    const { detail = '' } = card('restpain-wrong-unit', 'differential');
    expect(detail.match(/- Not usable \(0\.4 left/g)).toHaveLength(1);
  });
});

test('the medicine card does not say its headline again', () => {
  const one = card('statin-classical', 'safety');
  expect(one.detail).toMatch(/^- On record: atorvastatin, 2026-01-15\.\n/);
});

describe('the machine-readable result', () => {
  interface Result {
    readonly candidates: readonly { readonly tier: string; readonly missing?: readonly unknown[] }[];
  }

  test('has at most eight missing lines for what is not in play, and all for what is', () => {
    let long = 0;
    for (const run of runs.values()) {
      const result = run.cards
        .map((one) => one.extension?.['org.nocturne.differential'] as Result | undefined)
        .find((one) => one !== undefined);
      for (const one of result?.candidates ?? []) {
        const lines = one.missing?.length ?? 0;
        if (one.tier === 'unlikely' || one.tier === 'not-assessable') expect(lines).toBeLessThanOrEqual(8);
        else if (lines > 8) long += 1;
      }
    }
    expect(long).toBeGreaterThan(100);
  });
});
