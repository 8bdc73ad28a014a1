import type { Engine } from "../../src/storage/port";
import { createTestApp } from "./app";

/**
 * An application whose next commit waits: `between` gives what happens after a command has read and decided, and before it
 * commits. So a lost race is the same each time it is run.
 */
export function createInterleavedApp(surroundings: Parameters<typeof createTestApp>[0] = {}) {
  const waiting: (() => Promise<unknown>)[] = [];
  const wrapEngine = (engine: Engine): Engine => ({
    async execute(statements, mode) {
      const is_of_directory = statements.some(({ sql }) => /organizations|api_keys/.test(sql));
      if (mode === "write" && !is_of_directory) await waiting.pop()?.();
      return engine.execute(statements, mode);
    },
  });
  const app = createTestApp({ ...surroundings, wrapEngine });

  /** Runs a command, and `other` between its read and its first commit. */
  async function between<T>(command: () => Promise<T>, other: () => Promise<unknown>): Promise<T> {
    waiting.push(other);
    const outcome = await command();
    if (waiting.length > 0) throw new Error("The command committed nothing");
    return outcome;
  }
  return { app, between };
}
