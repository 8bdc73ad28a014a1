import type { Delimiter } from "../../../http/csv_records";

/** Which character separates the decimals of a file's numbers. */
export type DecimalMark = "." | ",";

/** A number as it stands in a cell, without the spaces and apostrophes that group its digits. */
function compact(cell: string): string {
  return cell.replaceAll(/(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))/gu, "");
}

const PLAIN = /^[+-]?\d+$/;
const ONE_GROUP = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;
const DECIMAL = /^[+-]?\d*([.,])\d+$/;
const GROUPED = /^[+-]?\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:([.,])\d+)?$/;

/** What the spelling of a number says of its decimals: which mark it must have, or that either would be possible. */
function markOf(cell: string): DecimalMark | "either" | null {
  const text = compact(cell);
  if (PLAIN.test(text)) return null;
  if (ONE_GROUP.test(text)) return "either";
  const decimal = DECIMAL.exec(text)?.[1];
  if (decimal) return decimal as DecimalMark;
  const [, group, mark] = GROUPED.exec(text) ?? [];
  if (group === undefined || group === mark) return null;
  return group === "," ? "." : ",";
}

/** A cell that holds a number, and where. */
type NumberCell = { line: number; text: string };

/** The first cells that need each mark, and the first that could have either. */
type Evidence = Partial<Record<DecimalMark | "either", NumberCell>>;

/** The decimal mark of a file, or the sentence that says why it is not clear, and the line that shows it. */
export type Decimals = { mark: DecimalMark } | { line: number; message: string };

/**
 * Decides from all numbers of a file how they are to be read. A number such as 1.234 or 1,234 can be read in two ways: unless another
 * number of the file decides, it is refused; only between commas, a point separates decimals, as in RFC 4180 files of programs.
 */
export function decimalsOf(cells: Iterable<NumberCell>, delimiter: Delimiter): Decimals {
  const evidence: Evidence = {};
  for (const cell of cells) {
    const mark = markOf(cell.text);
    if (mark !== null) evidence[mark] ??= cell;
  }
  const { ".": point, ",": comma, either } = evidence;
  if (point && comma) {
    const message = `The number ${comma.text} has a decimal comma, but ${point.text} on line ${point.line} has a decimal point. Write all numbers of the file in the same way.`;
    return { line: comma.line, message };
  }
  if (point) return { mark: "." };
  if (comma) return { mark: "," };
  if (!either || (delimiter === "," && !either.text.includes(","))) return { mark: "." };
  const digits = either.text.replace(/[.,]/, "");
  const message = `The number ${either.text} may be ${digits}, or ${either.text.replace(",", ".")} with three decimals. Save the file without thousands separators, or write it as ${digits} or ${either.text}0.`;
  return { line: either.line, message };
}

/** The number in a cell, by the decimal mark of its file; null if it is none. */
export function numberIn(cell: string, mark: DecimalMark): number | null {
  const text = compact(cell);
  const group = mark === "." ? "," : ".";
  const is_grouped = text.includes(group);
  if (is_grouped && !new RegExp(`^[+-]?\\d{1,3}(?:\\${group}\\d{3})+(?:\\${mark}\\d+)?$`).test(text)) return null;
  const plain = text.replaceAll(group, "").replace(mark, ".");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain) ? Number(plain) : null;
}
