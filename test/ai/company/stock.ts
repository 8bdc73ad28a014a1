import type { LocationCode } from "./data";
import type { Desk } from "./desk";

export function transfers(desk: Desk) {
  desk.on("2026-11-24", 10, async () => {
    await desk.transfer("TR-401", "LDW", "LYN", [
      { sku: "MUG-BLU", quantity: 10 },
      { sku: "LMP-DSK-BK", quantity: 4 },
    ]);
  });
  desk.on("2026-11-20", 10, async () => {
    const { id } = await desk.transfer("TR-402", "LDW", "CGN", [{ sku: "BWL-SOU", quantity: 20 }]);
    desk.on("2026-11-25", 9, () =>
      desk.post(`stock_transfers/${id}/receive`, { items: [{ sku: "BWL-SOU", quantity: 12 }] }),
    );
  });
  desk.on("2026-11-25", 16, () => desk.transfer("TR-403", "LDW", "OAM", [{ sku: "SOC-5", quantity: 15 }], false));
  desk.on("2026-10-06", 16, async () => {
    const { id } = await desk.transfer("TR-404", "LSH", "LYN", [{ sku: "MUG-RED", quantity: 5 }], false);
    await desk.post(`stock_transfers/${id}/cancel`);
  });
  desk.on("2026-11-10", 10, async () => {
    const { id } = await desk.transfer("TR-406", "LDW", "MS7", [{ sku: "WGL-6", quantity: 12 }]);
    desk.on("2026-11-14", 10, async () => {
      await desk.post(`stock_transfers/${id}/receive`, { items: [{ sku: "WGL-6", quantity: 10 }], close: true });
      desk.change("WGL-6", "MS7", 10);
    });
  });
}

export function losses(desk: Desk) {
  const waste: [string, string, LocationCode, number, string][] = [
    ["2025-12-28", "YOG-500", "LDW", 4, "expired"],
    ["2026-02-03", "MUG-RED", "LDW", 2, "damaged"],
    ["2026-04-17", "CHE-KG", "LDW", 1.75, "spoilage"],
    ["2026-06-30", "OATM-1", "LDW", 3, "expired"],
    ["2026-08-12", "WGL-6", "LDW", 2, "damaged"],
    ["2026-10-01", "RICE-B", "LDW", 2.5, "contamination"],
    ["2026-10-19", "YOG-500", "OAM", 3, "spoilage"],
    ["2026-11-08", "CRB-4", "LDW", 2, "spoilage"],
    ["2026-11-21", "YOG-500", "CGN", 5, "expired"],
    ["2026-11-25", "LOP-1", "OAM", 1, "damaged"],
  ];
  for (const [day, sku, location, quantity, reason] of waste) {
    desk.on(day, 7, async () => {
      await desk.post("waste_records", { sku, location_id: desk.at(location), quantity, reason });
      desk.change(sku, location, -quantity);
    });
  }
  const adjusted: [string, string, LocationCode, number, string][] = [
    ["2025-11-11", "MUG-BLU", "LDW", -3, "damaged"],
    ["2026-01-20", "SOC-5", "LSH", -2, "theft"],
    ["2026-03-15", "COF-1", "LDW", -1.25, "shrinkage"],
    ["2026-05-29", "TSH-BK-M", "LDW", 4, "found"],
    ["2026-07-07", "JKT-M", "LDW", -1, "theft"],
    ["2026-09-30", "SOAP-1", "LDW", -5, "damaged"],
    ["2026-10-14", "LMP-DSK-BR", "LSH", -1, "theft"],
    ["2026-10-15", "MUG-WHT", "LDW", 3, "found"],
    ["2026-11-13", "POL-M", "LDW", -2, "shrinkage"],
    ["2026-11-23", "CUT-01", "LDW", -1, "damaged"],
  ];
  for (const [day, sku, location, quantity, reason] of adjusted) {
    desk.on(day, 7.1, () => desk.adjust([{ sku, location, quantity, reason }]));
  }
}

export function counts(desk: Desk) {
  const rows: [string, string, LocationCode, [string, number][], boolean][] = [
    [
      "2026-06-01",
      "CC-1",
      "LDW",
      [
        ["PAN-24", -2],
        ["PAN-28", 0],
        ["BWL-SAL", -1],
      ],
      true,
    ],
    [
      "2026-10-28",
      "CC-2",
      "LSH",
      [
        ["SOC-5", -3],
        ["CAN-SC", 2],
      ],
      true,
    ],
    [
      "2026-11-16",
      "CC-3",
      "LYN",
      [
        ["MUG-BLU", -1],
        ["WGL-6", 1],
      ],
      true,
    ],
    ["2026-11-25", "CC-4", "CGN", [["BWL-SAL", -1]], false],
  ];
  for (const [day, number, location, items, complete] of rows) {
    desk.on(day, 7.2, async () => {
      const location_id = desk.at(location);
      const counted = items.filter(([sku]) => desk.of(sku, location) > 4);
      if (counted.length === 0) return;
      const { id } = await desk.post("cycle_counts", { number, location_id, skus: counted.map(([sku]) => sku) });
      await desk.post(`cycle_counts/${id}/load_inventory`);
      await desk.post(`cycle_counts/${id}/start`);
      if (!complete) return;
      const levels = await Promise.all(
        counted.map(([sku]) => desk.send("GET", `inventory_levels?sku=${sku}&location_id=${location_id}`)),
      );
      await desk.send("PATCH", `cycle_counts/${id}`, {
        cycle_count_items_attributes: counted.map(([sku, difference], at) => ({
          sku,
          counted_quantity: levels[at][0].on_hand + difference,
        })),
      });
      await desk.post(`cycle_counts/${id}/complete`);
      for (const [sku, difference] of counted) desk.change(sku, location, difference);
    });
  }
}
