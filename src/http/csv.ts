/** Tables as CSV (RFC 4180) that is safe to open in a spreadsheet. */

export type Cell = string | number | null;

// A spreadsheet runs a cell that starts with one of these as a formula; tab and CR are skipped before it looks.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A header line and a line per row, each ended by CRLF. A text that could be a formula gets an apostrophe in front. */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('');
}
