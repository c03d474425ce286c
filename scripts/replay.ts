/** Replays a card from its record: `npm run replay -- --help`. */
import { fileURLToPath } from 'node:url';
import { openAsItIs } from '#ledger/open';
import { replayCommand } from './replay-command.ts';

process.exitCode = await replayCommand(process.argv.slice(2), {
  root: fileURLToPath(new URL('..', import.meta.url)),
  env: process.env,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  // As it is: a checkout of older knowledge must be able to read a ledger that a newer version has brought up to date.
  openDatabase: openAsItIs,
});
