import * as z from "zod";
import { validate } from "../../../http/body";
import type { IncomingOrder, Intention } from "../intention";
import { withSkus } from "./lines";
import { clipped, fullName, Id, OptionalId, OptionalMoney, OptionalText, present, unitPrice } from "./members";

/** https://developer.woocommerce.com/docs/apis/rest-api/v3/orders/ */
const Line = z.object({
  id: OptionalId,
  name: OptionalText,
  sku: OptionalText,
  quantity: z.number(),
  /** Of all of the line, after discounts, without taxes. */
  total: OptionalMoney,
  price: OptionalMoney,
});

const Billing = z
  .object({
    first_name: OptionalText,
    last_name: OptionalText,
    company: OptionalText,
    email: OptionalText,
    phone: OptionalText,
  })
  .partial()
  .nullish()
  .catch(null);

const Order = z.object({
  id: Id,
  status: OptionalText,
  number: OptionalText,
  currency: OptionalText,
  created_via: OptionalText,
  date_created_gmt: OptionalText,
  customer_id: OptionalId,
  customer_note: OptionalText,
  billing: Billing,
  line_items: z.array(Line),
  refunds: z
    .array(z.object({ reason: OptionalText }))
    .nullish()
    .catch(null),
});

type Given = z.output<typeof Order>;

const NEVER_PLACED = ["checkout-draft", "auto-draft", "trash"];

const PARTLY_REFUNDED =
  "Part of it is refunded, and WooCommerce does not say which items: authorize the return of what comes back yourself.";

/** What a message of WooCommerce's wants to have done. Refuses with `validation_failed` one that is not as documented. */
export function intentionOfWooCommerce(topic: string, payload: unknown): Intention {
  if (topic !== "order.created" && topic !== "order.updated") {
    return { kind: "nothing", order_id: null, why: `The topic ${topic} is not used.` };
  }
  const given = validate(Order, payload);
  const { id: order_id, status } = given;
  if (status !== null && NEVER_PLACED.includes(status)) {
    return { kind: "nothing", order_id, why: `The order's status is ${status}: it has not been placed.` };
  }
  const lines = given.line_items.filter(({ quantity }) => quantity > 0);
  if (status === "refunded") {
    const reason = given.refunds?.map((refund) => refund.reason).find(Boolean) ?? null;
    return { kind: "refund", order_id, refund_id: order_id, reason: clipped(reason, 255), lines: "all" };
  }
  const reason = `The order's status at WooCommerce is ${status}`;
  const order = () => orderOf(given, lines);
  // One whose payment has failed may still be paid.
  if (status === "failed") return { kind: "cancellation", order_id, reason, order: null };
  if (status === "cancelled") {
    return { kind: "cancellation", order_id, reason, order: lines.length > 0 ? order : null };
  }
  if (lines.length === 0) return { kind: "nothing", order_id, why: "The order has nothing to ship." };
  const is_update = topic === "order.updated";
  return {
    kind: "order",
    order_id,
    order: order(),
    is_update,
    ...(given.refunds?.length ? { hint: PARTLY_REFUNDED } : {}),
  };
}

function orderOf(given: Given, lines: Given["line_items"]): IncomingOrder {
  const { id, number, currency, created_via, date_created_gmt, customer_id, customer_note, billing } = given;
  return withSkus(
    lines.map((line) => ({ ...line, unit_price: unitPrice(line.total, line.quantity) ?? unitPrice(line.price, 1) })),
    {
      ...(number && number.length <= 100 ? { number } : {}),
      customer: {
        name: clipped(fullName(billing?.first_name, billing?.last_name) ?? billing?.company ?? null, 255),
        email: clipped(billing?.email ?? null, 320),
        phone: clipped(billing?.phone ?? null, 50),
        // 0 is a guest.
        external_id: customer_id === "0" ? null : customer_id,
      },
      channel: "woocommerce",
      external_reference: id,
      note: clipped(customer_note, 2000),
      metadata: present({
        number,
        currency: clipped(currency, 10),
        created_via: clipped(created_via, 255),
        placed_at: date_created_gmt === null ? null : clipped(`${date_created_gmt}Z`, 40),
      }),
    },
  );
}
