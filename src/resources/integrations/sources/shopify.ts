import * as z from "zod";
import { validate } from "../../../http/body";
import type { IncomingOrder, Intention, RefundedLine } from "../intention";
import { withSkus } from "./lines";
import {
  clipped,
  fullName,
  Id,
  OptionalFlag,
  OptionalId,
  OptionalMoney,
  OptionalText,
  present,
  unitPrice,
} from "./members";

/** https://shopify.dev/docs/api/admin-rest/latest/resources/order */
const Line = z.object({
  id: OptionalId,
  sku: OptionalText,
  name: OptionalText,
  title: OptionalText,
  quantity: z.number(),
  price: OptionalMoney,
  total_discount: OptionalMoney,
  discount_allocations: z
    .array(z.object({ amount: OptionalMoney }))
    .nullish()
    .catch(null),
  gift_card: OptionalFlag,
  requires_shipping: OptionalFlag,
});

const Person = z
  .object({
    id: OptionalId,
    first_name: OptionalText,
    last_name: OptionalText,
    name: OptionalText,
    email: OptionalText,
    phone: OptionalText,
  })
  .partial()
  .nullish()
  .catch(null);

const Order = z.object({
  id: Id,
  name: OptionalText,
  email: OptionalText,
  contact_email: OptionalText,
  phone: OptionalText,
  note: OptionalText,
  tags: OptionalText,
  source_name: OptionalText,
  currency: OptionalText,
  created_at: OptionalText,
  test: OptionalFlag,
  cancel_reason: OptionalText,
  customer: Person,
  billing_address: Person,
  shipping_address: Person,
  line_items: z.array(Line),
});

/** https://shopify.dev/docs/api/admin-rest/latest/resources/refund */
const Refund = z.object({
  id: Id,
  order_id: Id,
  note: OptionalText,
  restock: OptionalFlag,
  refund_line_items: z
    .array(
      z.object({
        line_item_id: Id,
        quantity: z.number().nonnegative(),
        restock_type: OptionalText,
        subtotal: OptionalMoney,
        line_item: z
          .object({ sku: OptionalText, gift_card: OptionalFlag, requires_shipping: OptionalFlag })
          .nullish()
          .catch(null),
      }),
    )
    .nullish(),
});

/** What a message of Shopify's wants to have done. Refuses with `validation_failed` one that is not as documented. */
export function intentionOfShopify(topic: string, payload: unknown): Intention {
  if (topic === "refunds/create") return refundOf(validate(Refund, payload));
  if (topic !== "orders/create" && topic !== "orders/cancelled") {
    return { kind: "nothing", order_id: null, why: `The topic ${topic} is not used.` };
  }
  const given = validate(Order, payload);
  const lines = given.line_items.filter((line) => isOfStock(line) && line.quantity > 0);
  const order = () => orderOf(given, lines);
  if (topic === "orders/cancelled") {
    const reason = clipped(given.cancel_reason, 255);
    return { kind: "cancellation", order_id: given.id, reason, order: lines.length > 0 ? order : null };
  }
  if (lines.length === 0) return { kind: "nothing", order_id: given.id, why: "The order has nothing to ship." };
  return { kind: "order", order_id: given.id, order: order(), is_update: false };
}

type GivenLine = z.output<typeof Line>;

/** False for gift cards, tips and services: there is nothing to ship. */
function isOfStock({ gift_card, requires_shipping }: Pick<GivenLine, "gift_card" | "requires_shipping">): boolean {
  return gift_card !== true && requires_shipping !== false;
}

function orderOf(given: z.output<typeof Order>, lines: readonly GivenLine[]): IncomingOrder {
  const { id, name, note, tags, source_name, currency, created_at, test } = given;
  const metadata = present({
    name,
    tags: clipped(tags, 8000)
      ?.split(",")
      .map((tag) => tag.trim()),
    source_name: clipped(source_name, 255),
    currency: clipped(currency, 10),
    placed_at: clipped(created_at, 40),
    test: test || null,
  });
  return withSkus(
    lines.map((line) => ({ ...line, name: line.name ?? line.title, unit_price: priceOf(line) })),
    {
      ...(name && name.length <= 100 ? { number: name } : {}),
      customer: customerOf(given),
      channel: "shopify",
      external_reference: id,
      note: clipped(note, 2000),
      metadata,
    },
  );
}

/** The price of one, less what is discounted of the line. */
function priceOf({ price, quantity, discount_allocations, total_discount }: GivenLine): number | undefined {
  if (price === null) return undefined;
  const discounts = discount_allocations?.map(({ amount }) => amount ?? 0) ?? [total_discount ?? 0];
  return unitPrice(price * quantity - discounts.reduce((sum, amount) => sum + amount, 0), quantity);
}

function customerOf({ customer, email, contact_email, phone, ...order }: z.output<typeof Order>) {
  const { billing_address: billing, shipping_address: shipping } = order;
  const names = [customer, billing, shipping].map((person) => fullName(person?.first_name, person?.last_name));
  return {
    name: clipped(names.find(Boolean) ?? billing?.name ?? shipping?.name ?? null, 255),
    email: clipped(email ?? contact_email ?? customer?.email ?? null, 320),
    phone: clipped(phone ?? customer?.phone ?? billing?.phone ?? shipping?.phone ?? null, 50),
    external_id: customer?.id ?? null,
  };
}

const GOODS: Readonly<Record<string, RefundedLine["goods"]>> = {
  return: "returned",
  legacy_restock: "returned",
  cancel: "not_shipped",
  no_restock: "gone",
};

function refundOf({ id, order_id, note, restock, refund_line_items }: z.output<typeof Refund>): Intention {
  // Before there was a `restock_type` of each line, the refund said it of all of them.
  const otherwise = restock === true ? "returned" : "gone";
  const lines = (refund_line_items ?? [])
    .filter(({ quantity }) => quantity > 0)
    .map(({ line_item_id, quantity, restock_type, subtotal, line_item }) => ({
      line_id: line_item_id,
      sku: line_item && isOfStock(line_item) ? line_item.sku : null,
      quantity,
      goods: GOODS[restock_type ?? ""] ?? otherwise,
      unit_refund: unitPrice(subtotal, quantity) ?? null,
    }));
  if (lines.length === 0) {
    return { kind: "nothing", order_id, why: "The refund is of an amount alone: no goods are concerned." };
  }
  return { kind: "refund", order_id, refund_id: id, reason: clipped(note, 255), lines };
}
