/** Waiting, passed in so that tests need not wait. */

export interface Timers {
  /** Does the work once after so many milliseconds; the function returned takes that back. */
  after(ms: number, work: () => void): () => void;
}

/** The timers of Node; none of them keeps the process alive. */
export const realTimers: Timers = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
