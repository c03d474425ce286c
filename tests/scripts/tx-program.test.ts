/** `npm run valuesets -- --tx` as a program: addresses and headers, what it prints, and what it must never print. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { txServer } from '../../scripts/tx-options.ts';
import { ROOT } from '../root.ts';
import { startFakeTx } from './fake-tx.ts';
import { specific, useScene } from './tx-scene.ts';

const scene = useScene();

describe('the address and the header', () => {
  test('credentials in the address become a header and leave the address', () => {
    const { base, headers } = txServer('https://ann:s%20ecret@tx.example/fhir/', []);
    expect(base).toBe('https://tx.example/fhir');
    expect(headers).toEqual({ authorization: `Basic ${Buffer.from('ann:s ecret').toString('base64')}` });
  });
  test.each<[string, readonly string[], RegExp]>([
    ['tx.example', [], /must be the http\(s\) base/],
    ['ftp://tx.example', [], /must be the http\(s\) base/],
    ['https://tx.example/fhir?key=1', [], /belongs in --header/],
    ['https://tx.example/fhir', ['Authorization secret'], /must be "Name: value"/],
    ['https://tx.example/fhir', ['Authorization: a\r\nsecret: b'], /must be "Name: value"/],
    ['https://ann:secret@tx.example/fhir', ['authorization: secret'], /credentials once/],
  ])('%s with %j is refused without being quoted', (address, headers, message) => {
    expect(() => txServer(address, headers)).toThrow(message);
    expect(() => txServer(address, headers)).not.toThrow(/secret/);
  });
  test('a header over plain http is warned of, beyond the loopback', () => {
    expect(txServer('http://tx.example/fhir', ['X-Key: a']).warning).toMatch(/not https/);
    expect(txServer('http://127.0.0.1:8090/fhir', ['X-Key: a']).warning).toBeUndefined();
  });
});

describe('the program', () => {
  interface Ended {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  }
  // Not spawnSync: the server it asks lives in this process.
  function program(...args: string[]): Promise<Ended> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/valuesets.ts', ...args], {
      cwd: ROOT,
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (part: Buffer) => (out += part.toString('utf8')));
    child.stderr.on('data', (part: Buffer) => (err += part.toString('utf8')));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  }

  test('sends the header and shows or writes it nowhere; progress is on stderr', async () => {
    scene().fake.below = { [specific('cond-gout')]: { '88000001': 'gout of the knee' } };
    const to = join(scene().folder, 'new');
    const { code, out, err } = await program(
      '--tx',
      scene().fake.base,
      '--to',
      to,
      '--header',
      'Authorization: Bearer s3cret',
    );
    expect({ code, err: err.split('\n').filter((line) => line !== '' && !line.startsWith('[')) }).toEqual({
      code: 0,
      err: [],
    });
    expect(new Set(scene().fake.asked.map((one) => one.headers.authorization))).toEqual(
      new Set(['Bearer s3cret']),
    );
    expect(err).toMatch(/\[\d+\/\d+\] cond-gout: 1 more codes/);
    expect(out).toMatch(/cond-gout: 1 codes added, 0 left out\.[\s\S]*now adds 1 codes to 1 sets\./);
    const written = readdirSync(to).map((name) => readFileSync(join(to, name), 'utf8'));
    expect(`${out}${err}${written.join('')}`).not.toContain('s3cret');
  }, 60_000);

  test('a header without quotes, and a server that is not there, end with one sentence', async () => {
    const split = await program('--tx', scene().fake.base, '--header', 'Authorization:', 'Bearer', 's3cret');
    expect(split).toEqual({
      code: 1,
      out: '',
      err: 'These options cannot be read: see --help. Put a header in quotes.\n',
    });
    const closed = await startFakeTx();
    await closed.close();
    const gone = await program(
      '--tx',
      closed.base.replace('//', '//ann:s3cret@'),
      '--to',
      join(scene().folder, 'new'),
    );
    expect(gone.code).toBe(1);
    expect(gone.err).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/fhir cannot be reached \(ECONNREFUSED\)\. .*\n$/);
    expect(existsSync(join(scene().folder, 'new'))).toBe(false);
    const help = await program('--help');
    for (const option of ['--tx', '--header', '--to', '--from', '--deadline', '--check'])
      expect(help.out).toContain(option);
  }, 60_000);
});
