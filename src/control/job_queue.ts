import type { JobMessage } from "../shared/jobs";

/** The queue of the messages that start jobs, as the deployment binds it. */
export type JobQueue = Pick<Queue<JobMessage>, "sendBatch">;

/** The platform accepts at most so many messages at a time. */
const AT_ONCE = 100;

/** Sends messages, which arrive after so many seconds. Without a queue it throws an error that names the binding. */
export async function sendAll(
  queue: JobQueue | null,
  messages: readonly JobMessage[],
  delaySeconds: number,
): Promise<void> {
  if (!queue) throw new Error("The queue JOBS is not bound in this deployment");
  for (let from = 0; from < messages.length; from += AT_ONCE) {
    await queue.sendBatch(
      messages.slice(from, from + AT_ONCE).map((body) => ({ body })),
      { delaySeconds },
    );
  }
}
