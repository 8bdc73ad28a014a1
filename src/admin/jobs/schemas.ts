import * as z from "zod";
import { Timestamp } from "../../http/schemas";
import { JOB_NAMES } from "../../shared/jobs";

/** Jobs of an organization, as the operator sees and runs them. */

const Period = z
  .string()
  .meta({ description: "The UTC hour, or the organization's calendar date, that the run is for" });
const Duration = z
  .number()
  .meta({ description: "The working time in milliseconds, without the time between invocations" });
const Did = z.record(z.string(), z.number()).meta({ description: "What it did, as counts" });
const Failures = z
  .array(z.strictObject({ step: z.string(), error: z.string() }))
  .meta({ description: "The steps that failed. The others were run." });

export const JobParameter = z.enum(JOB_NAMES).meta({ description: "The name of the job" });

export const JobReport = z
  .strictObject({
    job: JobParameter,
    period: Period,
    status: z.enum(["finished", "unfinished", "running", "failed"]).meta({
      description: "An `unfinished` run is continued, and a `failed` one is repeated, without another request",
    }),
    started_at: Timestamp,
    finished_at: Timestamp.nullable().meta({ description: "When the run was over; null while it is unfinished" }),
    duration_ms: Duration,
    did: Did,
    failures: Failures,
  })
  .meta({ id: "JobReport" });

const OrganizationJob = z
  .strictObject({
    job: JobParameter,
    status: z.enum(["waiting", "running", "unfinished", "failed", "unknown"]).meta({
      description: "`waiting` until it is due; `unknown` if the organization's database can't be read",
    }),
    due_at: Timestamp.nullable().meta({
      description:
        "When it is run next; null while the organization is not active or is moved, and if its Durable Object has nothing to do",
    }),
    last_run: z
      .strictObject({
        period: Period,
        started_at: Timestamp,
        finished_at: Timestamp,
        duration_ms: Duration,
        did: Did,
      })
      .nullable()
      .meta({ description: "The last run that finished" }),
    open_run: z
      .strictObject({
        period: Period,
        started_at: Timestamp,
        duration_ms: Duration,
        did: Did,
        steps_left: z.array(z.string()).meta({ description: "The steps that are still to be run" }),
        failures: Failures,
      })
      .nullable()
      .meta({ description: "The run that is under way, or has failed" }),
    failed_at: Timestamp.nullable().meta({ description: "When it failed last; null once it has succeeded" }),
    attempts: z.int().meta({ description: "How often in a row it has failed" }),
    error: z.string().nullable().meta({ description: "Why it failed last" }),
  })
  .meta({ id: "OrganizationJob" });

export const OrganizationJobs = OrganizationJob.array();
