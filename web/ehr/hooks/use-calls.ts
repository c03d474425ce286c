/** The calls of one open chart: fires a hook at every service of it and keeps the last answer of each. */
import { useCallback, useRef, useState } from 'react';
import type { Run } from '../cards/Cards.tsx';
import { readCards } from '../cards/read.ts';
import type { Context, Hook } from './context.ts';
import type { Exchange, Log } from './exchange.ts';
import { callService, sayUnreachable, type Calling, type Service } from './service.ts';

export interface Calls {
  readonly runs: readonly Run[];
  /** The number of cards that came; undefined when no service is registered for the hook. */
  readonly fire: (hook: Hook, context: Context) => Promise<number | undefined>;
}

function answered({ response, status, why }: Exchange, base: string): Pick<Run, 'cards' | 'why'> {
  if (why !== undefined) return { cards: [], why: status === undefined ? sayUnreachable(base, why) : why };
  const cards = readCards(response);
  return cards === undefined ? { cards: [], why: 'the answer holds no list of cards' } : { cards };
}

const isOrder = (hook: Hook): boolean => hook === 'order-select' || hook === 'order-sign';

/** Signing asks again what selecting asked: the newer answer stands alone. */
const superseded = (run: Run, hook: Hook): boolean => isOrder(hook) && isOrder(run.hook) && run.hook !== hook;

/** A later call of a service replaces its earlier cards, and an answer that comes too late is dropped. */
export function useCalls(services: readonly Service[], calling: Calling, log: Log): Calls {
  const [runs, setRuns] = useState<readonly Run[]>([]);
  const count = useRef(0);
  const fire = useCallback(
    async (hook: Hook, context: Context) => {
      const asked = services.filter((one) => one.hook === hook);
      if (asked.length === 0) return undefined;
      count.current += 1;
      const at = count.current;
      const put = (run: Run) =>
        setRuns((before) => {
          const last = before.find(({ service }) => service === run.service);
          return last !== undefined && last.at > run.at
            ? before
            : [...before.filter((one) => one !== last), run];
        });
      setRuns((before) => before.filter((run) => !superseded(run, hook)));
      for (const { id } of asked) put({ service: id, hook, at, busy: true, cards: [] });
      const found = await Promise.all(
        asked.map(async (service) => {
          const exchange = await callService(service, hook, context, calling);
          log(exchange);
          const run = { service: service.id, hook, at, busy: false, ...answered(exchange, calling.base) };
          put(run);
          return run.cards.length;
        }),
      );
      return found.reduce((sum, one) => sum + one, 0);
    },
    [services, calling, log],
  );
  return { runs, fire };
}
