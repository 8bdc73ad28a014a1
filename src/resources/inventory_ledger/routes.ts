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
      "Returns a page of ledger entries. Every change of on hand or reserved quantities is one entry, in the order it took effect; entries are never edited or deleted. Oldest first, unless `order` is `desc`.",
    answers: "collection",
    data: LedgerEntry,
    query: LedgerFilters,
    handle: (ctx, { query }) => listEntries(ctx, query),
  }),
];
