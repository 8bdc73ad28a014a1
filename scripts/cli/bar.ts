/** Says that more is done, and of what. */
export type Advance = (by: number, what: string) => void;

/**
 * Runs something with a line in the terminal that says how far it is, if there is a terminal. The bar of `@clack/prompts` is no
 * alternative: it takes Ctrl-C for itself and ends with exit code 0, and never ends a command that fails meanwhile.
 */
export async function withBar<T>(title: string, max: number, run: (advance: Advance) => Promise<T>): Promise<T> {
  const { stderr } = process;
  let done = 0;
  const show = (text: string) => {
    if (stderr.isTTY) stderr.write(`\r${text.slice(0, (stderr.columns || 80) - 1)}${CLEAR_TO_END}`);
  };
  show(`${title}: 0 of ${max}`);
  try {
    return await run((by, what) => {
      done += by;
      show(`${title}: ${done} of ${max}  ${what}`);
    });
  } finally {
    show(`${title}: ${done} of ${max}`);
    if (stderr.isTTY) stderr.write("\n");
  }
}

const CLEAR_TO_END = "\x1b[K";
