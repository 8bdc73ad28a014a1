import { EXIT, say } from "./output.ts";

type Tidying = () => unknown;

/** What is to be done before the command ends by Ctrl-C or SIGTERM; the last comes first. */
const pending: Tidying[] = [];

/** Runs something. If the command is interrupted meanwhile, `tidy` is done, and the exit code is 130. */
export async function ifInterrupted<T>(tidy: Tidying, run: () => Promise<T>): Promise<T> {
  if (pending.length === 0) for (const signal of SIGNALS) process.on(signal, end);
  pending.push(tidy);
  try {
    return await run();
  } finally {
    const at = pending.indexOf(tidy);
    if (at >= 0) pending.splice(at, 1);
    if (pending.length === 0) for (const signal of SIGNALS) process.off(signal, end);
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** A second signal ends the command at once: nothing is pending then. */
async function end(): Promise<void> {
  if (process.stderr.isTTY) say("");
  for (const tidy of pending.splice(0).toReversed()) {
    try {
      await tidy();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }
  process.exit(EXIT.interrupted);
}
