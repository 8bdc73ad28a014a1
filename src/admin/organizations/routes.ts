import { cancelMove, moveOrganization } from "../../control/organizations/move";
import { provisionOrganization } from "../../control/organizations/provision";
import { getOrganization, listOrganizations } from "../../control/organizations/queries";
import { recoverOrganization } from "../../control/organizations/recover";
import { toManagedOrganization } from "../../control/organizations/settings";
import { controlRoute } from "../../http/route";
import { ListParameters } from "../../http/schemas";
import type { RecoveryPoint } from "../../storage/engines/provider";
import { exportOrganization } from "./export";
import { migrateAll, migrateOrganization } from "./migrate";
import {
  CreatedOrganization,
  ManagedOrganization,
  Migrated,
  MigratedOrNot,
  MoveTarget,
  NewOrganization,
  OrganizationChange,
  OrganizationFilters,
  Recovered,
  RecoveryTarget,
} from "./schemas";
import { updateOrganization } from "./update";

const common = { realm: "operator", tag: "Administration" } as const;

export const adminRoutes = [
  controlRoute({
    ...common,
    method: "get",
    path: "/admin/v1/organizations",
    operation: "listOrganizations",
    summary: "List organizations",
    description: "Newest first, with the state of each organization's database.",
    answers: "collection",
    data: ManagedOrganization,
    query: { ...OrganizationFilters, ...ListParameters },
    async handle(ctx, { query }) {
      const page = await listOrganizations(ctx, query);
      return { ...page, data: page.data.map(toManagedOrganization) };
    },
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations",
    operation: "createOrganization",
    status: 201,
    summary: "Create an organization",
    description:
      "Creates the organization's database, migrates it and creates its first admin key, which is shown only in this response. An interrupted creation is completed by repeating it with the same slug, and with the same engine if one is named.",
    answers: "resource",
    data: CreatedOrganization,
    body: NewOrganization,
    wrappers: ["organization"],
    secret_answer: true,
    errors: ["already_exists", "conflict", "capacity_exhausted"],
    handle: (ctx, { body }) => provisionOrganization(ctx, body as Parameters<typeof provisionOrganization>[1]),
  }),
  controlRoute({
    ...common,
    method: "get",
    path: "/admin/v1/organizations/:id",
    operation: "getManagedOrganization",
    summary: "Get an organization",
    description: "The organization, with the state of its database.",
    answers: "resource",
    data: ManagedOrganization,
    handle: async (ctx, { params }) => toManagedOrganization(await getOrganization(ctx, params.id)),
  }),
  controlRoute({
    ...common,
    method: "patch",
    path: "/admin/v1/organizations/:id",
    operation: "updateOrganization",
    summary: "Update an organization",
    description:
      "Changes the fields given; settings are merged. A suspended organization's keys are refused with 403 `organization_suspended`, everywhere within a minute.",
    answers: "resource",
    data: ManagedOrganization,
    body: OrganizationChange,
    wrappers: ["organization"],
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => updateOrganization(ctx, params.id, body),
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations/:id/migrate",
    operation: "migrateOrganization",
    summary: "Migrate an organization's database",
    description:
      "Brings the database to the current schema. An interrupted migration is resumed by repeating the request.",
    answers: "resource",
    data: Migrated,
    handle: (ctx, { params }) => migrateOrganization(ctx, params.id),
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/migrate",
    operation: "migrateAllOrganizations",
    summary: "Migrate all organizations' databases",
    description:
      "Brings every database to the current schema, one after the other. One that fails is reported with its error; the others go on.",
    answers: "resource",
    data: MigratedOrNot.array(),
    handle: (ctx) => migrateAll(ctx),
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations/:id/move",
    operation: "moveOrganization",
    summary: "Move an organization's database to another engine",
    description: `Takes the next step of the move; repeat the request until \`database.move\` is null. For about a minute nothing changes. Then the database is copied, and reads go on while writes are refused with 503 \`unavailable\`. Then the organization has the new database, and the old one is removed. Ids, sequences, idempotency keys and API keys stay the same. If the organization has the engine already, nothing changes.`,
    answers: "resource",
    data: ManagedOrganization,
    body: MoveTarget,
    errors: ["conflict", "invalid_status", "capacity_exhausted"],
    handle: (ctx, { params, body }) => moveOrganization(ctx, params.id, body),
  }),
  controlRoute({
    ...common,
    method: "delete",
    path: "/admin/v1/organizations/:id/move",
    operation: "cancelMove",
    status: 200,
    summary: "Cancel a move",
    description:
      "Cancels a move until the organization has its new database. Repeat the request until `database.move` is null: then the old database takes writes again, and the copy is removed.",
    answers: "resource",
    data: ManagedOrganization,
    errors: ["conflict", "invalid_status"],
    handle: (ctx, { params }) => cancelMove(ctx, params.id),
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations/:id/recover",
    operation: "recoverOrganization",
    summary: "Recover an organization's database",
    description:
      "Brings the database back to a time of the last 30 days (`to`), or to a `bookmark`, and returns the bookmark that undoes it. Everything that was written since is gone. Only the engine `durable_object` at Cloudflare is recovered here; for another one the refusal says how.",
    answers: "resource",
    data: Recovered,
    body: RecoveryTarget,
    errors: ["conflict"],
    handle: (ctx, { params, body }) => recoverOrganization(ctx, params.id, body as RecoveryPoint),
  }),
  controlRoute({
    ...common,
    method: "get",
    path: "/admin/v1/organizations/:id/export",
    operation: "exportOrganization",
    summary: "Export an organization's database",
    description:
      "The whole database as SQL text, to be restored with `sqlite3 new.db < file` (SQLite 3.44 or later). If the organization was written to during the export, the file says so and restores nothing: suspend the organization and export it again.",
    answers: "file",
    media_type: "application/sql",
    errors: ["conflict"],
    handle: (ctx, { params }) => exportOrganization(ctx, params.id),
  }),
];
