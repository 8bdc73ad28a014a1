import { declareEvents } from "../../events/declare";
import { Supplier } from "./schemas";

export const supplierEvents = declareEvents({
  "supplier.created": { summary: "A supplier was created.", data: { supplier: Supplier } },
  "supplier.updated": { summary: "A supplier was changed or restored.", data: { supplier: Supplier } },
  "supplier.archived": { summary: "A supplier was archived.", data: { supplier: Supplier } },
});
