import { route } from "../../http/route";
import { createPolicy } from "./create";
import { listPolicies, policyResource } from "./queries";
import { NewPolicy, Policy, PolicyChange, PolicyFilters } from "./schemas";
import { deletePolicy, updatePolicy } from "./update";

const common = {
  tag: "Inventory policies",
  data: Policy,
  answers: "resource",
  wrappers: ["inventory_policy"],
} as const;

export const policyRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/inventory_policies",
    operation: "listInventoryPolicies",
    scope: "read",
    summary: "List inventory policies",
    query: PolicyFilters,
    handle: (ctx, { query }) => listPolicies(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/inventory_policies",
    operation: "createInventoryPolicy",
    scope: "write",
    status: 201,
    summary: "Say when and how much to reorder",
    body: NewPolicy,
    errors: ["already_exists"],
    handle: (ctx, { body }) => createPolicy(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/inventory_policies/:id",
    operation: "getInventoryPolicy",
    scope: "read",
    summary: "Get an inventory policy",
    handle: (ctx, { params }) => policyResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/inventory_policies/:id",
    operation: "updateInventoryPolicy",
    scope: "write",
    summary: "Change an inventory policy",
    body: PolicyChange,
    errors: ["stale_version"],
    handle: (ctx, { params, body }) => updatePolicy(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/inventory_policies/:id",
    operation: "deleteInventoryPolicy",
    scope: "write",
    status: 204,
    summary: "Delete an inventory policy",
    description: "The organization's defaults apply again.",
    errors: ["stale_version"],
    handle: (ctx, { params }) => deletePolicy(ctx, params.id),
  }),
];
