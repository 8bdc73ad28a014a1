import { randomUUID } from "node:crypto";
import { type Answer, send, type Target, type Write } from "./client.ts";

/** The articles, some of which are tracked by lots, and where they are kept. */
export type Shop = { skus: string[]; tracked: string[]; location_ids: string[] };
export type Order = {
  id: string;
  status: string;
  version: number;
  items: { sku: string; location_id: string; reserved_quantity: number; fulfilled_quantity: number }[];
};

const TAKEN = [-2, -1];
const RECEIVED = [3, 5, 8];
const pick = <T>(choices: readonly T[]): T => choices[Math.floor(Math.random() * choices.length)] as T;
const whole = (from: number, to: number) => from + Math.floor(Math.random() * (to - from + 1));

/**
 * One client that writes one thing after the other, as fast as it is answered, until the server is gone: adjustments and
 * orders, which it alone moves on, so that it knows what each must look like.
 */
export function newWriter(shop: Shop) {
  const writes: Write[] = [];
  const orders = new Map<string, Order>();

  /** Notes what an answer says of an order. */
  function learn(answer: Answer) {
    const { data } = answer.status < 300 ? JSON.parse(answer.text) : {};
    if (data?.id.startsWith("ord_")) orders.set(data.id, data);
  }

  async function write(target: Target) {
    const asked: Write = { key: randomUUID(), ...somethingToDo(), answer: null };
    writes.push(asked);
    asked.answer = await send(target, asked);
    if (asked.answer) learn(asked.answer);
    return asked.answer;
  }

  function somethingToDo(): { path: string; body: unknown } {
    const open = [...orders.values()].filter(({ status }) => status !== "fulfilled" && status !== "cancelled");
    const chance = Math.random();
    // Goods come first: however soon the first kill is, the writes repeated after it leave stock to look at.
    if (writes.length === 0) return { path: "/api/v1/inventory_adjustments", body: adjustment(RECEIVED) };
    if (chance < 0.25) return { path: "/api/v1/inventory_adjustments", body: adjustment([...TAKEN, ...RECEIVED]) };
    if (chance < 0.6 || open.length === 0) return { path: "/api/v1/orders", body: order() };
    const { id, status, items } = pick(open);
    if (status === "pending") return { path: `/api/v1/orders/${id}/reserve`, body: { allow_partial: true } };
    if (chance < 0.7) return { path: `/api/v1/orders/${id}/cancel`, body: { reason: "crash test" } };
    const one = items.find((item) => item.reserved_quantity > 0);
    const body = chance < 0.8 && one ? { items: [{ sku: one.sku, quantity: 1 }] } : {};
    return { path: `/api/v1/orders/${id}/fulfill`, body };
  }

  function adjustment(quantities: readonly number[]) {
    const line = () => {
      const sku = pick(shop.skus);
      return {
        sku,
        location_id: pick(shop.location_ids),
        quantity: pick(quantities),
        reason: "correction",
        ...(shop.tracked.includes(sku) ? { lot_number: pick(["L1", "L2", "L3"]) } : {}),
      };
    };
    return { adjustments: Array.from({ length: whole(1, 4) }, line) };
  }

  function order() {
    const skus = new Set(Array.from({ length: whole(1, 3) }, () => pick(shop.skus)));
    const items = [...skus].map((sku) => ({ sku, quantity: whole(1, 3) }));
    return { location_id: pick(shop.location_ids), reserve: Math.random() < 0.5, items };
  }

  return {
    writes,
    orders,
    learn,
    async run(target: Target, ended: () => boolean) {
      while (!ended() && (await write(target)));
    },
  };
}

export type Writer = ReturnType<typeof newWriter>;
