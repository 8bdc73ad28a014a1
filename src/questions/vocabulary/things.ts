/** What can be asked for or grouped by: how it is called when it is one, and when it is several. */
export const THINGS = {
  product: {
    one: `
      product, article, item, variant, sku, good, piece of stock, product line, thing, stock item, model, variation,
      something, anything, size, colour, color
    `,
    many: `
      products, articles, items, variants, skus, goods, stuff, things, merchandise, product lines, stock items,
      models, variations, lines, produts, wares, sizes, colours, colors, which ones, the ones
    `,
  },
  category: {
    one: `
      category, product category, product group, department, range, type of product, kind of product, family,
      product type, product family
    `,
    many: `
      categories, product categories, product groups, departments, ranges, types of products, kinds of products,
      families, product types, product families
    `,
  },
  location: {
    one: `
      location, store, shop, warehouse, branch, site, place, depot, outlet, stock location, storage location,
      shop location, stockroom
    `,
    many: `
      locations, stores, shops, warehouses, branches, sites, places, depots, outlets, stock locations,
      storage locations, stockrooms
    `,
  },
  supplier: {
    one: "supplier, vendor, manufacturer, wholesaler",
    many: "suppliers, vendors, manufacturers, wholesalers",
  },
  customer: {
    one: "customer, client, buyer, account, person, shopper, company",
    many: "customers, clients, buyers, people, accounts, shoppers, companies",
  },
  channel: {
    one: "channel, sales channel, selling channel",
    many: "channels, sales channels, selling channels",
  },
  order: {
    one: "order, sales order, customer order, so",
    many: "orders, sales orders, customer orders, sos, orders from customers, orders of customers, orders by customers",
  },
  purchase_order: {
    one: `
      purchase order, po, supplier order, p o, purchase, order to supplier, order with a supplier,
      order from a supplier, vendor order, order to a supplier
    `,
    many: `
      purchase orders, pos, supplier orders, purchases, orders with suppliers, orders to suppliers,
      orders at suppliers, orders from suppliers, p o s, vendor orders, po s, orders with our suppliers,
      orders to our suppliers, orders {we} placed with suppliers, supplier deliveries
    `,
  },
  transfer: {
    one: "transfer, stock transfer, internal transfer, inter store transfer",
    many: `
      transfers, stock transfers, internal transfers, inter store transfers,
      transfers between (locations|stores|shops|warehouses), tos
    `,
  },
  lot: {
    one: "lot, batch, lot number, batch number, lot no",
    many: "lots, batches, lot numbers, batch numbers",
  },
  status: {
    one: "status",
    many: "statuses",
  },
  type: {
    one: "type, movement type, kind",
    many: "types, movement types, kinds",
  },
  today_or_day: {
    one: "day, date, daily",
    many: "days, dates",
  },
  week: {
    one: "week, weekly",
    many: "weeks",
  },
  month: {
    one: "month, monthly, calendar month",
    many: "months",
  },
} as const;
