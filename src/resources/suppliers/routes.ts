import { route } from "../../http/route";
import { ListParameters } from "../../http/schemas";
import { createSupplier } from "./create";
import { listSuppliers, supplierResource } from "./queries";
import { NewSupplier, Supplier, SupplierChange, SupplierFilters } from "./schemas";
import { updateSupplier } from "./update";

const common = { tag: "Suppliers", data: Supplier, answers: "resource" } as const;

export const supplierRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/suppliers",
    operation: "listSuppliers",
    scope: "read",
    summary: "List suppliers",
    description:
      "Returns a page of suppliers, newest first. A supplier is listed if it matches all of the given filters.",
    query: { ...SupplierFilters, ...ListParameters },
    handle: (ctx, { query }) => listSuppliers(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/suppliers",
    operation: "createSupplier",
    scope: "write",
    status: 201,
    summary: "Create a supplier",
    description:
      "Creates a supplier, which purchase orders and inventory policies can then refer to. Refused if `code` is already taken.",
    body: NewSupplier,
    wrappers: ["supplier"],
    errors: ["already_exists"],
    handle: (ctx, { body }) => createSupplier(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/suppliers/:id",
    operation: "getSupplier",
    scope: "read",
    summary: "Get a supplier",
    description: "Returns a supplier.",
    handle: (ctx, { params }) => supplierResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/suppliers/:id",
    operation: "updateSupplier",
    scope: "write",
    summary: "Update a supplier",
    description:
      "Changes the given fields. Setting `status` archives or restores the supplier; archiving is refused while it has open purchase orders.",
    body: SupplierChange,
    wrappers: ["supplier"],
    errors: ["already_exists", "in_use", "stale_version"],
    handle: (ctx, { params, body }) => updateSupplier(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/suppliers/:id",
    operation: "archiveSupplier",
    scope: "write",
    status: 204,
    summary: "Archive a supplier",
    description:
      "Archives the supplier. Refused while it has open purchase orders. To restore it, set `status` to `active`.",
    errors: ["in_use", "stale_version"],
    handle: (ctx, { params }) => updateSupplier(ctx, params.id, { status: "archived" }),
  }),
];
