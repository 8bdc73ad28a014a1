const MOST_LETTERS = 300;

/** What went wrong, in one line for the operator. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll(/\s+/g, " ").slice(0, MOST_LETTERS);
}
