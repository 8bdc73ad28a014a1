import { eq, sql } from "drizzle-orm";
import { organizations } from "../../../drizzle/control";
import type { UnitOfWork } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, isOneOf } from "../../data/filters";
import { type ListRequest, type Page, pageQueries } from "../../data/page";
import { notFound } from "../../shared/errors";
import type { DatabaseAddress, Organization, OrganizationStatus } from "../../shared/organization";
import { addressOf, type OrganizationRow, toOrganization } from "./settings";

/** The organization; 404 `not_found`. */
export async function getOrganization(ctx: UnitOfWork, id: string): Promise<OrganizationRow> {
  const {
    row: [row],
  } = await ctx.read({ row: build.select().from(organizations).where(eq(organizations.id, id)) });
  if (!row) throw notFound("organization");
  return row;
}

/** The organization whose database is at an address; null if none has it. */
export async function findOrganizationAt(
  database: Pick<UnitOfWork, "read">,
  address: string,
): Promise<Organization | null> {
  const {
    row: [row],
  } = await database.read({
    row: build.select().from(organizations).where(eq(organizations.database_address, address)),
  });
  return row ? toOrganization(row) : null;
}

type Filters = { status?: OrganizationStatus[] | undefined; slug?: string | undefined };

/** Organizations, newest first. */
export async function listOrganizations(
  ctx: UnitOfWork,
  { status, slug, ...request }: Filters & ListRequest,
): Promise<Page<OrganizationRow>> {
  const where = [...isOneOf("status", status), ...equalTo({ slug })];
  const { keys, order, total, page } = pageQueries({ table: organizations, where }, request);
  const { rows, counted } = await ctx.read({
    rows: build.select().from(organizations).where(keys).orderBy(order),
    counted: total,
  });
  return page(rows, counted, (row) => row);
}

const AT_ONCE = 100;

/** Every active organization whose database is not being moved, with the address and schema version of its database, in order of creation. */
export async function* eachActiveOrganization(
  database: Pick<UnitOfWork, "read">,
): AsyncGenerator<{ organization: Organization; address: DatabaseAddress; schema_version: number }> {
  for (let last = 0; ; ) {
    const { rows } = await database.read({
      rows: build
        .select()
        .from(organizations)
        .where(sql`sequence > ${last} AND status = 'active' AND move IS NULL`)
        .orderBy(organizations.sequence)
        .limit(AT_ONCE),
    });
    for (const row of rows) {
      last = row.sequence;
      if (row.database_address !== null) {
        yield { organization: toOrganization(row), address: addressOf(row), schema_version: row.schema_version };
      }
    }
    if (rows.length < AT_ONCE) return;
  }
}
