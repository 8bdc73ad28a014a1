/** What an article is listed with. */
export const CATALOGUE = {
  uom: "unit of, unit for, unit of measure, units of measure, what unit, which unit, uom, in what unit, in which unit, counted in, measured in, counted, measured",
  price: `
    price, prices, selling price, sales price, sale price, retail price, list price, priced, priced at, sell for,
    sells for, selling for, charge for, do {we} charge for, price list, price tag, unit price
  `,
  cost_price:
    "cost price, cost prices, unit cost, purchase price, buying price, purchase cost, cost us, cost to buy, do {we} pay for, {we} pay for, to buy, to purchase",
  cost: `
    cost, costs, cost price, unit cost, purchase price, buying price, cost prices, purchase cost, cost to buy,
    cost us, do {we} pay for, {we} pay for
  `,
  barcode: "barcode, barcodes, bar code, bar codes, ean, eans, upc, gtin, ean code",
  code: `
    sku of, sku for, sku number, sku code, article number, item number, item code, product code, article code,
    product number, code of, code for, skus of, skus for
  `,
  catalogue: `
    catalogue, catalog, in the catalogue, in the catalog, in our catalogue, in our catalog, assortment,
    in the assortment, in our assortment, product range, in our range, in the range, product list,
    product catalogue, product catalog
  `,
  archived: "archived, discontinued, inactive, retired, delisted",
  active: "active",
  come_in: "come in, comes in",
  variant_noun: "variant, variants, sku, skus, variation, variations, version, versions",
  option_noun: "colour, color, colours, colors, size, sizes",
} as const;

/** What is there, what is missing and what it is worth. */
export const STOCK = {
  have: `
    do you (have|stock|carry|keep), have you got, you have, you got, have, has, got, have got, has got, ve got,
    gotten, hold, holding, holds, keep, keeping, kept, carry, carrying, stocking, own, possess,
    do {we} (have|hold|keep|carry|got), {we} (have|hold|keep|carry|got), have {we} got, {we} have got,
    {we} ve got, weve got, have you
  `,
  had: "had, did {we} have, {we} had, was there, were there, have had",
  on_hand: `
    on hand, in stock, on stock, in the stock, at hand, in inventory, stock, stocks, inventory, inventories,
    stock level, stock levels, inventory level, inventory levels, stock on hand, inventory on hand,
    quantity on hand, qty on hand, quantities on hand, qoh, soh, stock quantity, stock quantities, physical stock,
    stock count, stock figure, stock figures, stock status, stock position, stock situation, stocked, on the shelf,
    on the shelves, on our shelves, do {we} stock, {we} stock, levels, level,
    physically [there|here], current stock, lying around, goods on hand,
    stock in hand, in hand
  `,
  left: "left, remaining, remain, remains, left over, left in stock, remaining in stock, leftover, remaining stock",
  available: `
    available, availability, free, sellable, saleable, salable, free stock, available stock, stock available,
    available to (sell|promise|order|buy), available for sale, free to sell, atp, for sale,
    (can|could) {we} [still] (sell|promise), {we} (can|could) [still] (sell|promise), can be sold, able to sell,
    left to sell, to sell, not reserved, unreserved, unallocated, uncommitted, not allocated, not committed,
    unsold and available, can be (promised|ordered), free quantity, available quantity, still available,
    available right now, sell right now
  `,
  reserved: `
    reserved, allocated, committed, spoken for, promised, set aside, put aside, earmarked, reserve stock,
    reserved stock, stock reserved, reserved quantity, allocated stock, tied to orders, assigned to orders,
    blocked by orders, reserved for (orders|customers), allocated to (orders|customers),
    committed to (orders|customers), promised to (orders|customers), reserved for customer orders
  `,
  reservation: "reservation, reservations, allocation, allocations, commitments",
  held: "held, held back, on hold, blocked, unsellable, not sellable, held stock, held quantity, stock on hold",
  incoming: `
    incoming, inbound, on order, on the way, on its way, on their way, arriving, arrive, arrives, coming in,
    coming, come in, comes in, due in, due to arrive, expected in, en route, being delivered, be delivered,
    delivery, deliveries, to be delivered, in the pipeline, to arrive, get delivered, incoming stock,
    inbound stock, incoming goods, incoming deliveries, due for delivery, to come, to come in, still to come,
    get here, gets here, to get here, expected deliveries, arrival, arrivals, coming to us, heading our way,
    expecting, expect, {we} expect, {we} expecting, be arriving, be in, back in stock, be back in stock,
    come back in stock, get more, are {we} getting, {we} getting, are {we} expecting, will {we} (get|receive),
    going to (get|receive), more (coming|on the way|on order|arriving|expected), be here, due here,
    already ordered, to be received, outstanding deliveries, replenishment expected, upcoming deliveries,
    delivered to us, going, headed, heading
  `,
  expected: "expected, due, scheduled, eta, expected date, due date, delivery date, arrival date",
  value: `
    value, values, worth, valuation, stock value, inventory value, cost value, stock valuation,
    inventory valuation, valued, valued at, tied up, ties up, tie up, tying up, in money, in value, money tied up, capital tied up, cash tied up, value of stock,
    value of the stock, value of our stock, value of the inventory, value of our inventory, stock worth,
    inventory worth, money is tied up, money {we} have tied up, money do {we} have tied up, money {be} in,
    money is sitting, worth of stock, worth of inventory, value on hand, value of (all|everything),
    money (is|sits|is stuck|stuck) in stock, money do {we} have, money, stock in money, book value, asset value
  `,
  oldest_stock: `
    aging, ageing, stock aging, stock ageing, aging report, age of stock, age of the stock, age, ages, aged,
    inventory aging, inventory ageing, old stock, ageing report, aged stock, old inventory, old is (the|our) stock
  `,
  sitting: `
    sitting, sitting around, sat, sat around,
    been (sitting|lying|here|around|there|in the warehouse|on the shelf|on the shelves), lying,
    been (sitting|lying) (around|here|there|on the shelf|on the shelves|in the warehouse), gathering dust,
    collecting dust, been in stock, stuck, been with us, been on the shelf
  `,
  older: "older, old, older than #",
  low: `
    low, low in stock, low on stock, low stock, low in, low on, running low, run low, running low on, getting low,
    getting low on, running short, running short of, running short on, short of, short on, in short supply, short,
    (below|under|at|at or below) [(the|its|their|our)] (reorder|re order|minimum|min|order) (point|level|points|levels|stock),
    (below|under) [(the|its|their|our)] (minimum|min|safety stock|threshold), running out, running out of,
    run out soon, almost out, almost out of, nearly out, nearly out of, almost gone, nearly gone, nearly finished,
    almost finished, close to running out, close to running out of, about to run out, about to run out of,
    running out soon, stock low, low levels, low level, low quantity, low stocks, low inventory, critically low,
    too low, shortages, shortage, low stock (report|list|items|alert|alerts), reorder point reached,
    hit (the|its|their) reorder (point|level), reached (the|its|their) reorder (point|level), getting short on,
    low runners, understocked, low at the moment, dangerously low, not enough
  `,
  out: `
    out of stock, sold out, sold out of, oos, stocked out, stock out, stockout, stockouts, stock outs, ran out,
    ran out of, run out of, have run out, has run out, {have} {we} run out of, {we} {have} run out of,
    {we} run out of, out of, zero stock, no stock, no stock left, not in stock, nothing left, none left, empty,
    unavailable, not available, completely out, completely out of, totally out of, all out of, all gone, gone,
    {not} [{we}] have [any] [left] [in stock], {not} [{we}] have any [left] [stock], {have} no stock,
    without stock, with no stock, with zero stock, at zero, zero available, nothing available, no longer in stock,
    no longer available, nothing in stock, at 0, 0 in stock, 0 left, 0 available, zero left, zero in stock,
    fully sold out, no units left, out of stocks, nothing on hand, out, {not} [{we}] got [any] [left],
    with nothing (left|in stock), with none left, with 0 stock, 0 stock, out of stock (items|report|list),
    {have} nothing left, {not} any left, no more
  `,
  missing: "missing, unaccounted for",
  reorder: `
    [what] {should} (order|reorder|re order|buy|purchase|restock|replenish|be ordered|be reordered|be restocked|be replenished|be bought|get|get more),
    {should} {we} (order|reorder|re order|buy|purchase|restock|replenish|get),
    {we} {should} (order|reorder|re order|buy|purchase|restock|replenish|get),
    {we} (need|have) to (order|reorder|re order|buy|purchase|restock|replenish|get),
    (do|does) {we} (need|have) to (order|reorder|re order|buy|purchase|restock|replenish|get),
    {we} (would better|d better|had better|better) (order|reorder|re order|buy|restock|replenish),
    to (order|reorder|re order|buy|purchase|restock|replenish), reordering, re ordering, replenishment, restocking,
    replenishing, refilling, topping up, purchase suggestion, purchase suggestions, purchasing suggestions,
    (suggest|recommend|advise|tell me) what to (order|buy|reorder|purchase|restock), suggested order, suggested orders, order suggestion, order suggestions, order advice, reorder advice, reorder,
    re order, restock, replenish, reorder (list|report|suggestions|suggestion|recommendations|proposal|proposals),
    shopping list, buying list, order proposal, purchase proposal, suggested order quantity,
    suggested order quantities, suggested quantities,
    needs (reordering|ordering|restocking|replenishing|replenishment|refilling|topping up|buying),
    need (reordering|ordering|restocking|replenishing|replenishment|refilling|topping up|buying),
    need to be (ordered|reordered|restocked|replenished|bought),
    needs to be (ordered|reordered|restocked|replenished|bought), due for (reorder|reordering|restock|restocking),
    recommended order, recommended orders, recommend ordering, recommend to order, recommend {we} order,
    suggest {we} order, suggest ordering,
    do you (suggest|recommend|advise) [{we}] (order|ordering|to order|buy|buying|reorder|reordering),
    time to (reorder|order|restock), worth (reordering|ordering),
    {should} {we} be (ordering|buying|reordering|restocking), recommended order quantity,
    recommended order quantities, buy next, order next, order more of, buy more of, (order|buy) again,
    {should} {we} (order|buy|get) more of, {should} {we} (order|buy|get) more, need more of, {we} need more of,
    purchase recommendations, order recommendations, buying suggestions, buying recommendations
  `,
  cover: `
    days of cover, days cover, stock cover, cover, coverage, days of stock, days of inventory, days worth,
    weeks of cover
  `,
  last_long: "will last, last, lasts, will {we} last, last for, last us, lasting, be enough, be gone, hold out",
  run_out: `
    run out, run out of, {we} run out of, do {we} run out of, runs out, runs out of, running dry, will {we} run out of, stockout date, stock out date,
    be sold out, be out of stock, sell out, selling out, sells out, go out of stock, goes out of stock, run dry,
    be out of, projected stockout, projected to run out, be out, {we} run out, stock (out|run out), stockout dates,
    stock out dates, be empty, be used up
  `,
  never_sold: "never [{we}] [been] (sold|sell|sells|moved|shipped|bought), never had a sale, never had any sales",
  unsold: `
    unsold, {not} [{we}] [been] [yet] [even] (sold|sell|sells|selling|sale|move|moved|moving),
    {not} [been] [yet] sold, {not} [{we}] [been] sold [(any|any of|a single one|one|anything|anything of|at all)],
    {not} [{we}] (sell|sold|sell any|sold any|had any sales|have any sales|had a sale|had sales|made any sales|shipped|ship),
    no sales, no sale, without sales, without any sales, without a sale, without a single sale, with no sales,
    with zero sales, zero sales, nobody bought, nobody buys, nobody is buying, no one bought, no one buys,
    no one is buying, nobody wants, sold nothing, dead stock, deadstock, dead inventory, non moving, non movers,
    nonmoving, never sell, never sells, {have} no sales, sold none, no movement, dead wood, shelf warmers,
    shelf warmer, sold zero, stagnant, not a single sale, no one has bought, nobody has bought, sold 0,
    {not} had a [single] sale, {not} (have|had) [any] sales
  `,
} as const;
