import { beginRestore, discardRestore, restoreRows } from "../../control/organizations/restore";
import { controlRoute } from "../../http/route";
import { completeRestore } from "./restore";
import { AddedRows, NewRestore, RestoredCounts, RestoredRows, Restoring } from "./restore_schemas";
import { CreatedOrganization } from "./schemas";

const common = { realm: "operator", tag: "Administration" } as const;

/** How large a portion of rows may be: a row may hold a document of 2 MB, and its escapes in JSON. */
const PORTION_BYTES = 8 * 1024 * 1024;

export const restoreRoutes = [
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations/restore",
    operation: "beginRestore",
    status: 201,
    summary: "Begin to restore a backup",
    description:
      "Begins a new organization that gets the rows of a backup (`npm run stockbook -- restore` does all of it), and returns the tables that it takes rows of: none if all rows are there and only the completion is missing. Until the restore is complete, the organization serves no requests. Repeat the request to go on with an interrupted restore.",
    answers: "resource",
    data: Restoring,
    body: NewRestore,
    wrappers: ["organization"],
    errors: ["already_exists", "conflict", "capacity_exhausted"],
    handle: (ctx, { body }) => beginRestore(ctx, body as Parameters<typeof beginRestore>[1]),
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations/:id/restore/rows",
    operation: "addRestoredRows",
    summary: "Add rows of a backup",
    description:
      "Adds a portion of the rows of a table. Rows that are there already stay as they are, so a portion can be repeated.",
    answers: "resource",
    data: AddedRows,
    body: RestoredRows,
    most_bytes: PORTION_BYTES,
    errors: ["conflict"],
    handle: (ctx, { params, body }) => restoreRows(ctx, params.id, body),
  }),
  controlRoute({
    ...common,
    method: "post",
    path: "/admin/v1/organizations/:id/restore/complete",
    operation: "completeRestore",
    summary: "Complete a restore",
    description:
      "Checks that each table has as many rows as the backup, adds what follows from them, brings the database to the current schema, and creates the organization's first admin key, which is shown only in this response. Webhook endpoints, alert subscriptions and integrations are disabled and lose their secrets, since the organization of the backup may still use them.",
    answers: "resource",
    data: CreatedOrganization,
    body: RestoredCounts,
    secret_answer: true,
    errors: ["already_exists", "conflict"],
    handle: (ctx, { params, body }) => completeRestore(ctx, params.id, body),
  }),
  controlRoute({
    ...common,
    method: "delete",
    path: "/admin/v1/organizations/:id/restore",
    operation: "discardRestore",
    status: 204,
    summary: "Discard a restore",
    description:
      "Removes the database of a restore that is not complete, with the rows that it has. The slug stays reserved: begin another restore with it, or create the organization without a backup. A D1 database that was emptied is given to nobody again.",
    answers: "nothing",
    errors: ["invalid_status"],
    handle: (ctx, { params }) => discardRestore(ctx, params.id),
  }),
];
