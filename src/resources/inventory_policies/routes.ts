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
    description: "Returns a page of policies, newest first. A policy is listed if it matches all of the given filters.",
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
    summary: "Create an inventory policy",
    description:
      "Sets when and how much of a variant to reorder at a location. Refused if the variant already has a policy there.",
    body: NewPolicy,
    dry_run: true,
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
    description: "Returns an inventory policy.",
    handle: (ctx, { params }) => policyResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/inventory_policies/:id",
    operation: "updateInventoryPolicy",
    scope: "write",
    summary: "Update an inventory policy",
    description: "Changes the given fields. The variant and the location of a policy can't be changed.",
    body: PolicyChange,
    dry_run: true,
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
    description: "Deletes the policy. The organization's defaults apply to the variant at the location again.",
    errors: ["stale_version"],
    handle: (ctx, { params }) => deletePolicy(ctx, params.id),
  }),
];
