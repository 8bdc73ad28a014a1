/** Sends a request to the API and answers the `data` of its response; anything but success is an error. */
export type Send = <T>(method: "GET" | "POST" | "PATCH", path: string, body?: unknown) => Promise<T>;

/** What the requests of a scenario name. */
export type Shop = { location_id: string; skus: string[]; barcodes: string[] };

/** What is measured, by name. A run is one request, or several that follow each other; runs next to each other share no variant. */
export const SCENARIOS = {
  list: { title: "list 25 levels", run: (send) => send("GET", "/api/v1/inventory_levels?per_page=25") },
  scan: {
    title: "scan a barcode",
    run: (send, shop, at) => send("GET", `/api/v1/variants/barcode/${nth(shop.barcodes, at)}`),
  },
  adjust: {
    title: "adjust a level",
    run: (send, { location_id, skus }, at) =>
      send("POST", "/api/v1/inventory_adjustments", {
        location_id,
        sku: nth(skus, at),
        quantity: 1,
        reason: "received",
      }),
  },
  order: {
    title: "order of 3 lines, reserved",
    run: (send, shop, at) => send("POST", "/api/v1/orders", { ...order(shop, at), reserve: true }),
  },
  life: {
    title: "order, reserve, fulfill",
    async run(send, shop, at) {
      const { id } = await send<{ id: string }>("POST", "/api/v1/orders", order(shop, at));
      await send("POST", `/api/v1/orders/${id}/reserve`, {});
      await send("POST", `/api/v1/orders/${id}/fulfill`, {});
    },
  },
} satisfies Record<string, { title: string; run: (send: Send, shop: Shop, at: number) => Promise<unknown> }>;

export type ScenarioName = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

/** As many as a product may have, and as an adjustment may have lines. */
const PORTION = 100;
const STOCK = 1_000_000;

/** Gives a new organization a location and a catalogue of so many variants, each with a barcode and plenty of stock. */
export async function stockShop(send: Send, variants: number): Promise<Shop> {
  const location = await send<{ id: string }>("POST", "/api/v1/locations", { name: "Main warehouse" });
  const numbers = Array.from({ length: variants }, (_, index) => index + 1);
  const skus = numbers.map((number) => `SKU-${number}`);
  const barcodes = numbers.map((number) => `BENCH${String(number).padStart(8, "0")}`);
  for (let from = 0; from < variants; from += PORTION) {
    const portion = numbers.slice(from, from + PORTION);
    const products = portion.map((number) => ({
      ...{ name: `Widget ${number}`, sku: `SKU-${number}`, price: 12.5, cost: 4 },
      barcodes: [nth(barcodes, number - 1)],
    }));
    for (const product of products) await send("POST", "/api/v1/products", product);
    const lines = portion.map((number) => ({ sku: `SKU-${number}`, location_id: location.id, quantity: STOCK }));
    const adjustments = lines.map((line) => ({ ...line, reason: "received" }));
    await send("POST", "/api/v1/inventory_adjustments", { adjustments });
  }
  return { location_id: location.id, skus, barcodes };
}

function order({ location_id, skus }: Shop, at: number) {
  const items = [0, 1, 2].map((line) => ({ sku: nth(skus, 3 * at + line), quantity: 1 }));
  return { location_id, items };
}

function nth(values: readonly string[], at: number): string {
  return values[at % values.length] as string;
}
