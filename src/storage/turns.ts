import { wait } from "./retry";

/** Whose turn it is, and who waits: the functions that give them their turn. */
type Queue = { holder: symbol; waiting: Map<symbol, () => void> };

const queues = new Map<string, Queue>();

/**
 * Runs `run` after everything that was queued before it in this isolate. A turn that lasts longer than `patience_ms` is passed
 * on by those who wait, since a request that was broken off can't end its turn.
 */
export async function inTurn<T>(name: string, patience_ms: number, run: () => Promise<T>): Promise<T> {
  const me = Symbol();
  const queue = queues.get(name) ?? { holder: me, waiting: new Map() };
  queues.set(name, queue);
  if (queue.holder !== me) {
    const turn = new Promise<void>((resolve) => queue.waiting.set(me, resolve));
    while (queue.waiting.has(me)) {
      const ahead = queue.holder;
      await Promise.race([turn, wait(patience_ms)]);
      if (queue.waiting.has(me) && queue.holder === ahead) passOn(name, queue);
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
  queue.waiting.delete(holder);
  start();
}
