/** Promises every card keeps, whoever the patient is: checked over all vignettes, sandbox stories and held-out cases. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Action, Card } from '#cards/card';
import { folderOf, rulesOf } from '#knowledge/load';
import { kindOf } from '#review/check';
import { VignetteRunner, type VignetteRun } from '#review/run';
import { readVignettes, type Vignette } from '#review/vignette';
import { readCases } from '../../scripts/case-file.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const runner = new VignetteRunner(knowledge, AS_OF, true);
const unregistered = new VignetteRunner(knowledge, AS_OF);
const vignettes: readonly Vignette[] = [
  ...rulesOf(knowledge).flatMap((rule) =>
    readVignettes(join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml')),
  ),
  ...readVignettes(join(ROOT, 'sandbox', 'stories.yaml')),
  ...['cases.yaml', 'all-causes.yaml', 'second-author.yaml'].flatMap((file) =>
    readCases(
      join(ROOT, 'tests', 'cases', file),
      join(ROOT, 'cds-hooks', 'intake', 'questionnaire.json'),
    ).map((one) => ({ ...one, expect: {} })),
  ),
];
/** Every item of the intake, by its linkId. */
const INTAKE = new Set(
  [
    ...readFileSync(join(ROOT, 'cds-hooks', 'intake', 'questionnaire.json'), 'utf8').matchAll(
      /"linkId": "([^"]+)"/g,
    ),
  ].map(([, id]) => id),
);
const runs: readonly (readonly [string, VignetteRun])[] = vignettes.map((one) => [one.id, runner.run(one)]);

/** The ids of the runs in which a card breaks a promise. */
const breaking = (broken: (card: Card, run: VignetteRun) => boolean): readonly string[] =>
  runs.filter(([, run]) => run.cards.some((card) => broken(card, run))).map(([id]) => id);

interface EvidenceLine {
  readonly criterion?: string;
  readonly source?: string;
}

/** What the extension has for and against each candidate. */
function evidenceLines(card: Card): readonly EvidenceLine[] {
  const result = card.extension?.['org.nocturne.differential'] as
    | { candidates?: readonly { for?: readonly EvidenceLine[]; against?: readonly EvidenceLine[] }[] }
    | undefined;
  return (result?.candidates ?? []).flatMap((one) => [...(one.for ?? []), ...(one.against ?? [])]);
}

/** The drafts of the call that may be changed or taken back, by `Type/id`. */
const draftsOf = (run: VignetteRun): ReadonlySet<string> =>
  new Set(run.chart.drafts.filter((one) => one.changeable).map((one) => one.reference));

/** Creates a draft that is no prescription, or touches nothing but a draft of the call itself. */
function isDraftOnly(action: Action, drafts: ReadonlySet<string>): boolean {
  if (action.type === 'delete') return drafts.has(action.resourceId);
  const { resource } = action;
  if (!('status' in resource) || resource.status !== 'draft') return false;
  if (action.type === 'update') return drafts.has(`${resource.resourceType}/${resource.id ?? ''}`);
  return !resource.resourceType.startsWith('Medication');
}

describe('every card', () => {
  test('there are patients to try', () => {
    expect(runs.length).toBeGreaterThan(100);
    expect(runs.filter(([, run]) => run.cards.length > 0).length).toBeGreaterThan(80);
  });
  test('is one of at most four, each kind or check once, the must-not-miss card first', () => {
    const wrong = runs.filter(([, run]) => {
      const kinds = run.cards.map(kindOf);
      // Each order check has a card of its own.
      const single = run.orders === undefined ? kinds : run.cards.map((card) => card.source.topic.code);
      return kinds.length > 4 || new Set(single).size !== single.length || kinds.indexOf('lane') > 0;
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
  test('has a summary of one line within 139 characters', () => {
    expect(breaking((card) => card.summary.length > 139 || card.summary.includes('\n'))).toEqual([]);
  });
  test('says that the knowledge is a draft', () => {
    expect(
      breaking(
        (card) =>
          kindOf(card) !== 'child' &&
          !(card.detail ?? '').includes('Draft knowledge, not clinically reviewed'),
      ),
    ).toEqual([]);
  });
  test('never says "you have", and holds no HTML', () => {
    expect(
      breaking(
        (card) =>
          /\byou have\b/i.test(`${card.summary} ${card.detail ?? ''}`) || /<[a-z/!]/i.test(card.detail ?? ''),
      ),
    ).toEqual([]);
  });
  test('suggests drafts only: no prescription, nothing active, nothing deleted', () => {
    const bad = breaking((card, run) =>
      (card.suggestions ?? []).some((suggestion) =>
        suggestion.actions.some((action) => !isDraftOnly(action, draftsOf(run))),
      ),
    );
    expect(bad).toEqual([]);
  });
  test('gives every card and suggestion its own uuid', () => {
    const wrong = runs.filter(([, run]) => {
      const ids = run.cards.flatMap((card) => [
        card.uuid,
        ...(card.suggestions ?? []).map((one) => one.uuid),
      ]);
      return new Set(ids).size !== ids.length;
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
  test('suggests nothing that another card of the same answer suggests', () => {
    const wrong = runs.filter(([, run]) => {
      const labels = run.cards.flatMap((card) =>
        (card.suggestions ?? []).map((one) => JSON.stringify(one.actions)),
      );
      return new Set(labels).size !== labels.length;
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
  test('is critical only for an emergency', () => {
    expect(
      breaking((card, run) => {
        const checks = run.orders?.verdicts.map((one) => one.urgency) ?? [];
        return card.indicator === 'critical' && ![run.reasoning.urgency, ...checks].includes('emergency');
      }),
    ).toEqual([]);
  });
});

describe('a link that opens the intake', () => {
  const ITEM = /^[a-z]+(?:[.-][a-z0-9]+)*$/;
  const smart = (card: Card) => (card.links ?? []).filter((link) => link.type === 'smart');

  test('is on every intake card and on other cards that ask, once, and first', () => {
    const wrong = breaking(
      (card) =>
        (kindOf(card) === 'intake' && smart(card).length !== 1) ||
        smart(card).length > 1 ||
        (smart(card).length === 1 && card.links?.[0]?.type !== 'smart'),
    );
    expect(wrong).toEqual([]);
    const kinds = new Set(
      runs.flatMap(([, run]) => run.cards.filter((card) => smart(card).length > 0).map(kindOf)),
    );
    expect(kinds).toEqual(new Set(['lane', 'differential', 'intake']));
  });
  test('names items of the intake and the kind of the card, and nothing of the chart', () => {
    const wrong = runs.filter(([, run]) =>
      run.made.some(({ card, kind }) =>
        smart(card).some(({ label, url, appContext = '' }) => {
          const { questions, ...rest }: { questions: readonly string[] } = JSON.parse(appContext);
          return (
            JSON.stringify(rest) !== JSON.stringify({ card: kind }) ||
            questions.length === 0 ||
            new Set(questions).size !== questions.length ||
            !questions.every((one) => ITEM.test(one) && INTAKE.has(one)) ||
            !label.endsWith(`(${questions.length})`) ||
            url !== 'https://nocturne.example/intake'
          );
        }),
      ),
    );
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
  test('is nowhere when no EHR knows the intake; nothing else of the cards differs', () => {
    const withoutLink = (card: Card): Card => ({
      ...card,
      links: (card.links ?? []).filter((link) => link.type !== 'smart'),
    });
    const wrong = vignettes.filter((one, at) => {
      const run = runs[at]?.[1];
      return JSON.stringify(unregistered.run(one).cards) !== JSON.stringify(run?.cards.map(withoutLink));
    });
    expect(wrong.map((one) => one.id)).toEqual([]);
  });
});

describe('the must-not-miss lane', () => {
  test('is shown whenever a lane flag is raised, whatever stands first in the ranking', () => {
    const wrong = runs.filter(([, run]) => {
      const raised = run.reasoning.flags.some(
        (one) => one.state === 'raised' && one.flag.lane && one.urgency !== 'routine',
      );
      return raised !== run.cards.some((card) => kindOf(card) === 'lane');
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
});

describe('the machine-readable result', () => {
  test('is on exactly one card, and its candidates are those of the ranking', () => {
    const wrong = runs.filter(([, run]) => {
      if (run.cards.length === 0 || run.reasoning.child || run.orders !== undefined) return false;
      return (
        run.cards.filter((card) => card.extension?.['org.nocturne.differential'] !== undefined).length !== 1
      );
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
  test('names a source and a criterion on every line of evidence', () => {
    let lines = 0;
    const bare = breaking((card) =>
      evidenceLines(card).some((line) => {
        lines += 1;
        return !line.source || !line.criterion;
      }),
    );
    expect(bare).toEqual([]);
    expect(lines).toBeGreaterThan(1000);
  });
});

describe('what is dangerous to suggest', () => {
  // What the dossiers forbid in words: no card may offer it as an order.
  const FORBIDDEN =
    /quinine|magnesium supplement|potassium supplement|heat pack|hot water|ice pack|aspirin|opioid|tramadol|tapentadol|stop (?:the|your) statin/i;
  /** Only as advice of a relief measure that has passed its gates. */
  const GATED = /compression|stocking|elevat|\brais|\bheat|\bwarm|\bcold\b|\bice\b/i;

  test('no suggestion drafts heat packs, quinine, supplements or opioids', () => {
    const bad = breaking((card) =>
      (card.suggestions ?? []).some(
        (one) => FORBIDDEN.test(one.label) && !/review|do not|no /i.test(one.label),
      ),
    );
    expect(bad).toEqual([]);
  });

  test('compression, raising, warmth and cold are suggested by a relief measure whose gates are open, or not at all', () => {
    const bad = breaking((card, run) => {
      const passed = new Set(
        run.reasoning.reliefs.filter((one) => one.state === 'offered').map((one) => one.relief.advice.text),
      );
      return (card.suggestions ?? []).some(
        (one) =>
          one.actions.some(
            (action) => action.type === 'create' && action.resource.resourceType === 'CommunicationRequest',
          ) &&
          GATED.test(one.label) &&
          !passed.has(one.label),
      );
    });
    expect(bad).toEqual([]);
  });

  test('no advice tells a patient with a possible arterial picture to raise or warm the leg', () => {
    const wrong = runs.filter(([, run]) => {
      const arterial = run.reasoning.candidates.some(
        (one) =>
          ['ischemic-rest-pain', 'acute-limb-ischemia', 'peripheral-artery-disease'].includes(one.cause.id) &&
          ['established', 'probable', 'possible'].includes(one.tier),
      );
      if (!arterial) return false;
      const advice = run.cards
        .flatMap((card) =>
          (card.suggestions ?? []).flatMap((one) =>
            one.actions.flatMap((action) => (action.type === 'delete' ? [] : action.resource)),
          ),
        )
        .filter((resource) => resource.resourceType === 'CommunicationRequest');
      // Each sentence by itself: "Do not raise or warm the foot" is right, "Raise the foot" is not.
      const sentences = advice.flatMap((resource) =>
        JSON.stringify('payload' in resource ? resource.payload : '').split(/[.;:"]/),
      );
      return sentences.some(
        (one) =>
          /\b(?:raise|elevate|warm up|heat)\b/i.test(one) &&
          !/\b(?:not|never|no|without|instead of|protect|report|whether)\b/i.test(one),
      );
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
});
