import { provisionOrganization } from "../../control/organizations/provision";
import { getOrganization, listOrganizations } from "../../control/organizations/queries";
import { toManagedOrganization } from "../../control/organizations/settings";
import { controlRoute } from "../../http/route";
import { PageParameters } from "../../http/schemas";
import { managedApiKeyRoutes } from "../api_keys/routes";
import { exportOrganization } from "./export";
import { migrateAll, migrateOrganization } from "./migrate";
import {
  CreatedOrganization,
  ManagedOrganization,
  Migrated,
  MigratedOrNot,
  NewOrganization,
  OrganizationChange,
  OrganizationFilters,
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
    answers: "collection",
    data: ManagedOrganization,
    query: { ...OrganizationFilters, ...PageParameters },
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
      "Creates its database, migrates it and makes its first admin key, which only this answer shows. Interrupted, it can be repeated with the same slug and completes.",
    answers: "resource",
    data: CreatedOrganization,
    body: NewOrganization,
    wrappers: ["organization"],
    secret_answer: true,
    errors: ["already_exists", "capacity_exhausted"],
    handle: (ctx, { body }) => provisionOrganization(ctx, body as Parameters<typeof provisionOrganization>[1]),
  }),
  controlRoute({
    ...common,
    method: "get",
    path: "/admin/v1/organizations/:id",
    operation: "getManagedOrganization",
    summary: "Get an organization",
    answers: "resource",
    data: ManagedOrganization,
    handle: async (ctx, { params }) => toManagedOrganization(await getOrganization(ctx, params.id)),
  }),
  controlRoute({
    ...common,
    method: "patch",
    path: "/admin/v1/organizations/:id",
    operation: "updateOrganization",
    summary: "Change an organization",
    answers: "resource",
    data: ManagedOrganization,
    body: OrganizationChange,
    wrappers: ["organization"],
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => updateOrganization(ctx, params.id, body),
  }),
  ...managedApiKeyRoutes,
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations/:id/migrate",
    operation: "migrateOrganization",
    summary: "Migrate an organization's database",
    answers: "resource",
    data: Migrated,
    handle: (ctx, { params }) => migrateOrganization(ctx, params.id),
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/migrate",
    operation: "migrateAllOrganizations",
    summary: "Migrate every organization's database",
    answers: "resource",
    data: MigratedOrNot.array().meta({
      examples: [[{ id: "org_01kaf2v7x8p5t9m4q6r3s1w2yz", slug: "acme", schema_version: 2 }]],
    }),
    handle: (ctx) => migrateAll(ctx),
  }),
  controlRoute({
    ...common,
    method: "get",
    path: "/admin/v1/organizations/:id/export",
    operation: "exportOrganization",
    summary: "Export an organization's database",
    description:
      "SQL text that makes the whole database anew: `sqlite3 new.db < file` (SQLite 3.44 or later). Where the organization was written to meanwhile, the file says so and restores nothing: suspend it and export again.",
    answers: "file",
    media_type: "application/sql",
    errors: ["conflict"],
    handle: (ctx, { params }) => exportOrganization(ctx, params.id),
  }),
];
