import { wait } from "./retry";

/** Whose turn it is and since when, and who waits: the functions that give them their turn. */
type Queue = { holder: symbol; since: number; waiting: Map<symbol, () => void> };

const queues = new Map<string, Queue>();

/**
 * Runs `run` after everything that was queued before it in this isolate. A turn that lasts longer than `patience_ms` is passed
 * on by those who wait, since a request that was broken off can't end its turn.
 */
export async function inTurn<T>(name: string, patience_ms: number, run: () => Promise<T>): Promise<T> {
  const me = Symbol();
  const queue = queues.get(name) ?? { holder: me, since: Date.now(), waiting: new Map() };
  queues.set(name, queue);
  if (queue.holder !== me) {
    const turn = new Promise<void>((resolve) => queue.waiting.set(me, resolve));
    while (queue.waiting.has(me)) {
      await Promise.race([turn, wait(patience_ms)]);
      if (queue.waiting.has(me) && Date.now() - queue.since >= patience_ms) passOn(name, queue);
    }
  }
  try {
    return await run();
  } finally {
    if (queue.holder === me) passOn(name, queue);
  }
}

function passOn(name: string, queue: Queue): void {
  const [next] = queue.waiting;
  if (!next) {
    queues.delete(name);
    return;
  }
  const [holder, start] = next;
  queue.holder = holder;
  queue.since = Date.now();
  queue.waiting.delete(holder);
  start();
}
