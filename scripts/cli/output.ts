import { ConnectionError, StockbookError } from "../../src/client/index.ts";

/** What the exit codes of the command line mean. */
export const EXIT = { done: 0, refused: 1, usage: 2, unreachable: 3, interrupted: 130 } as const;

/** A command that is used in a way that makes no sense. */
export class UsageError extends Error {}

/** What a check found wrong, once it is printed. */
export class FoundWrong extends Error {}

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof ConnectionError ? EXIT.unreachable : EXIT.refused;
}

/** A message for people: on standard error, so that standard output has results only. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Prints a result: as JSON if that was asked for, else as text. */
export function print(result: unknown, is_json: boolean, textOf: () => string): void {
  process.stdout.write(`${is_json ? JSON.stringify(result, null, 2) : textOf()}\n`);
}

/** Says why a command failed; with `--json` also as the API has said it, on standard output. */
export function fail(error: unknown, is_json: boolean): void {
  if (is_json && error instanceof StockbookError) {
    const { errors, request_id } = error;
    process.stdout.write(`${JSON.stringify({ errors, request_id }, null, 2)}\n`);
  }
  say(messageOf(error));
}

/** Why something failed, and what to check if no response arrived. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof ConnectionError ? `${message}\nCheck --url, and that the server runs.` : message;
}

/** Rows as columns of text, with a head. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => String(cell ?? "–")));
  const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
