import type { Sections } from "../http/openapi";

/** The groups of the reference, in the order in which a newcomer reads them, and the sections of each. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "What is in stock": {
    Catalogue: `A product has one or more variants. The variant is what is counted, sold and purchased; requests name it by its \`sku\` or \`variant_id\`. Each variant has a unit and says how many decimals its quantities may have.

For example, \`createProduct\` creates a product with its variants, \`scanBarcode\` finds what a scanner has read, and \`importProducts\` imports a whole catalogue with its opening stock. A product that has stock or open documents can't be archived (\`in_use\`). See [Import](/docs/import).`,
    Locations:
      "A location is a place where stock is kept: a warehouse, a store, or a place in transit. Levels, orders and reports refer to it by its `id`. A location that has stock or open documents can't be archived (`in_use`).",
    Stock: `A level is the stock of one variant at one location. \`on_hand\` is what is there. \`reserved\` is set aside for open documents, and \`held\` is in lots that may not be sold. \`available\` = on hand − reserved − held. \`incoming\` is on order or in transit to the location.

Levels can't be set. They follow from the ledger, an append-only list of every change with its cause and its value. To record that goods arrived, broke or were found, use \`adjustInventory\`; then \`listInventoryLevels\` shows the new level and \`listLedgerEntries\` the entry behind it. See [How stock is counted](/docs/stock) and [Value and cost](/docs/value).`,
  },
  Selling: {
    Orders: `An order is what a customer has asked for. \`pending\` → \`reserved\` → \`partially_fulfilled\` → \`fulfilled\`; it is \`partially_reserved\` while something is short. Any status but \`fulfilled\` may become \`cancelled\`.

Creating an order moves no stock. \`reserveOrder\` sets stock aside, so \`available\` falls and \`on_hand\` stays. \`fulfillOrder\` ships it, so \`on_hand\` and \`reserved\` fall together. \`cancelOrder\` releases what was reserved. If too few are available, the request is refused with \`insufficient_stock\`, and nothing changes. See [Reservations](/docs/reservations).`,
    Returns:
      "A return authorization says which goods of an order may come back. `pending` → `received` or `cancelled`. When they are received, goods in sellable condition are on hand again at the value that they left with; damaged and discarded goods are recorded, but are not put on hand.",
  },
  Buying: {
    Suppliers:
      "Those from whom stock is purchased, with their lead time and currency. Reorder advice and purchase orders refer to them.",
    Purchasing: `A purchase order lists what was ordered from a supplier and where it will arrive. Its open quantity is \`incoming\` there. \`receivePurchaseOrder\` puts goods on hand at their cost, in one or several deliveries; rejected goods are recorded, but never on hand. \`closePurchaseOrder\` ends it when the rest will not come.

For example: \`reportLowStock\` says what to order, \`createPurchaseOrder\` orders it, and \`receivePurchaseOrder\` receives it.`,
    "Inventory policies":
      "The reorder point, safety stock and reorder quantity of a variant at a location. Without a policy the forecast's recommendation applies, and otherwise the organization's defaults.",
  },
  "In the warehouse": {
    "Stock transfers":
      "Stock that moves from one location to another. `shipStockTransfer` takes it off hand at the source, `receiveStockTransfer` puts it on hand at the destination at the same value; in between it is in transit, and `incoming` at the destination. What does not arrive is recorded as lost when the transfer is closed.",
    "Cycle counts": `A count compares what is on the shelf with what the ledger says, and corrects the difference. The shop may stay open: what moves after a line was counted is not counted as a difference.

For example: \`createCycleCount\` names a location, \`loadCycleCountInventory\` lists what should be there, \`startCycleCount\` begins, lines are counted, and \`completeCycleCount\` posts the differences. See [Counting](/docs/counting).`,
  },
  Modules: {
    Manufacturing: `Recipes say what goes into a product; production batches make it. \`planned\` → \`in_progress\` → \`completed\`, or \`cancelled\`. Starting a batch reserves its ingredients. Completing it consumes them, records waste, and puts the output on hand at the value of all that went into it. Requires the module \`manufacturing\`.`,
    Traceability: `A lot is a quantity of a variant with a number of its own, and often an expiry date. Lots are reserved first expired, first out. Lots that are expired, quarantined or recalled are held: they may be moved, counted and wasted, but not sold.

\`traceLotForward\` lists where a lot went, customers included; \`traceLotBackward\` lists what it was made from. Requires the module \`traceability\`. See [Lots](/docs/lots).`,
  },
  "Looking ahead": {
    Reports:
      "Summaries that are computed from the ledger: stock by location, low stock, fast movers, aging, valuation and movements. `meta.totals` has the sums over everything that was asked for, not only the page. `reconcileInventory` proves that every level equals the sum of its ledger entries.",
    Demand:
      "What was sold on each day, from fulfilled orders and from imported history. Adjustments and transfers are not demand. Forecasts are computed from it.",
    Forecasts:
      "What will be sold, as a range: in four of five cases demand lies between `p10` and `p90`. Each forecast recommends a reorder point and an order quantity, and says when stock will run out. They are computed each night. See [Forecasts](/docs/forecasts).",
    Insights:
      "What deserves attention, most urgent first: stockouts that are coming, overstock, goods that expire, suppliers that are late. Each has its evidence, whose `source` is a path of this API, and most suggest an action. They are computed each night.",
    Questions:
      "Ask in plain language with `askQuestion`. The response has the answer, how the question was understood, rows, and evidence. A question that is not understood in full is refused with examples instead of a guess. The tools that find the answers can also be called directly. See [Questions](/docs/questions).",
  },
  "Connecting systems": {
    Events:
      "What has happened, in order: each write announces an event in the same commit. Follow the feed with `cursor`; events are kept for 30 days. See [Webhooks](/docs/webhooks).",
    Webhooks:
      "Sends events to servers of your own, signed according to Standard Webhooks, at least once and in order. What your server does not accept is retried for several days. See [Webhooks](/docs/webhooks).",
    Alerts:
      "Tells people what deserves attention by webhook, Slack or e-mail, at once or in a daily digest, and once per cause. See [Alerts](/docs/alerts).",
    Integrations:
      "Receives webhooks of Shopify, WooCommerce or your own shop, and turns them into orders, cancellations and returns. What can't be applied waits as a failed delivery until it is retried. See [Integrations](/docs/integrations).",
    Agents:
      "The same reads and writes as tools for AI agents, by the Model Context Protocol. Writes are dry runs until the agent says otherwise. See [Agents](/docs/agents).",
  },
  Operating: {
    Organization: "The organization that the API key belongs to, with its time zone, currency, modules and settings.",
    "API keys":
      "The keys with which an organization's clients authenticate. A key has the scope `read`, `write` or `admin`, each of which includes the one before, and is shown once.",
    Administration:
      "The operator's API, authenticated by the deployment's `ADMIN_TOKEN`: organizations, their databases, keys and jobs. See [Operations](/docs/operations).",
    Platform: "Public endpoints: the health check and this document.",
  },
};

/** The sections of the OpenAPI document: what it says at the head of each, in Markdown, and the groups that they are shown in. */
export const sections: Sections = {
  descriptions: Object.assign({}, ...Object.values(GROUPS)),
  groups: Object.entries(GROUPS).map(([name, members]) => ({ name, tags: Object.keys(members) })),
};
