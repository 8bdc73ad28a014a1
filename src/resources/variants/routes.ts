import { route } from "../../http/route";
import { listVariants, variantResource } from "./queries";
import { scanBarcode } from "./scan";
import { ScannedVariant, Variant, VariantChange, VariantFilters } from "./schemas";
import { updateVariant } from "./update";

const common = { tag: "Catalogue", data: Variant, answers: "resource", wrappers: ["variant"] } as const;

export const variantRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/variants",
    operation: "listVariants",
    scope: "read",
    summary: "List variants",
    query: VariantFilters,
    handle: (ctx, { query }) => listVariants(ctx, query),
  }),
  route({
    ...common,
    data: ScannedVariant,
    method: "get",
    path: "/api/v1/variants/barcode/:barcode",
    operation: "scanBarcode",
    scope: "read",
    summary: "Find a variant by what a scanner read",
    description:
      "Tried in this order: the barcode as it is (`exact`); the same GTIN in another form (`gtin`); a GS1 element string or Digital Link (`gs1`, percent-encoded in the path, with its lot, expiry, serial and quantity); the beginning of exactly one variant's barcode, from 4 characters on (`prefix`). Archived variants are found as well (look at `status`), by a beginning only where no active one's barcode begins so.",
    errors: ["ambiguous_barcode"],
    handle: (ctx, { params }) => scanBarcode(ctx, params.barcode),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/variants/:id",
    operation: "getVariant",
    scope: "read",
    summary: "Get a variant",
    handle: (ctx, { params }) => variantResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/variants/:id",
    operation: "updateVariant",
    scope: "write",
    summary: "Change a variant",
    body: VariantChange,
    errors: ["already_exists", "in_use", "module_disabled", "stale_version"],
    handle: (ctx, { params, body }) => updateVariant(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/variants/:id",
    operation: "archiveVariant",
    scope: "write",
    status: 204,
    summary: "Archive a variant",
    errors: ["in_use", "stale_version"],
    handle: (ctx, { params }) => updateVariant(ctx, params.id, { status: "archived" }),
  }),
];
