import type { Desk } from "./desk";
import { lots } from "./lots";
import { openOrders, returns, soldOut } from "./orders";
import { policies, purchases } from "./purchases";
import { counts, losses, transfers } from "./stock";

/** Schedules what is special: open and late documents, returns, waste, counts, lots that expire, and what is sold out. */
export function ending(desk: Desk) {
  policies(desk);
  purchases(desk);
  lots(desk);
  transfers(desk);
  returns(desk);
  losses(desk);
  counts(desk);
  openOrders(desk);
  soldOut(desk);
  desk.on("2026-03-02", 9, async () => {
    await desk.adjust([{ sku: "FID-1", location: "LDW", quantity: -desk.of("FID-1", "LDW"), reason: "correction" }]);
    await desk.send("DELETE", `products/${desk.product_ids.get("Fidget Spinner")}`);
  });
}
