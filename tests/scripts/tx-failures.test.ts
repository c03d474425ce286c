/** What `npm run valuesets -- --tx` says when a server is busy, broken, too generous or no terminology server. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TxError } from '../../scripts/tx-client.ts';
import { many, outcome, startFakeTx, type FakeTx } from './fake-tx.ts';
import { NOW, SNOMED, specific, useScene } from './tx-scene.ts';

const scene = useScene();

describe('a set that is too broad is refused and named, the others are written', () => {
  const broad: Record<string, () => void> = {
    'by its total': () => {
      scene().fake.below = {
        [specific('cond-gout')]: many(2001),
        [specific('cond-pad')]: { '88000001': 'x' },
      };
    },
    'by counting': () => {
      scene().fake.total = false;
      scene().fake.below = {
        [specific('cond-gout')]: many(2001),
        [specific('cond-pad')]: { '88000001': 'x' },
      };
    },
    'by the word of the server': () => {
      scene().fake.below = { [specific('cond-pad')]: { '88000001': 'x' } };
      scene().fake.instead = ({ codes }, res) =>
        codes.includes(specific('cond-gout')) && outcome(res, 422, 'too-costly', 'more than 1000 codes');
    },
  };
  test.each(Object.entries(broad))('%s', async (_name, set) => {
    set();
    expect(await scene().run()).toBe(0);
    expect(scene().manifest()['tooBroad']).toContain('cond-gout');
    expect(existsSync(join(scene().folder, 'cond-gout.json'))).toBe(false);
    expect(scene().marks('88000001')).toHaveProperty('cond-pad');
    expect(scene().said.join('\n')).toMatch(/cond-gout: refused as too broad \(/);
  });
});

describe('a busy server', () => {
  test('is asked again when it said it would answer: in seconds, at a time, or in its own time', async () => {
    const waits = [
      { 'Retry-After': '7' },
      { 'Retry-After': new Date(NOW + 11_000).toUTCString() },
      undefined,
    ];
    scene().fake.instead = (_asked, res, n) => {
      if (n > waits.length) return false;
      res.writeHead(n === 2 ? 503 : 429, waits[n - 1]).end();
      return true;
    };
    expect(await scene().run()).toBe(0);
    expect(scene().slept).toEqual([7000, 11_000, 4000]);
  });
  test.each([
    ['for ever', '1', 5],
    ['for longer than we wait', '86400', 0],
  ])('%s is given up', async (_name, seconds, waits) => {
    scene().fake.instead = (_asked, res) => {
      res.writeHead(429, { 'Retry-After': seconds }).end();
      return true;
    };
    await expect(scene().run()).rejects.toThrow(/is too busy \(429\).*Try again later/);
    expect(scene().slept.length).toBe(waits);
    expect(readdirSync(scene().folder)).toEqual([]);
  });
});

describe('what goes wrong is said in a sentence, and nothing is written', () => {
  const answers: Record<string, readonly [FakeTx['instead'], RegExp]> = {
    'an OperationOutcome': [
      (_asked, res, n) => n > 20 && outcome(res, 500, 'exception', 'the index\nis being \u001b[31mbuilt'),
      /^[a-z0-9-]+: http:.* refused \(500\): the index is being +\[31mbuilt\./,
    ],
    'no SNOMED CT': [
      (_asked, res) => outcome(res, 404, 'not-found', 'Unknown CodeSystem http://snomed.info/sct'),
      /has no SNOMED CT: Unknown CodeSystem/,
    ],
    'an empty SNOMED CT': [
      (_asked, res) => {
        res.end(JSON.stringify({ resourceType: 'ValueSet', expansion: { contains: [] } }));
        return true;
      },
      /has no SNOMED CT: it does not know/,
    ],
    HTML: [
      (_asked, res) => {
        res.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Sign in</html>');
        return true;
      },
      /answered 200 with text\/html that is not FHIR JSON\. Is this the FHIR base\?/,
    ],
    'a closed door': [
      (_asked, res) => {
        res.writeHead(401, { 'Content-Type': 'text/html' }).end('<html>');
        return true;
      },
      /answered 401 .*Give the right header/,
    ],
    'another resource': [
      (_asked, res) => {
        res.end('{"resourceType":"Bundle"}');
        return true;
      },
      /without an expansion/,
    ],
    'a redirection': [
      (_asked, res) => {
        res.writeHead(302, { Location: 'https://elsewhere.example/fhir' }).end();
        return true;
      },
      /redirects to https:\/\/elsewhere\.example\/fhir\. Give that base/,
    ],
    'codes of another system': [
      (_asked, res) => {
        const contains = [{ system: 'http://loinc.org', code: '8579-5' }];
        res.end(JSON.stringify({ resourceType: 'ValueSet', expansion: { contains } }));
        return true;
      },
      /sent a code that is none of SNOMED CT/,
    ],
    'a cut connection': [
      (_asked, res) => {
        res.destroy();
        return true;
      },
      /cannot be reached/,
    ],
  };
  test.each(Object.entries(answers))('%s', async (_name, [instead, message]) => {
    scene().fake.instead = instead;
    await expect(scene().run()).rejects.toThrow(message);
    await expect(scene().run()).rejects.toThrow(TxError);
    expect(readdirSync(scene().folder)).toEqual([]);
  });

  test('the same page again and again', async () => {
    scene().fake.instead = (asked, res) => {
      if (!asked.codes.includes(specific('cond-gout'))) return false;
      const contains = Array.from({ length: 500 }, (_, at) => ({
        system: SNOMED,
        code: String(99_000_000 + at),
      }));
      res.end(JSON.stringify({ resourceType: 'ValueSet', expansion: { total: 900, contains } }));
      return true;
    };
    await expect(scene().run()).rejects.toThrow(/does not page by offset/);
  });

  test('a server that is not there, one that is silent, and a deadline that has passed', async () => {
    const gone = await startFakeTx();
    await gone.close();
    await expect(scene().run({}, { base: gone.base })).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
    scene().fake.instead = () => true;
    await expect(scene().run({}, { perRequestMs: 50 })).rejects.toThrow(/did not answer in time/);
    await expect(scene().run({}, { until: NOW })).rejects.toThrow(
      /by the deadline\. Give more time with --deadline/,
    );
  }, 20_000);
});
