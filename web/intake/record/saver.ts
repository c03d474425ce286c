/** Saves one response after another: never two at once, the newest last, and every failure said. */
import { writeResponse, type QuestionnaireResponse, type Read } from './record.ts';
import type { Session } from './session.ts';

export type Saving =
  | { readonly state: 'nothing' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved' }
  /** Other than what was sent: kept on the page only, until it is sent again. */
  | { readonly state: 'changed' }
  | { readonly state: 'failed'; readonly why: string };

export class Saver {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private id: string | undefined;

  constructor(
    private readonly session: Session,
    private readonly tell: (saving: Saving) => void,
  ) {}

  /** Goes on with a response that was begun earlier. */
  continueWith(id: string): void {
    this.id = id;
  }

  /** Waits for what is under way; of drafts that wait only the newest is written. */
  save(response: QuestionnaireResponse): Promise<Read<string>> {
    this.waiting += 1;
    const mine = this.waiting;
    this.tell({ state: 'saving' });
    const turn = this.last.then(async (): Promise<Read<string>> => {
      const overtaken = mine !== this.waiting && response.status === 'in-progress';
      if (overtaken && this.id !== undefined) return { ok: true, value: this.id };
      const wrote = await writeResponse(this.session, {
        ...response,
        ...(this.id === undefined ? {} : { id: this.id }),
      });
      if (wrote.ok) this.id = wrote.value;
      if (mine === this.waiting)
        this.tell(wrote.ok ? { state: 'saved' } : { state: 'failed', why: wrote.why });
      return wrote;
    });
    this.last = turn;
    return turn;
  }
}
