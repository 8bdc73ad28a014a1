import type { Engine } from "../../src/storage/port";

/** Stands between the program and its databases, and lets something happen between what a write reads and its commit. */
export function createInterruption() {
  let pending: (() => Promise<unknown>) | null = null;

  const wrapEngine = (engine: Engine): Engine => ({
    async execute(statements, mode) {
      const meanwhile = pending;
      if (mode === "write" && meanwhile) {
        pending = null;
        await meanwhile();
      }
      return engine.execute(statements, mode);
    },
  });

  /** Sends a write; its first commit waits until `meanwhile` is over. */
  async function interrupted<T>(write: () => Promise<T>, meanwhile: () => Promise<unknown>): Promise<T> {
    let has_happened = false;
    pending = async () => {
      await meanwhile();
      has_happened = true;
    };
    const answer = await write();
    if (!has_happened) throw new Error("The write has committed nothing");
    return answer;
  }

  return { wrapEngine, interrupted };
}
