import type { JobMessage } from "../shared/jobs";

/** The queue that carries calls to work on jobs, as the deployment binds it. */
export type JobQueue = Pick<Queue<JobMessage>, "sendBatch">;

/** The platform takes so many messages at once. */
const AT_ONCE = 100;

/** Sends messages; where the queue is not bound, an error names it. */
export async function sendAll(queue: JobQueue | null, messages: readonly JobMessage[]): Promise<void> {
  if (!queue) throw new Error("The queue JOBS is not bound in this deployment");
  for (let from = 0; from < messages.length; from += AT_ONCE) {
    await queue.sendBatch(messages.slice(from, from + AT_ONCE).map((body) => ({ body })));
  }
}
