import { armed } from "../../../http/csv";
import { clip } from "../../../http/messages";
import { parseValue } from "../../../http/rows_file";
import { type Field, KINDS } from "./fields";
import { type DecimalMark, numberIn } from "./numbers";

/** What a cell says, or why it can't be read. */
export type CellValue = { value: unknown } | { message: string };

/** Yes and no, also as Excel writes them in other languages. */
const YES = new Set([
  "true",
  "yes",
  "1",
  "wahr",
  "vrai",
  "verdadero",
  "verdadeiro",
  "vero",
  "waar",
  "sand",
  "sant",
  "prawda",
]);
const NO = new Set(["false", "no", "0", "falsch", "faux", "falso", "onwaar", "falsk", "falskt", "fałsz"]);

function readFlag(field: Field, text: string): CellValue {
  const word = text.toLowerCase();
  if (YES.has(word) || NO.has(word)) return { value: YES.has(word) };
  return { message: `${field} must be true or false, not ${clip(text)}.` };
}

/** A code as some programs write it for Excel, which would take its leading zeros away: `="00123"`. */
const PROTECTED = /^="([^"]*)"$/;

/** Reads the text of a cell, which is not empty, as what its field holds. */
export function readCell(field: Field, cell: string, mark: DecimalMark): CellValue {
  const text = PROTECTED.exec(cell)?.[1] ?? armed(cell);
  switch (KINDS[field]) {
    case "number": {
      const value = numberIn(text, mark);
      return value === null ? { message: `${field} must be a number, not ${clip(text)}.` } : { value };
    }
    case "flag":
      return readFlag(field, text);
    case "json":
      return parsed(field, text);
    case "barcode":
      return isShortened(text) ? shortened(field, text) : { value: text };
    case "barcodes":
      if (text.startsWith("[")) return parsed(field, text);
      return { value: text.split("|").map((barcode) => barcode.trim()) };
    default:
      return { value: text };
  }
}

function parsed(field: string, text: string): CellValue {
  const json = parseValue(text);
  if ("value" in json) return json;
  return { message: `${field} must be JSON: ${json.message}. Check its quotes: within a cell, each is written twice.` };
}

/** True for a long number that a spreadsheet has shortened: its last digits are lost. */
function isShortened(text: string): boolean {
  return /^\d[.,]\d+[eE]\+\d+$/.test(text);
}

function shortened(field: string, text: string): CellValue {
  return {
    message: `${field} is ${text}: the spreadsheet has shortened the number. Format the column as text, and enter it again.`,
  };
}
