/** The real program as a child process, as an operator would run it, on a free port with a fixed clock. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { ROOT } from '../root.ts';

const SERVICE = 'src/main.ts';
const NOW = '2026-03-12T22:40:00Z';
const PATIENCE_MS = 60_000;

export interface Copy {
  readonly base: string;
  /** Ends it at once, as the kernel would. */
  readonly kill: () => Promise<void>;
  /** Asks it to stop. @returns its exit code */
  readonly stop: () => Promise<number | null>;
  readonly said: () => string;
}

/** A process and what it prints. */
function run(
  program: string,
  env: Readonly<Record<string, string>>,
): { child: ChildProcess; said: () => string } {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: ROOT,
    env: { PATH, PORT: '0', NOCTURNE_NOW: NOW, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => texts.push(text));
  }
  return { child, said: () => texts.join('') };
}

/** Starts a copy and waits until it listens; its database may still be opening. */
export async function startCopy(env: Readonly<Record<string, string>>, program = SERVICE): Promise<Copy> {
  const { child, said } = run(program, env);
  const address = (): string | undefined => /http:\/\/127\.0\.0\.1:\d+(?=\/cds-services)/.exec(said())?.[0];
  const end = Date.now() + PATIENCE_MS;
  while (address() === undefined) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`The copy does not start: ${said()}`);
    await setTimeout(20);
  }
  const gone = once(child, 'exit');
  const ended = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  };
  return {
    base: address() ?? '',
    kill: async () => void (await ended('SIGKILL')),
    stop: () => ended('SIGTERM'),
    said,
  };
}

/** Runs a copy that is expected to end by itself. */
export async function runCopy(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number; said: string }> {
  const { child, said } = run(SERVICE, env);
  const [code]: unknown[] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : -1, said: said() };
}

/** Posts JSON; a copy that was killed meanwhile has no status. */
export async function post(url: string, body: object): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Connection: 'close' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: '' };
  }
}
