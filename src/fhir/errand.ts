/** All reads of one hook call: they share a total deadline, and each may be tried twice. */
import type { Config } from '#config';
import { openDoor, type Answer, type FhirDoor } from './client.ts';

export interface ErrandSettings {
  readonly base: string;
  readonly token: string | undefined;
  readonly limits: Config['limits'];
  readonly now: () => number;
}

/**
 * The clock starts with the first read. The deadline is kept by a real timer, whatever the injected clock says;
 * `now` only decides whether a wait still fits.
 */
export class Errand {
  readonly base: string;
  readonly #settings: ErrandSettings;
  readonly #open = new Set<AbortController>();
  #door: FhirDoor | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end = 0;
  #over = false;

  constructor(settings: ErrandSettings) {
    this.base = settings.base;
    this.#settings = settings;
  }

  /** One read; once more on 429, 503 or a reset connection, if the wait asked for still fits. Never throws. */
  async get(link: string): Promise<Answer> {
    const first = await this.#attempt(link);
    if (first.ok || first.retryMs === undefined || first.retryMs >= this.#left()) return first;
    await this.#pause(first.retryMs);
    return this.#left() > 0 ? this.#attempt(link) : first;
  }

  /** Ends whatever is still under way. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    for (const controller of this.#open) controller.abort();
  }

  #left(): number {
    return this.#over ? 0 : this.#end - this.#settings.now();
  }

  async #attempt(link: string): Promise<Answer> {
    const door = (this.#door ??= this.#start());
    return this.#within(this.#settings.limits.perQueryMs, (signal) => door.get(link, signal));
  }

  #start(): FhirDoor {
    const { limits, now } = this.#settings;
    this.#end = now() + limits.totalMs;
    this.#timer = setTimeout(() => this.close(), limits.totalMs);
    return openDoor({ ...this.#settings, responseBytes: limits.responseBytes });
  }

  async #within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    if (this.#over) controller.abort();
    const timer = setTimeout(() => controller.abort(), ms);
    this.#open.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      clearTimeout(timer);
      this.#open.delete(controller);
    }
  }

  #pause(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    return this.#within(ms, (signal) => {
      return new Promise((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
    });
  }
}
