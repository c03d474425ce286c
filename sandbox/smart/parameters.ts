/** Form and query parameters as OAuth wants them: each at most once (RFC 6749 3.1), empty ones as if left out. */

export interface Parameters {
  /** The value; undefined when it is missing, empty or there twice. */
  readonly get: (name: string) => string | undefined;
  /** A name that is there twice, if any. */
  readonly repeated: string | undefined;
}

/** Reads what stands after the question mark, or a form. */
export function readParameters(text: string): Parameters {
  const all = new URLSearchParams(text);
  const names = [...all.keys()];
  return {
    get: (name) => {
      const [value, ...more] = all.getAll(name);
      return more.length > 0 || value === '' ? undefined : value;
    },
    repeated: names.find((name, at) => names.indexOf(name) < at),
  };
}
