import { env } from "cloudflare:test";
import { expect } from "vitest";
import type { Step } from "../../src/commands/step";
import { parseEnv } from "../../src/env";
import { dispatchDueJobs } from "../../src/jobs/dispatch";
import { runMessages } from "../../src/jobs/messages";
import { JOBS } from "../../src/jobs/schedule";
import type { JobMessage, JobName, JobOfSteps } from "../../src/shared/jobs";
import type { Engine } from "../../src/storage/port";
import { directory, sql } from "./databases";

type Clocked = { clock: { now: Date } };

/** The jobs of all organizations of this file, at the time of an application, with a queue that delivers when a test says so. */
export function createJobs({ clock }: Clocked, wrapEngine?: (engine: Engine) => Engine) {
  const waiting: JobMessage[] = [];
  const batches: number[] = [];
  const delays: number[] = [];
  const arrivals = new WeakMap<JobMessage, number>();
  const queue = {
    async sendBatch(messages: Iterable<MessageSendRequest<JobMessage>>, options?: QueueSendBatchOptions) {
      const bodies = [...messages].map(({ body }) => body);
      batches.push(bodies.length);
      const delay = options?.delaySeconds ?? 0;
      delays.push(delay);
      for (const body of bodies) arrivals.set(body, platform.clock().getTime() + delay * 1000);
      waiting.push(...bodies);
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
    },
  };
  const platform = { ...parseEnv(env as never), queue, clock: () => clock.now, wrapEngine };
  const jobs = {
    /** The messages that have been sent and not been delivered, how many were sent at once, and with which delay in seconds. */
    waiting,
    batches,
    delays,
    queue,
    platform,
    tick: () => dispatchDueJobs(platform),
    /** Delivers the first message whose delay is over, and returns it. */
    async deliver(): Promise<JobMessage | undefined> {
      const at = waiting.findIndex((message) => (arrivals.get(message) ?? 0) <= platform.clock().getTime());
      const [message] = at < 0 ? [] : waiting.splice(at, 1);
      if (message) await runMessages([message], platform);
      return message;
    },
    /** A tick of the clock, and then all that follows from it. */
    async run(): Promise<void> {
      await jobs.tick();
      while (await jobs.deliver());
    },
  };
  return jobs;
}

/** Runs a test while a job has other steps. Within it there may be another call, but none beside it: the later one would restore its steps. */
export async function withSteps(job: JobOfSteps, steps: readonly Step[], test: () => Promise<unknown>): Promise<void> {
  const given = JOBS[job].steps;
  Object.assign(JOBS[job], { steps });
  try {
    await test();
  } finally {
    const is_alone = JOBS[job].steps === steps;
    Object.assign(JOBS[job], { steps: given });
    expect(is_alone, "two calls of withSteps at once").toBe(true);
  }
}

/** What the directory says of a job. */
export async function directoryRow(organization_id: string, job: JobName) {
  const [row] = await sql(
    directory,
    "SELECT due_at, attempts, failed_at, error FROM organization_jobs WHERE organization_id = ? AND job = ?",
    ...[organization_id, job],
  );
  const [due_at, attempts, failed_at, error] = row ?? [];
  return { due_at, attempts, failed_at, error };
}
