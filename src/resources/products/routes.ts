import { route } from "../../http/route";
import { createProduct } from "./create";
import { importProducts } from "./import/import";
import { FILE_EXAMPLES, ImportBody, ImportFile, ImportQuery, MOST_ROWS, ProductImport } from "./import/schemas";
import { listProducts, productResource } from "./queries";
import { NewProduct, Product, ProductChange, ProductFilters } from "./schemas";
import { updateProduct } from "./update";

const common = { tag: "Catalogue", data: Product, answers: "resource", wrappers: ["product"] } as const;

export const productRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/products",
    operation: "listProducts",
    scope: "read",
    summary: "List products",
    description:
      "Returns a page of products with their variants, newest first. A product is listed if it matches all of the given filters.",
    query: ProductFilters,
    handle: (ctx, { query }) => listProducts(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/products",
    operation: "createProduct",
    scope: "write",
    status: 201,
    summary: "Create a product",
    description:
      "Creates a product with its variants. They have no stock yet. Every SKU and barcode that is already taken is reported.",
    body: NewProduct,
    dry_run: true,
    errors: ["already_exists", "module_disabled"],
    handle: (ctx, { body }) => createProduct(ctx, body),
  }),
  route({
    tag: "Catalogue",
    answers: "resource",
    data: ProductImport,
    method: "post",
    path: "/api/v1/products/import",
    operation: "importProducts",
    scope: "write",
    status: 201,
    summary: "Import products",
    description:
      "Imports products, variants and opening stock from CSV or NDJSON, up to 10,000 rows: one for each variant and location. Columns are, among others, `name`, `sku`, `barcode`, `options`, `price`, `cost`, `category`, `location_id` (or the location's code or name), `quantity` and `unit_cost`; the lines of NDJSON may also be bodies of `POST /products`, whose variants have `stock`. Shopify's exports of products and inventory, and files of this API's own lists, are recognized. Problems are reported together, each with its line. All or nothing, unless `partial=true`.",
    body: ImportFile,
    rows_file: { rows: "rows", most_rows: MOST_ROWS, json: ImportBody, examples: FILE_EXAMPLES },
    most_bytes: 10 * 1024 * 1024,
    query: ImportQuery,
    dry_run: true,
    errors: ["already_exists", "module_disabled"],
    handle: (ctx, { query, body }) => importProducts(ctx, body, query),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/products/:id",
    operation: "getProduct",
    scope: "read",
    summary: "Get a product",
    description: "Returns a product with its variants.",
    handle: (ctx, { params }) => productResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/products/:id",
    operation: "updateProduct",
    scope: "write",
    summary: "Update a product",
    description:
      "Changes the given fields. Setting `status` archives or restores the product with its variants, and variants that were archived on their own stay archived; archiving is refused while a variant has stock, open documents or active recipes.",
    body: ProductChange,
    errors: ["in_use", "stale_version"],
    handle: (ctx, { params, body }) => updateProduct(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/products/:id",
    operation: "archiveProduct",
    scope: "write",
    status: 204,
    summary: "Archive a product",
    description:
      "Archives the product and all its variants. Refused while a variant has stock, open documents or active recipes. To restore them, set `status` to `active`; variants that were archived on their own before stay archived.",
    errors: ["in_use", "stale_version"],
    handle: (ctx, { params }) => updateProduct(ctx, params.id, { status: "archived" }),
  }),
];
