import { declareEvents } from "../../events/declare";
import { Product } from "./schemas";

export const productEvents = declareEvents({
  "product.created": { summary: "A product was created.", data: { product: Product } },
  "product.updated": {
    summary: "A product or one of its variants was changed, or a variant was added or archived.",
    data: { product: Product },
  },
  "product.archived": { summary: "A product was archived.", data: { product: Product } },
});
