import type { LocationCode } from "./data";
import type { Desk, Line } from "./desk";

export function openOrders(desk: Desk) {
  const put = (
    day: string,
    hour: number,
    [number, customer, channel, place]: [string, string, string, LocationCode],
    lines: Line[],
    then: (id: string) => unknown = () => undefined,
  ) =>
    desk.on(day, hour, async () => {
      const order = await desk.place({ number, customer, channel, place, lines }, false);
      await then((order as { id: string }).id);
    });
  const reserve = (lines: Line[], place: LocationCode) => async (id: string) => {
    await desk.post(`orders/${id}/reserve`);
    for (const { sku, quantity } of lines) desk.change(sku, place, -quantity);
  };
  const cancel = (id: string) => desk.post(`orders/${id}/cancel`, { reason: "Changed their mind" });
  const glasses = [
    { sku: "WGL-6", quantity: 24, unit_price: 5.5 },
    { sku: "MAYW-75", quantity: 12, unit_price: 18 },
  ];
  put("2026-11-23", 9, ["SO-9001", "Hotel Bellevue", "wholesale", "LDW"], glasses, reserve(glasses, "LDW"));
  put("2026-11-25", 11, ["SO-9002", "Café Zoë", "webshop", "LDW"], [{ sku: "MUG-RED", quantity: 6 }]);
  const shirts = [
    { sku: "TSH-BK-M", quantity: 2 },
    { sku: "POL-M", quantity: 1 },
  ];
  put("2026-11-19", 14, ["SO-9003", "Jane Smith", "webshop", "LDW"], shirts, async (id) => {
    await reserve(shirts, "LDW")(id);
    desk.on("2026-11-20", 9, () => desk.post(`orders/${id}/fulfill`, { items: [{ sku: "TSH-BK-M", quantity: 2 }] }));
  });
  desk.on("2026-11-24", 12, async () => {
    const quantity = desk.of("STP-12", "LDW") + 5;
    const order = { number: "SO-9004", customer: "Kiwi Kitchens", channel: "wholesale", place: "LDW" as const };
    const placed = await desk.place({ ...order, lines: [{ sku: "STP-12", quantity, unit_price: 70 }] }, false);
    await desk.post(`orders/${placed?.id}/reserve`, { allow_partial: true });
    desk.change("STP-12", "LDW", -desk.of("STP-12", "LDW"));
  });
  put("2026-11-26", 9.5, ["SO-9005", "Studio North", "webshop", "LDW"], [{ sku: "LMP-FLR", quantity: 2 }]);
  put("2026-11-17", 9, ["SO-9006", "7-Twelve", "wholesale", "LDW"], [{ sku: "SOC-5", quantity: 20 }], cancel);
  const lamps = [{ sku: "LMP-DSK-BR", quantity: 3 }];
  put("2026-11-24", 15, ["SO-9007", "Lamplight Theatre", "retail", "LSH"], lamps, reserve(lamps, "LSH"));
  put(
    "2026-10-12",
    10,
    ["SO-9008", "O'Brien's Pub", "wholesale", "LDW"],
    [{ sku: "LOP-1", quantity: 36, unit_price: 6.4 }],
  );
  put("2026-10-07", 10, ["SO-9009", "John Smith", "webshop", "LDW"], [{ sku: "CHR-GR", quantity: 1 }], cancel);
  const knives = [{ sku: "KNF-01", quantity: 3 }];
  desk.on("2026-11-18", 8, async () => {
    const missing = 3 - desk.of("KNF-01", "MS7");
    if (missing !== 0) await desk.adjust([{ sku: "KNF-01", location: "MS7", quantity: missing, reason: "correction" }]);
  });
  put("2026-11-18", 9, ["SO-9010", "Bella Italia", "retail", "MS7"], knives, reserve(knives, "MS7"));
  desk.on("2026-11-19", 7, () => desk.adjust([{ sku: "KNF-01", location: "MS7", quantity: -1, reason: "theft" }]));
}

/** Sells the last of some goods: all carafes everywhere, and the last floor lamps of some shops. */
export function soldOut(desk: Desk) {
  desk.on("2026-11-15", 18, async () => {
    const all = (["LDW", "LSH", "LYN", "CGN", "MS7", "OAM"] as const).flatMap((location) => {
      const quantity = desk.of("CAR-1", location);
      return quantity > 0 ? [{ sku: "CAR-1", quantity, location_id: desk.at(location), location }] : [];
    });
    const items = all.map(({ location, ...item }) => item);
    const customer = { name: "Top Shelf Bar" };
    const { id } = await desk.post("orders", { number: "SO-9100", channel: "wholesale", customer, items });
    await desk.post(`orders/${id}/fulfill`);
    for (const { sku, location, quantity } of all) desk.change(sku, location, -quantity);
  });
  desk.on("2026-08-25", 17, async () => {
    const quantity = desk.of("GNO-1", "LDW");
    const gnomes = { number: "SO-9101", customer: "Weekend Warriors", channel: "webshop", place: "LDW" as const };
    const order = await desk.place({ ...gnomes, lines: [{ sku: "GNO-1", quantity, unit_price: 20 }] });
    await desk.post(`orders/${order?.id}/fulfill`);
    await desk.send("DELETE", `products/${desk.product_ids.get("Garden Gnome")}`);
  });
  desk.on("2026-07-21", 17, async () => {
    const quantity = desk.of("2026-01", "LDW");
    const calendars = { number: "SO-9102", customer: "Oakwood School", channel: "webshop", place: "LDW" as const };
    const order = await desk.place({ ...calendars, lines: [{ sku: "2026-01", quantity, unit_price: 7.5 }] });
    await desk.post(`orders/${order?.id}/fulfill`);
  });
}

/** Returns of the last line of the order that was shipped last; not received without a condition. */
export function returns(desk: Desk) {
  const rows: [string, string, string, "sellable" | "damaged" | "discarded" | null][] = [
    ["2025-12-10", "RMA-11", "Wrong colour", "sellable"],
    ["2026-02-14", "RMA-12", "Broken on arrival", "damaged"],
    ["2026-05-03", "RMA-13", "Changed their mind", "sellable"],
    ["2026-06-20", "RMA-14", "Stained", "discarded"],
    ["2026-09-08", "RMA-15", "Too small", "sellable"],
    ["2026-10-02", "RMA-16", "Wrong size", "sellable"],
    ["2026-10-21", "RMA-17", "Broken on arrival", "damaged"],
    ["2026-11-04", "RMA-18", "Changed their mind", "sellable"],
    ["2026-11-17", "RMA-19", "Broken on arrival", "damaged"],
    ["2026-11-24", "RMA-20", "Wrong size", null],
    ["2026-11-25", "RMA-21", "Ordered twice", null],
  ];
  for (const [day, number, reason, condition] of rows) {
    desk.on(day, 7.5, async () => {
      const order = desk.shipped.at(-1) as (typeof desk.shipped)[number];
      const items = [order.lines.at(-1), order.lines[0]].filter((line, at, all) => all.indexOf(line) === at) as Line[];
      const body = { number, order_id: order.id, reason, location_id: desk.at("RET") };
      const { id } = await desk.post("return_authorizations", {
        ...body,
        items: items.map(({ sku, quantity }) => ({
          ...{ sku, quantity: Math.min(1, quantity) },
          condition: condition ?? "sellable",
        })),
      });
      if (condition) desk.on(day, 7.75, () => desk.post(`return_authorizations/${id}/receive`));
    });
  }
}
