import { EXIT, messageOf, say } from "./output.ts";

type Tidying = () => unknown;

/** What is to be done before the command ends by Ctrl-C or SIGTERM; the last comes first. */
const pending: Tidying[] = [];
let is_ending = false;

/** Runs something. If the command is interrupted meanwhile, `tidy` is done, and the exit code is 130. */
export async function ifInterrupted<T>(tidy: Tidying, run: () => Promise<T>): Promise<T> {
  if (is_ending) return NEVER;
  if (pending.length === 0) for (const signal of SIGNALS) process.on(signal, end);
  pending.push(tidy);
  try {
    return await unlessEnding(run());
  } finally {
    pending.splice(pending.indexOf(tidy), 1);
    if (pending.length === 0) for (const signal of SIGNALS) process.off(signal, end);
  }
}

type Undoable<Begun, T> = {
  begin: () => Promise<Begun>;
  /** Undoes what was begun; takes null if the beginning has failed, which may have had its effect nevertheless. */
  undo: (begun: Begun | null) => Promise<unknown>;
  run: (begun: Begun) => Promise<T>;
};

/**
 * Begins something, runs something, and undoes what was begun: also if one of them fails, or the command is interrupted. It is
 * undone only when the beginning has ended, since a request that is still under way could take effect afterwards.
 */
export function withUndo<Begun, T>({ begin, undo, run }: Undoable<Begun, T>): Promise<T> {
  let beginning: Promise<Begun | null> = Promise.resolve(null);
  let undone: Promise<unknown> | undefined;
  const undoOnce = () => {
    undone ??= beginning.catch(() => null).then(undo);
    return undone;
  };
  return ifInterrupted(undoOnce, async () => {
    const begun = begin();
    beginning = begun;
    try {
      return await run(await unlessEnding(begun));
    } finally {
      await undoOnce();
    }
  });
}

const NEVER = new Promise<never>(() => {});

/** What a promise gives; nothing, not even its failure, once the command is being ended, so that it does not go on meanwhile. */
async function unlessEnding<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } finally {
    if (is_ending) await NEVER;
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** A second signal ends the command at once: nothing is pending then. */
async function end(): Promise<void> {
  is_ending = true;
  if (process.stderr.isTTY) say("");
  for (const tidy of pending.splice(0).toReversed()) {
    try {
      await tidy();
    } catch (error) {
      say(messageOf(error));
    }
  }
  process.exit(EXIT.interrupted);
}
