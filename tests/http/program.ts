/** The real program as a child process, on a free port, with all that it prints. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

export interface Program {
  readonly child: ChildProcess;
  readonly port: number;
  /** Exit code and signal. */
  readonly exit: Promise<unknown[]>;
  /** Settles when something like this was printed; rejects when the program ends without. */
  readonly seen: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Everything printed so far, both streams. */
  readonly printed: () => string;
  /** Ends it for certain and removes its data. */
  readonly tidy: () => void;
}

/** Starts `src/main.ts` in sandbox mode; `env` is added to its environment. */
export async function startProgram(env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const data = mkdtempSync(join(tmpdir(), 'nocturne-program-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', NOCTURNE_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let said = '';
  const seen = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(said);
        if (match === null) return;
        child.stdout.off('data', look);
        resolve(match);
      };
      child.stdout.on('data', look);
      child.once('exit', () => reject(new Error(`the program ended:\n${said}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const tidy = (): void => {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  };
  const [, port = ''] = await seen(/CDS Hooks +http:\/\/127\.0\.0\.1:(\d+)/);
  return { child, port: Number(port), exit, seen, printed: () => said, tidy };
}
