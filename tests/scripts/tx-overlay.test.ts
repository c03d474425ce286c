/** What `npm run valuesets -- --tx` writes: subtypes of the codes we ship, nothing of the arm, nothing filed elsewhere. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { WHOLE_BODY } from '../../scripts/overlay-sets.ts';
import { many } from './fake-tx.ts';
import { SNOMED, sets, specific, useScene } from './tx-scene.ts';

const scene = useScene();

describe('the overlay', () => {
  test('holds the subtypes of the specific codes, over several pages, and the service reads it', async () => {
    scene().fake.below = {
      [specific('cond-gout')]: many(1200),
      [specific('cond-pad')]: { '88000001': 'new artery' },
    };
    expect(await scene().run()).toBe(0);
    expect(scene().marks('77001199')).toEqual({ 'cond-gout': false });
    expect(scene().marks('88000001')).toMatchObject({ 'cond-pad': false });
    expect(scene().manifest()).toMatchObject({
      server: scene().fake.base,
      version: `${SNOMED}/900000000000207008/version/20260801`,
      date: '2026-03-12T22:40:00.000Z',
      tooBroad: [],
    });
    expect(readdirSync(scene().folder)).toContain('cond-gout.json');
    const gout = scene().fake.asked.filter((one) => one.codes.includes(specific('cond-gout')));
    expect(gout.map((one) => one.offset)).toEqual(expect.arrayContaining([0, 500, 1000]));
    // A code that says too little by itself is not asked for, and neither are its subtypes.
    const door = sets.sets.get('leg-complaint')?.codes ?? [];
    const vague = door.filter((one) => one.system === 'snomed' && one.nonspecific).map((one) => one.code);
    const asked = scene()
      .fake.asked.filter((one) => one.codes.includes('10601006'))
      .map((one) => one.codes);
    expect(vague.length).toBeGreaterThan(0);
    expect(asked.flat().filter((code) => vague.includes(code))).toEqual([]);
  });

  test('is read to its end from a server that states no total', async () => {
    scene().fake.total = false;
    scene().fake.below = { [specific('cond-gout')]: many(700) };
    expect(await scene().run()).toBe(0);
    expect(scene().marks('77000699')).toEqual({ 'cond-gout': false });
  });

  test('is asked for with at most four requests at once, and with progress', async () => {
    expect(await scene().run()).toBe(0);
    expect(scene().fake.atOnce).toBeGreaterThan(1);
    expect(scene().fake.atOnce).toBeLessThanOrEqual(4);
    expect(
      scene().said.filter((line) => /^\[\d+\/\d+\] [a-z0-9-]+: 0 more codes$/.test(line)).length,
    ).toBeGreaterThan(90);
  });

  test('holds nothing of the arm in a set of the leg, and says so; "arm or leg" needs a site', async () => {
    const words = {
      '88000001': 'Rest pain of left hand',
      '88000002': 'Rest pain of upper limb',
      '88000003': 'Rest pain of arm or leg',
      '88000004': 'Rest pain of left foot',
    };
    scene().fake.below = {
      [specific('cond-ischemic-rest-pain')]: words,
      [specific('cond-rheumatoid-arthritis')]: { '88000005': 'Arthritis of left hand' },
    };
    await scene().run();
    const mine = (code: string): boolean | undefined => scene().marks(code)['cond-ischemic-rest-pain'];
    expect(Object.keys(words).map(mine)).toEqual([undefined, undefined, true, false]);
    expect(scene().marks('88000005')).toEqual({ 'cond-rheumatoid-arthritis': false });
    expect(scene().said.join('\n')).toContain('left out, of the arm: 88000001 Rest pain of left hand');
    expect([...WHOLE_BODY].filter((id) => !sets.sets.has(id))).toEqual([]);
  });

  test('keeps apart what our tables keep apart: chronic thrombosis and all below it is no acute one', async () => {
    const chronic = specific('cond-dvt-chronic-history');
    const acute = specific('cond-dvt-acute');
    scene().fake.below = {
      [acute]: { [chronic]: 'chronic', '88000001': 'chronic, of the left leg', '88000002': 'of the calf' },
      [chronic]: { '88000001': 'chronic, of the left leg' },
    };
    await scene().run();
    expect(scene().marks(chronic)).not.toHaveProperty('cond-dvt-acute');
    expect(scene().marks('88000001')).toEqual({ 'cond-dvt-chronic-history': false });
    expect(scene().marks('88000002')).toMatchObject({ 'cond-dvt-acute': false });
    expect(scene().said.join('\n')).toContain('left out, below a code that we file elsewhere: 88000001');
  });

  test('keeps the marks of the terminology table on codes that may not be shipped', async () => {
    scene().fake.below = { [specific('cond-pad')]: { '88000001': 'limb not stated' } };
    const row = { key: 'X', system: 'SNOMED', code: '88000001', display: '', include: 'exact', source: '' };
    await scene().run({ rows: [{ ...row, note: 'NONSPECIFIC: arm or leg not stated' }] });
    expect(scene().marks('88000001')['cond-pad']).toBe(true);
  });

  test('with --check is compared and not written', async () => {
    scene().fake.below = { [specific('cond-gout')]: { '88000001': 'gout of the knee' } };
    const absent = join(scene().folder, 'absent');
    expect(await scene().run({ check: true, to: absent })).toBe(1);
    expect(existsSync(absent)).toBe(false);
    expect(scene().said).toContain('differs: cond-gout.json');
    await scene().run();
    const before = readFileSync(join(scene().folder, 'manifest.json'), 'utf8');
    expect(await scene().run({ check: true })).toBe(0);
    scene().fake.below = {};
    expect(await scene().run({ check: true })).toBe(1);
    expect(readFileSync(join(scene().folder, 'manifest.json'), 'utf8')).toBe(before);
    expect(existsSync(join(scene().folder, 'cond-gout.json'))).toBe(true);
    await scene().run();
    expect(readdirSync(scene().folder)).toEqual(['manifest.json']);
  });

  test("leaves an operator's own files alone, and stops where one speaks for the same set", async () => {
    scene().fake.below = { [specific('cond-gout')]: { '88000001': 'gout of the knee' } };
    const atc = { resourceType: 'ValueSet', id: 'drug-statin', compose: { include: [] } };
    writeFileSync(join(scene().folder, 'statins.json'), JSON.stringify(atc));
    await scene().run();
    await scene().run();
    expect(JSON.parse(readFileSync(join(scene().folder, 'statins.json'), 'utf8'))).toEqual(atc);
    writeFileSync(join(scene().folder, 'mine.json'), JSON.stringify({ ...atc, id: 'cond-pad' }));
    await expect(scene().run()).rejects.toThrow(
      /mine\.json is a file of your own for cond-pad\. Move it away/,
    );
  });
});
