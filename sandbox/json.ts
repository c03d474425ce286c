/** JSON values as the sandbox sees them: resources are open records, read by dotted path. */

export type JsonRecord = Readonly<Record<string, unknown>>;

/** A resource that has been stored: its type and id are known, the rest is open. */
export type Resource = JsonRecord & { readonly resourceType: string; readonly id: string };

/** Tells whether a value is a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The string under `key`, when the value is an object that has one. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The items of an array; a lone value counts as one item, nothing as none. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Every value at a dotted path; arrays on the way are walked through. */
export function valuesAt(root: unknown, path: string): readonly unknown[] {
  return path
    .split('.')
    .reduce<readonly unknown[]>(
      (values, key) =>
        values.flatMap((value) => (isRecord(value) && Object.hasOwn(value, key) ? itemsOf(value[key]) : [])),
      [root],
    );
}

/** A copy in which every string has been passed through `change`. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}
