import { controlRoute } from "../../http/route";
import { listOrganizationJobs, runOrganizationJob } from "./commands";
import { JobParameter, JobReport, OrganizationJobs } from "./schemas";

const common = { realm: "operator", tag: "Administration" } as const;

export const organizationJobRoutes = [
  controlRoute({
    ...common,
    method: "get",
    path: "/admin/v1/organizations/:id/jobs",
    operation: "listOrganizationJobs",
    summary: "List an organization's jobs",
    description: "When each job is due, when it last ran, how long that took, what it did, and what has failed.",
    answers: "resource",
    data: OrganizationJobs,
    handle: (ctx, { params }) => listOrganizationJobs(ctx, params.id),
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations/:id/jobs/:job",
    operation: "runOrganizationJob",
    status: 200,
    summary: "Run a job of an organization",
    description:
      "Runs the job now, even if it is not due. A failed or interrupted run is continued. A run that is too large for one request is `unfinished`, and is continued without another request.",
    parameters: { job: JobParameter },
    answers: "resource",
    data: JobReport,
    errors: ["conflict", "invalid_status"],
    handle: (ctx, { params }) => runOrganizationJob(ctx, params.id, params.job),
  }),
];
