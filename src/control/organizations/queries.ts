import { eq, sql } from "drizzle-orm";
import { organizations } from "../../../drizzle/control";
import type { UnitOfWork } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, isOneOf } from "../../data/filters";
import { type ListRequest, type Page, pageQueries } from "../../data/page";
import { notFound } from "../../shared/errors";
import type { OrganizationStatus } from "../../shared/organization";
import { withFailedJobs } from "./jobs";
import type { OrganizationRow } from "./settings";

/** The organization; 404 `not_found`. */
export async function getOrganization(ctx: Pick<UnitOfWork, "read">, id: string): Promise<OrganizationRow> {
  const {
    row: [row],
  } = await ctx.read({ row: build.select().from(organizations).where(eq(organizations.id, id)) });
  if (!row) throw notFound("organization");
  return row;
}

type Filters = {
  status?: OrganizationStatus[] | undefined;
  slug?: string | undefined;
  failed_jobs?: boolean | undefined;
};

/** Organizations, newest first. */
export async function listOrganizations(
  ctx: UnitOfWork,
  { status, slug, failed_jobs, ...request }: Filters & ListRequest,
): Promise<Page<OrganizationRow>> {
  const where = [
    ...isOneOf("status", status),
    ...equalTo({ slug }),
    ...(failed_jobs === undefined
      ? []
      : [failed_jobs ? sql`id IN ${withFailedJobs()}` : sql`id NOT IN ${withFailedJobs()}`]),
  ];
  const { keys, order, total, page } = pageQueries({ table: organizations, where }, request);
  const { rows, counted } = await ctx.read({
    rows: build.select().from(organizations).where(keys).orderBy(order),
    counted: total,
  });
  return page(rows, counted, (row) => row);
}
