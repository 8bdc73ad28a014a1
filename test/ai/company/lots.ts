import type { LocationCode } from "./data";
import type { Desk } from "./desk";
import { buy } from "./purchases";

/** Lots that are special; the desk does not count on them. */
export function lots(desk: Desk) {
  const bought: [string, string, LocationCode, string, string, number, string, number][] = [
    ["PO-2101", "YOG-500", "CGN", "2026-10-31", "2026-11-03", 40, "YG-1120", 1.35],
    ["PO-2102", "YOG-500", "LSH", "2026-11-08", "2026-11-12", 24, "YG-1130", 1.35],
    ["PO-2103", "YOG-500", "LDW", "2026-11-12", "2026-11-16", 60, "YG-1204", 1.4],
    ["PO-2104", "OATM-1", "LYN", "2026-11-13", "2026-11-18", 30, "OM-77", 1.75],
  ];
  const expires = { "YG-1120": "2026-11-20", "YG-1130": "2026-11-30", "YG-1204": "2026-12-04", "OM-77": "2026-12-20" };
  for (const [number, sku, location, day, arrives, quantity, lot_number, unit_cost] of bought) {
    const order = buy(desk, [number, "DAD", location, day, arrives], [{ sku, quantity, unit_cost }]);
    const lot = { lot_number, expiry_date: expires[lot_number as keyof typeof expires] };
    desk.on(arrives, 10.5, async () =>
      desk.post(`purchase_orders/${await order}/receive`, { items: [{ sku, quantity, ...lot }] }),
    );
  }
  const found = { reason: "received" };
  desk.on("2026-11-02", 12, async () => {
    const more = [
      {
        sku: "OJ-1",
        location: "OAM",
        quantity: 18,
        lot_number: "OJ-1122",
        expiry_date: "2026-11-22",
        unit_cost: 2.3,
        ...found,
      },
      {
        sku: "OJ-1",
        location: "LDW",
        quantity: 48,
        lot_number: "OJ-1225",
        expiry_date: "2026-12-25",
        unit_cost: 2.3,
        ...found,
      },
      {
        sku: "CHE-KG",
        location: "LDW",
        quantity: 12.5,
        lot_number: "CH-Q1",
        expiry_date: "2027-02-01",
        unit_cost: 11.8,
        ...found,
      },
      {
        sku: "OIL-750",
        location: "MS7",
        quantity: 20,
        lot_number: "OIL-R9",
        expiry_date: "2027-05-31",
        unit_cost: 8.4,
        ...found,
      },
    ] as const;
    await desk.adjust([...more], false);
    await setStatus(desk, "CH-Q1", "quarantine");
  });
  desk.on("2026-11-19", 12, () => setStatus(desk, "OIL-R9", "recalled"));
  bake(desk);
}

async function setStatus(desk: Desk, lot_number: string, status: string) {
  const [lot] = await desk.send("GET", `lots?lot_number=${lot_number}`);
  await desk.send("PATCH", `lots/${lot.id}`, { status });
}

/** Makes a lot of Crème brûlée of oat milk and honey. */
function bake(desk: Desk) {
  desk.on("2026-11-06", 7, async () => {
    const items = [
      { sku: "OATM-1", quantity: 10 },
      { sku: "HON-350", quantity: 4 },
    ];
    const recipe = await desk.post("recipes", {
      name: "Crème brûlée",
      output_sku: "CRB-4",
      output_quantity: 20,
      items,
    });
    const planned = { recipe_id: recipe.id, location_id: desk.at("LDW"), planned_quantity: 20, number: "PB-1" };
    const { id } = await desk.post("production_batches", planned);
    await desk.post(`production_batches/${id}/start`);
    desk.change("OATM-1", "LDW", -10);
    desk.change("HON-350", "LDW", -4);
    const output = { actual_quantity_produced: 20, lot_number: "CB-01", expiry_date: "2026-12-06" };
    await desk.post(`production_batches/${id}/complete`, output);
  });
}
