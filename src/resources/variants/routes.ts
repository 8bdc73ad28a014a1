import { route } from "../../http/route";
import { ListParameters } from "../../http/schemas";
import { listProductVariants } from "../products/queries";
import { createVariant } from "./create";
import { listVariants, variantResource } from "./queries";
import { scanBarcode } from "./scan";
import {
  ListedVariant,
  listedVariant,
  NewVariant,
  ScannedVariant,
  Variant,
  VariantChange,
  VariantFilters,
} from "./schemas";
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
    description:
      "Returns a page of the variants of all products, newest first. A variant is listed if it matches all of the given filters.",
    data: ListedVariant,
    row: listedVariant,
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
    summary: "Find a variant by barcode",
    parameters: { barcode: "The scanned code, percent-encoded" },
    description:
      "Returns the variant of a scanned code with its product and stock levels. The code, percent-encoded in the path, is matched in this order: as an exact barcode (`exact`); as the same GTIN in another form (`gtin`); as a GS1 element string or Digital Link (`gs1`), whose lot, dates, serial number and quantity are returned too; as the beginning of a barcode, from 4 characters on (`prefix`). If several variants match the beginning, the request is refused with all candidates. Archived variants match as well, by a beginning only if no active variant does.",
    errors: ["ambiguous_barcode"],
    handle: (ctx, { params }) => scanBarcode(ctx, params.barcode.trim()),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/variants/:id",
    operation: "getVariant",
    scope: "read",
    summary: "Get a variant",
    description: "Returns a variant. Its stock is under `/api/v1/inventory_levels`.",
    handle: (ctx, { params }) => variantResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/variants/:id",
    operation: "updateVariant",
    scope: "write",
    summary: "Update a variant",
    description:
      "Changes the given fields. Turning `lot_tracked` on moves all stock of the variant into one opening lot; turning it off is refused while there is stock. `quantity_decimals` can't be lowered once the variant has had stock, or while it has open documents or active recipes. Archiving is refused while there is stock, an open document or an active recipe.",
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
    description:
      "Archives the variant. Refused while it has stock, open documents or active recipes. To restore it, set `status` to `active`.",
    errors: ["in_use", "stale_version"],
    handle: (ctx, { params }) => updateVariant(ctx, params.id, { status: "archived" }),
  }),
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/products/:product_id/variants",
    operation: "listProductVariants",
    scope: "read",
    summary: "List a product's variants",
    description: "Returns a page of the product's variants, newest first.",
    query: ListParameters,
    handle: (ctx, { params, query }) => listProductVariants(ctx, params.product_id, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/products/:product_id/variants",
    collection: "/api/v1/variants",
    operation: "addProductVariant",
    scope: "write",
    status: 201,
    summary: "Add a variant to a product",
    description: "Creates a variant of an active product. It has no stock yet.",
    body: NewVariant,
    errors: ["already_exists", "module_disabled", "stale_version"],
    handle: (ctx, { params, body }) => createVariant(ctx, params.product_id, body),
  }),
];
