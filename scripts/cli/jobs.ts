import { Command } from "commander";
import { deploymentOf } from "./deployment.ts";
import { print, table } from "./output.ts";

type JobName = "hourly" | "nightly" | "deliveries";

/** `jobs list | run` */
export function jobsCommand(): Command {
  const command = new Command("jobs").description("show and run the scheduled jobs of an organization");
  command.command("list <slug>").description("when each job last ran, and what failed").action(list);
  command.command("run <slug> <job>").description("run a job now: hourly, nightly or deliveries").action(run);
  return command;
}

async function list(slug: string, _: object, command: Command): Promise<void> {
  const { admin, organizationOf, is_json } = deploymentOf(command);
  const { data } = await admin.listOrganizationJobs({ id: (await organizationOf(slug)).id });
  const rows = data.map((job) =>
    Object.values(job).map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value))),
  );
  print(data, is_json, () => table(Object.keys(data[0] ?? {}), rows));
}

async function run(slug: string, job: string, _: object, command: Command): Promise<void> {
  const { admin, organizationOf, is_json } = deploymentOf(command);
  const { data } = await admin.runOrganizationJob({ id: (await organizationOf(slug)).id, job: job as JobName });
  print(data, is_json, () => JSON.stringify(data, null, 2));
}
