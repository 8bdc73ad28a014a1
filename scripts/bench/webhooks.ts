import { registerEndpoint } from "../lib/webhook_endpoint.ts";
import { startReceiver } from "../lib/webhook_receiver.ts";
import type { Shop } from "./nightly.ts";

/** What was measured with one endpoint. */
export type Deliveries = {
  /** Events per second, from a backlog. */
  rate: number;
  /** From the time of an event, which is when its command began, to its arrival, in ms. */
  latencies: number[];
};

/** An endpoint stands still for so long only if something is wrong. */
const STUCK_MS = 60_000;

/** Measures how fast events arrive at a receiver that responds at once: a backlog of `events`, and then one at a time. */
export async function measureDeliveries({ shop, api }: Shop, events: number): Promise<Deliveries> {
  const { promise: secrets, resolve: setSecrets } = Promise.withResolvers<string[]>();
  const arrivals: { type: string; latency: number }[] = [];
  let wake = () => {};
  const receiver = await startReceiver({
    ...{ port: 0, secrets },
    respond({ body, fault }) {
      if (!body || fault) throw new Error(fault ?? "A webhook has no body");
      arrivals.push({ type: body.type, latency: Date.now() - Date.parse(body.timestamp) });
      wake();
      return 204;
    },
  });
  const adjustments = () => arrivals.filter(({ type }) => type === "inventory.adjusted");
  const untilArrived = async (count: number) => {
    while (adjustments().length < count) {
      await new Promise<void>((resolve, reject) => {
        const stuck = setTimeout(() => reject(new Error(`Only ${adjustments().length} of ${count} arrived`)), STUCK_MS);
        wake = () => {
          clearTimeout(stuck);
          resolve();
        };
      });
    }
  };

  try {
    const endpoint = await registerEndpoint(api, receiver.url);
    setSecrets([endpoint.secret]);
    const setStatus = (status: string) => shop("PATCH", `/api/v1/webhook_endpoints/${endpoint.id}`, { status });
    const location = await shop<{ id: string }>("POST", "/api/v1/locations", { name: "Main warehouse" });
    await shop("POST", "/api/v1/products", { name: "Mug", sku: "MUG" });
    const adjustment = { sku: "MUG", location_id: location.id, quantity: 1, reason: "found" };
    const adjust = () => shop("POST", "/api/v1/inventory_adjustments", adjustment);

    await setStatus("disabled");
    for (let count = 0; count < events; count++) await adjust();
    await setStatus("active");
    const began = performance.now();
    await untilArrived(events);
    const rate = events / ((performance.now() - began) / 1000);

    const alone = Math.min(events, 200);
    for (let count = 1; count <= alone; count++) {
      await adjust();
      await untilArrived(events + count);
    }
    const latencies = adjustments()
      .slice(events)
      .map(({ latency }) => latency);
    return { rate, latencies };
  } finally {
    await receiver.close();
  }
}
