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
    summary: "List returns",
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
    summary: "Announce a return",
    description: "Never more than was fulfilled, less what other returns claim.",
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
    summary: "Get a return",
    handle: (ctx, { params }) => returnResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/return_authorizations/:id",
    operation: "updateReturnAuthorization",
    scope: "write",
    summary: "Change a return",
    description: `\`items\` replaces all lines. ${validFrom(RETURN_ACTIONS, "change")}`,
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
    description: `Only what is sellable adds stock. ${validFrom(RETURN_ACTIONS, "receive")}`,
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params }) => receiveReturn(ctx, params.id),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/return_authorizations/:id/cancel",
    operation: "cancelReturnAuthorization",
    scope: "write",
    summary: "Cancel a return",
    description: validFrom(RETURN_ACTIONS, "cancel"),
    dry_run: true,
    errors: ["invalid_status", "stale_version"],
    handle: (ctx, { params }) => cancelReturn(ctx, params.id),
  }),
];
