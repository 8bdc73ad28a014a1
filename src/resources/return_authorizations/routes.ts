import { route } from "../../http/route";
import { validFrom } from "../../shared/transitions";
import { cancelReturn } from "./cancel";
import { createReturn } from "./create";
import { listReturns, returnResource } from "./queries";
import { receiveReturn } from "./receive";
import { NewReturn, Return, ReturnChange, ReturnFilters } from "./schemas";
import { RETURN_ACTIONS } from "./states";
import { updateReturn } from "./update";

const common = { tag: "Returns", data: Return, answers: "resource", wrappers: ["return_authorization"] } as const;

export const returnRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/return_authorizations",
    operation: "listReturnAuthorizations",
    scope: "read",
    summary: "List return authorizations",
    description:
      "Returns a page of return authorizations, newest first. A return authorization is listed if it matches all of the given filters.",
    query: ReturnFilters,
    handle: (ctx, { query }) => listReturns(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/return_authorizations",
    operation: "createReturnAuthorization",
    scope: "write",
    status: 201,
    summary: "Create a return authorization",
    description:
      "Authorizes the return of fulfilled order items. Each item can be returned up to its fulfilled quantity, less what other return authorizations of the order already cover. A return has at most 2,000 lines: one for each lot of an item. No stock moves until the return is received.",
    body: NewReturn,
    dry_run: true,
    errors: ["already_exists"],
    handle: (ctx, { body }) => createReturn(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/return_authorizations/:id",
    operation: "getReturnAuthorization",
    scope: "read",
    summary: "Get a return authorization",
    description: "Returns a return authorization with its items.",
    handle: (ctx, { params }) => returnResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/return_authorizations/:id",
    operation: "updateReturnAuthorization",
    scope: "write",
    summary: "Update a return authorization",
    description: `Changes the given members; \`items\` replaces all items, by items with new ids. No stock moves. ${validFrom(RETURN_ACTIONS, "change")}`,
    body: ReturnChange,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params, body }) => updateReturn(ctx, params.id, body),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/return_authorizations/:id/receive",
    operation: "receiveReturnAuthorization",
    scope: "write",
    summary: "Receive a return",
    description: `Receives all items of a return: on hand rises by those in sellable condition; damaged and discarded ones are only recorded. Goods whose lot is unknown, expired or recalled are received into a new lot in quarantine. ${validFrom(RETURN_ACTIONS, "receive")}`,
    dry_run: true,
    errors: ["invalid_status", "module_disabled", "stale_version"],
    handle: (ctx, { params }) => receiveReturn(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/return_authorizations/:id/cancel",
    operation: "cancelReturnAuthorization",
    scope: "write",
    summary: "Cancel a return authorization",
    description: `Cancels a return that has not been received: its items can be returned under another authorization. No stock moves. ${validFrom(RETURN_ACTIONS, "cancel")}`,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params }) => cancelReturn(ctx, params.id),
  }),
];
