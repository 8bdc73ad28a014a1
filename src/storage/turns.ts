import { wait } from "./retry";

/** The end of each queue: settled once everyone in it has had their turn. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `run` after everything that was queued before it in this isolate. It waits at most `patience_ms`, since a request that
 * was broken off in its turn can't end it.
 */
export async function inTurn<T>(queue: string, patience_ms: number, run: () => Promise<T>): Promise<T> {
  const ahead = queues.get(queue);
  const turn = ahead ? Promise.race([ahead, wait(patience_ms)]) : Promise.resolve();
  const done = Promise.withResolvers<void>();
  const end = turn.then(() => done.promise);
  queues.set(queue, end);
  try {
    await turn;
    return await run();
  } finally {
    done.resolve();
    if (queues.get(queue) === end) queues.delete(queue);
  }
}
