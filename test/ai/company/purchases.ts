import type { LocationCode, SupplierCode } from "./data";
import type { Desk, Line } from "./desk";

type Bought = Line & { unit_cost?: number };

export function policies(desk: Desk) {
  const rows: [string, LocationCode, number, number, number, SupplierCode, number?][] = [
    ["MUG-BLU", "LDW", 90, 120, 20, "MUL"],
    ["MUG-RED", "LDW", 40, 60, 10, "MUL", 110],
    ["MUG-BLU", "LYN", 30, 24, 4, "MUL"],
    ["LOP-1", "LDW", 60, 72, 12, "MUL"],
    ["STP-12", "LDW", 15, 20, 4, "MUL"],
    ["TSH-BK-M", "LDW", 70, 100, 15, "NWT"],
    ["TBL-40", "LDW", 10, 8, 2, "NWT"],
    ["SOC-5", "LSH", 25, 30, 5, "NWT"],
    ["LMP-DSK-BK", "LDW", 45, 40, 5, "PIN"],
    ["LMP-DSK-BR", "LSH", 12, 10, 2, "PIN"],
    ["CAN-SC", "LSH", 20, 30, 4, "PIN"],
    ["COF-1", "LDW", 75.5, 50.25, 10, "DAD"],
    ["RICE-B", "LDW", 20, 60, 5, "DAD"],
    ["YOG-500", "LSH", 40, 48, 6, "DAD"],
    ["MAYW-75", "LYN", 24, 36, 6, "LHW"],
    ["TOC-500", "LDW", 50, 80, 10, "ACM", 130],
    ["SOAP-1", "LDW", 30, 100, 10, "ACM"],
    ["10025", "LDW", 55, 80, 10, "ACM"],
  ];
  desk.on("2026-08-03", 9.5, async () => {
    for (const [sku, location, reorder_point, reorder_quantity, safety_stock, supplier, max_stock] of rows) {
      const supplier_id = desk.supplier_ids.get(supplier);
      const point = { sku, location_id: desk.at(location), reorder_point, reorder_quantity, safety_stock, supplier_id };
      await desk.post("inventory_policies", max_stock ? { ...point, max_stock } : point);
    }
  });
}

/** Buys at a day and hour, and does `then` with it. */
export function buy(
  desk: Desk,
  [number, supplier, location, day, expected_at]: [string, SupplierCode, LocationCode, string, string],
  items: Bought[],
  more: Record<string, unknown> = {},
): Promise<string> {
  return new Promise((resolve) => {
    desk.on(day, 9.25, async () => {
      const place = { supplier_id: desk.supplier_ids.get(supplier), location_id: desk.at(location) };
      resolve((await desk.post("purchase_orders", { number, ...place, expected_at, items, ...more })).id);
    });
  });
}

export function purchases(desk: Desk) {
  const mugs = { sku: "MUG-BLU", quantity: 48, unit_cost: 4.5 };
  buy(
    desk,
    ["PO-2201", "MUL", "LDW", "2026-10-20", "2026-11-10"],
    [mugs, { sku: "PAN-24", quantity: 20, unit_cost: 15.2 }],
  );
  const shirts = [
    { sku: "TSH-BK-M", quantity: 100, unit_cost: 6.5 },
    { sku: "POL-L", quantity: 24, unit_cost: 15.5 },
  ];
  const late = buy(desk, ["PO-2202", "NWT", "LDW", "2026-10-25", "2026-11-20"], shirts);
  desk.on("2026-11-18", 11, async () => {
    const items = [{ sku: "TSH-BK-M", quantity: 60, rejected_quantity: 10 }];
    await desk.post(`purchase_orders/${await late}/receive`, { items });
    desk.change("TSH-BK-M", "LDW", 60);
  });
  buy(
    desk,
    ["PO-2203", "PIN", "LSH", "2026-11-16", "2026-11-27"],
    [
      { sku: "LMP-DSK-BK", quantity: 12, unit_cost: 19 },
      { sku: "CAN-SC", quantity: 30, unit_cost: 7 },
    ],
  );
  buy(
    desk,
    ["PO-2204", "ACM", "LDW", "2026-11-23", "2026-12-01"],
    [
      { sku: "SOAP-1", quantity: 100, unit_cost: 2.4 },
      { sku: "10025", quantity: 80, unit_cost: 2.5 },
    ],
  );
  buy(
    desk,
    ["PO-2205", "DAD", "LDW", "2026-11-25", "2026-11-29"],
    [
      { sku: "COF-1", quantity: 25.5, unit_cost: 13 },
      { sku: "RICE-B", quantity: 40, unit_cost: 1.9 },
    ],
  );
  buy(desk, ["PO-2206", "LHW", "LYN", "2026-11-20", "2026-12-14"], [{ sku: "MAYW-75", quantity: 36, unit_cost: 9.5 }]);
  const euros = { currency: "EUR", exchange_rate: 1.8 };
  buy(
    desk,
    ["PO-2207", "MUL", "LDW", "2026-11-24", "2026-12-08"],
    [{ sku: "KNF-01", quantity: 15, unit_cost: 12.5 }],
    euros,
  );
  const dropped = buy(
    desk,
    ["PO-2208", "ACM", "LDW", "2026-11-05", "2026-11-15"],
    [{ sku: "STMP-1", quantity: 10, unit_cost: 5 }],
  );
  desk.on("2026-11-09", 10, async () => desk.post(`purchase_orders/${await dropped}/cancel`, { reason: "Not needed" }));
  const stools = [{ sku: "STL-BAR", quantity: 10, unit_cost: 45 }];
  const short = buy(desk, ["PO-2209", "NWT", "LDW", "2026-08-10", "2026-09-01"], stools);
  desk.on("2026-09-07", 10, async () => {
    await desk.post(`purchase_orders/${await short}/receive`, { items: [{ sku: "STL-BAR", quantity: 6 }] });
    desk.change("STL-BAR", "LDW", 6);
    await desk.post(`purchase_orders/${await short}/close`, {});
  });
}
