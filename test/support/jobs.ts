import { env } from "cloudflare:test";
import type { Step } from "../../src/commands/step";
import { parseEnv } from "../../src/env";
import { dispatchDueJobs } from "../../src/jobs/dispatch";
import { runMessages } from "../../src/jobs/messages";
import { JOBS } from "../../src/jobs/schedule";
import type { JobMessage, JobName } from "../../src/shared/jobs";
import type { Engine } from "../../src/storage/port";
import { directory, sql } from "./databases";

type Clocked = { clock: { now: Date } };

/** The jobs of all organizations of this file, at the time of an application, with a queue that delivers when a test says so. */
export function createJobs({ clock }: Clocked, wrapEngine?: (engine: Engine) => Engine) {
  const waiting: JobMessage[] = [];
  const batches: number[] = [];
  const queue = {
    async sendBatch(messages: Iterable<MessageSendRequest<JobMessage>>) {
      const bodies = [...messages].map(({ body }) => body);
      batches.push(bodies.length);
      waiting.push(...bodies);
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
    },
  };
  const platform = { ...parseEnv(env as never), queue, clock: () => clock.now, wrapEngine };
  const jobs = {
    /** The messages that have been sent and not been delivered, and how many were sent at once. */
    waiting,
    batches,
    queue,
    platform,
    tick: () => dispatchDueJobs(platform),
    /** Delivers one message, and returns it. */
    async deliver(): Promise<JobMessage | undefined> {
      const message = waiting.shift();
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

/** Runs a test while a job has other steps. */
export async function withSteps(job: JobName, steps: readonly Step[], test: () => Promise<unknown>): Promise<void> {
  const given = JOBS[job].steps;
  Object.assign(JOBS[job], { steps });
  try {
    await test();
  } finally {
    Object.assign(JOBS[job], { steps: given });
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
