/** A queue with a bound on number and size: past it the oldest go first, and are counted. */

export interface Bound {
  readonly items: number;
  readonly bytes: number;
}

/** Items wait, are taken in batches, and are put back when they could not be written. */
export class Queue<Item> {
  private readonly waiting: Item[] = [];
  private taken: readonly Item[] = [];
  private bytes = 0;
  private lost = 0;
  private lostUnwritten = 0;

  /** @param sizeOf bytes of one item, about */
  constructor(
    private readonly bound: Bound,
    private readonly sizeOf: (item: Item) => number,
  ) {}

  /** Everything not yet written, what is being written included. */
  all(): readonly Item[] {
    return [...this.taken, ...this.waiting];
  }

  get length(): number {
    return this.taken.length + this.waiting.length;
  }

  /** How many were dropped since the start. */
  get dropped(): number {
    return this.lost;
  }

  push(item: Item): void {
    this.waiting.push(item);
    this.bytes += this.sizeOf(item);
    this.shrink();
  }

  /** Takes up to `most` from the front, as long as they are ready. One batch is out at a time. */
  take(most: number, ready: (item: Item) => boolean = () => true): readonly Item[] {
    const front = this.waiting.slice(0, most);
    const unready = front.findIndex((item) => !ready(item));
    this.taken = unready < 0 ? front : front.slice(0, unready);
    this.waiting.splice(0, this.taken.length);
    return this.taken;
  }

  /** The batch is written. */
  written(): void {
    for (const item of this.taken) this.bytes -= this.sizeOf(item);
    this.taken = [];
  }

  /** The batch could not be written: it waits again, at the front. */
  putBack(): void {
    this.waiting.unshift(...this.taken);
    this.taken = [];
    this.shrink();
  }

  /** Counts items of the batch that no database will ever take. */
  drop(count: number): void {
    this.lost += count;
    this.lostUnwritten += count;
  }

  /** How many drops nobody has written down yet; they count as written from now on. */
  takeDropped(): number {
    const count = this.lostUnwritten;
    this.lostUnwritten = 0;
    return count;
  }

  /** The drops could not be written down after all. */
  putBackDropped(count: number): void {
    this.lostUnwritten += count;
  }

  private shrink(): void {
    while (this.waiting.length > 0 && (this.length > this.bound.items || this.bytes > this.bound.bytes)) {
      const oldest = this.waiting.shift();
      if (oldest !== undefined) this.bytes -= this.sizeOf(oldest);
      this.drop(1);
    }
  }
}
