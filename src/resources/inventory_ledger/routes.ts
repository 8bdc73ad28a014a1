import { route } from "../../http/route";
import { listEntries } from "../../ledger";
import { LedgerEntry, LedgerFilters } from "./schemas";

export const ledgerRoutes = [
  route({
    tag: "Stock",
    method: "get",
    path: "/api/v1/inventory_ledger",
    operation: "listLedgerEntries",
    scope: "read",
    summary: "List ledger entries",
    description:
      "Every change of what is on hand or reserved, in the order it took effect, never edited or deleted. `order=desc` shows the newest first.",
    answers: "collection",
    data: LedgerEntry,
    query: LedgerFilters,
    handle: (ctx, { query }) => listEntries(ctx, query),
  }),
];
