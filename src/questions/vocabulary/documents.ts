/** Orders, purchases, transfers and what moves. */
export const DOCUMENTS = {
  placed: `
    placed, place, put in, made, raised, get, got, received from customers, receive from customers, come in,
    came in, taken, booked, created, submitted, did {we} (get|receive|take), have {we} had,
    have {we} (got|received|taken), new
  `,
  to_ship: `
    to (ship|be shipped|dispatch|be dispatched|fulfil|fulfill|be fulfilled|pick|be picked|pack|be packed|send|send out|be sent|be sent out|go out),
    need (shipping|to be shipped|to go out|to be sent), needs (shipping|to be shipped|to go out|to be sent),
    {should} {we} [still] (ship|fulfil|fulfill|send|send out|dispatch|pick|pack),
    {we} {should} [still] (ship|fulfil|fulfill|send|send out|dispatch), {we} [still] owe, owing,
    owed to customers, left to (ship|fulfil|fulfill|pick|pack),
    (have|has|need|needs) to (ship|be shipped|send|send out|go out|fulfil|fulfill|pick|pack),
    still to (ship|be shipped|send|go out|be sent|be fulfilled)
  `,
  open: `
    open, outstanding, unfulfilled, unshipped, backlog, backlogged, in the backlog, waiting,
    waiting to (ship|go|go out|be shipped|be sent|be fulfilled), awaiting,
    {not} [yet] [been] (shipped|fulfilled|dispatched|completed|sent|sent out|delivered|finished|closed|done|gone out|complete),
    {not} {we} [yet] (shipped|fulfilled|dispatched|completed|sent|sent out),
    to (ship|be shipped|dispatch|be dispatched|fulfil|fulfill|be fulfilled|pick|be picked|pack|be packed|send|send out|be sent|be sent out|go out),
    unfinished, in progress, incomplete, in process, being processed,
    awaiting (shipment|fulfilment|fulfillment|dispatch), due to be shipped, undelivered,
    need (shipping|to be shipped|to go out|to be sent), needs (shipping|to be shipped|to go out|to be sent),
    {should} {we} [still] (ship|fulfil|fulfill|send|send out|dispatch|pick|pack),
    {we} {should} [still] (ship|fulfil|fulfill|send|send out|dispatch), {we} [still] owe, owing,
    owed to customers, ready to ship, left to (ship|fulfil|fulfill|pick|pack), unprocessed,
    (have|has|need|needs) to (ship|be shipped|send|send out|go out|fulfil|fulfill|pick|pack),
    still to (ship|be shipped|send|go out|be sent|be fulfilled)
  `,
  not_received: `
    {not} [yet] [been] (received|arrived|come in|come|turned up|been delivered|shown up|landed|delivered|here),
    {not} {we} [yet] received, {not} fully received, to be received, not received, not arrived,
    {we} waiting (for|on), are {we} waiting (for|on), waiting (for|on), awaiting delivery, still to come,
    yet to arrive, yet to be (received|delivered), unreceived, still outstanding, undelivered, not here,
    not been delivered, still due
  `,
  overdue: `
    overdue, late, delayed, past due, behind schedule, running late, behind,
    should have (arrived|been delivered|been here|come in|been received),
    should (already|already have) (have arrived|arrived|be here),
    past (the|its|their) (due date|expected date|delivery date),
    past (the|its|their) expected (delivery|arrival) date, too late, overdue deliveries, late deliveries,
    late delivery, overdue delivery, supposed to be here, supposed to have arrived, supposed to be here already,
    was due, were due, should be here already
  `,
  cancelled: "cancelled, canceled, called off, cancelations, cancellations, cancel",
  fulfilled: `
    fulfilled, shipped, dispatched, completed, complete, delivered, sent, sent out, gone out, finished, done,
    fully shipped, fully fulfilled, went out
  `,
  partial: `
    partially shipped, partly shipped, partially fulfilled, partly fulfilled, part shipped, half shipped,
    part fulfilled, partial, partially, partly
  `,
  partial_received: `
    [(came|arrived|delivered|received|come)] only (partly|partially|in part|half), only (partly|partially) (received|delivered|arrived|in),
    partially received, partly received, part received, half received, partially delivered, partly delivered,
    partial deliveries, partial delivery, only partially received, only partly received
  `,
  pending: "pending, unreserved, not reserved, not yet reserved, not allocated, new",
  partial_reserved: "partially reserved, partly reserved, partially allocated",
  closed_order: "closed, finished, completed",
  ordered_status: "not yet received at all, nothing received",
  received: `
    received, receive, came in, come in, arrived, arrive, delivered, taken in, got in, get in, booked in,
    took delivery of, take delivery of, goods received, receipts, receipt, deliveries received, got delivered,
    did {we} (receive|get|get in), have {we} received, {we} received, put away, been delivered, goods in,
    goods receipts, came through the door, landed, turned up, has arrived, have arrived, goods inwards, inbound
  `,
  in_transit: `
    in transit [between [(our|the|all|all our)] (locations|stores|shops|warehouses|sites)], on the road,
    on the truck, on the van, on the lorry, travelling, traveling, under way, underway, on the move,
    being transferred, being moved
  `,
  draft: "draft, drafts, not yet sent, not yet shipped, not shipped, not sent, unsent",
  transferred: "transferred, moved, sent, shipped, transfer, move, send",
  moved: `
    movement, movements, stock movement, stock movements, inventory movements, inventory movement, stock flow,
    in and out, in and outs, ins and outs, stock changes, movement of stock, moves, changes in stock,
    inventory changes, inventory flow, stock transactions, movements of stock, movement report
  `,
  moved_in: `
    moved in, went in, inflow, inflows, inbound movements, quantity in
  `,
  moved_out: `
    moved out, went out, outflow, outflows, outbound movements, quantity out
  `,
  ledger: `
    ledger, ledger entries, stock ledger, inventory ledger, history, stock history, inventory history,
    movement history, log, stock log, audit trail, entries, entry, transactions, transaction, transaction history,
    happened to, happened with, happened, happens, postings, bookings, changes, change, changed, stock changes,
    what happened, movement log, activity, recent activity, ledger entry, change log, stock card, ins and outs of
  `,
  adjusted: `
    adjusted, adjust, adjustment, adjustments, corrected, correction, corrections, stock adjustments,
    stock adjustment, inventory adjustments, inventory adjustment, stock corrections, corrected manually,
    manual corrections, manual adjustments, manually changed, stock correction
  `,
  net_change: "net change, net changes, net movement, net movements, net stock change",
  price_total: `
    amount, amounts, worth, value, total amount, order value, order total, totals, order amount, order values,
    by value, size, in value
  `,
  placed_date: "placed on, order date, date",
  ordered: "ordered, order, orders, ordering, did {we} order, have {we} ordered, {we} ordered, {we} order",
  lines: `
    line, lines, order lines, per line, by line, line items, contents, content, what is in,
    what s in, whats in, inside, consist of, items on, products on, items in, products in, what is on, what s on,
    is on, is in
  `,
  including: "include, includes, including, included, contain, contains, containing, contained, have, has, had",
  how_late: "how late, how (much|far) overdue, how many days (late|overdue)",
  status: "status, statuses, state of, the state of, how far along is, what became of, stand, stands, standing",
  spend: `
    spent with us, spend with us, spends with us, spend, spent, spending, spends, expenditure, paid, pay, purchase volume,
    purchasing volume, purchase value, purchases value, money went to, outlay
  `,
  cost_total: "cost, costs, total cost, worth, value, amount, order value, money",
  owed: "owed, owe",
} as const;

/** Lots and their dates. */
export const LOTS = {
  ingredient:
    "went into, goes into, go into, ingredients, ingredients of, raw materials, made of, components, used for, used in",
  expiry_date: `
    expiration, expiry, expiry date, expiry dates, expiration date, expiration dates, best before,
    best before date, best before dates, best by, bbd, use by, use by date, use by dates, sell by, sell by date,
    shelf life, when does it expire
  `,
  expire: `
    expire, expires, expiring, expiration, expiry, expiry date, expiry dates, expiration date, expiration dates,
    best before, best before date, best before dates, best by, bbd, use by, use by date, use by dates, sell by,
    sell by date, shelf life, go off, goes off, going off, go bad, goes bad, going bad, spoil, spoils,
    going to expire, will expire, about to expire, due to expire, gonna expire,
    reach (its|their) (expiry|best before) [date], run out of date, go out of date, goes out of date,
    going out of date, {be} expiring, nearing expiry, close to expiry, near expiry, near (its|their) expiry,
    close to expiring, close to (its|their) (best before|expiry) [date], short dated, shortdated, be out of date,
    approaching expiry, nearly expired, almost expired, about to go off, about to go bad, nearly out of date,
    reaching expiry, coming up to expiry, getting old, perish
  `,
  expired: `
    expired, out of date, past (its|their|the) (date|expiry|expiration|best before|use by|sell by) [date],
    past (expiry|best before|use by), past due date, past it, gone out of date, outdated, past the date,
    over (its|their|the) (date|expiry|best before), already expired, gone off, past (its|their) shelf life,
    beyond (its|their|the) (date|expiry|best before) [date], has expired, have expired, went out of date
  `,
  expire_soon: `
    expiring soon, expire soon, expires soon, soon to expire, about to expire, about to go off, about to go bad,
    near expiry, nearing expiry, close to expiry, close to expiring, nearly expired, almost expired,
    going off soon, go off soon, go bad soon, going bad soon, nearly out of date, approaching expiry, short dated,
    near (its|their) expiry, will expire soon, going to expire soon, go out of date soon,
    close to (its|their) (best before|expiry) [date], expiring shortly
  `,
  quarantined: `
    quarantined, quarantine, in quarantine, under quarantine, quarantine lots, blocked for quality,
    under quality hold
  `,
  recalled: "recalled, recall, recalls, under recall, being recalled, subject to recall, subject to a recall",
  lot_active: "released, active",
  exhausted: "exhausted, used up",
  trace: `
    trace, traceability, trace of, trace back and forth, full trace, trail, trail of, history of, genealogy, track,
    traced
  `,
  trace_forward: `
    go, went, go to, went to, gone, gone to, end up, ended up, shipped, sold, sell, sold to, delivered,
    delivered to, ship, sent, sent to, get, got, received, receive, has, have, had, bought, buy, trace forward,
    forward trace, forward, downstream, affected, trace to customers, get sent, where used, got sent, supplied to,
    affected by, been sent, been shipped, was sent, was shipped, was sold, been sold, customers of
  `,
  trace_backward: `
    come, came, come from, came from, comes from, originate, originated, origin, origins, origin of, source,
    source of, supplied, supply, delivered by, bought from, made from, provenance, trace back, backward trace,
    trace backwards, trace backward, backward, backwards, upstream, from, get from, deliver, delivered, brought,
    did {we} get, bought, buy, sold us
  `,
} as const;

/** Suppliers and what they deliver. */
export const SUPPLYING = {
  deliver: `
    deliver, delivers, delivered, delivering, supply, supplies, supplied, supplying, sell us, sells us, provide,
    provides, send us, sends us, delivery
  `,
  buy_from: `
    buy from, bought from, get from, get it from, get them from, order from, ordered from, purchase from,
    purchased from, ordered with, on order with, ordered at
  `,
  performance: `
    performance, supplier performance, vendor performance, supplier scorecard, vendor scorecard, scorecard,
    reliability, reliable, unreliable, doing, perform, performing, performs, track record, supplier report,
    supplier statistics, supplier stats, performed, rating, delivery performance
  `,
  on_time: `
    on time, on time rate, on time percentage, on time delivery, punctual, punctuality, on time deliveries,
    on schedule, in time, otif, timely, on time percent
  `,
  late: `
    late, late deliveries, late orders, delivered late, delivers late, deliver late, delivering late,
    delivery delays, delays, delayed, delivered late orders, unpunctual, too late, late delivery, running late,
    being late, late the, overdue
  `,
  lead_time: `
    lead time, lead times, delivery time, delivery times, average lead time, to deliver, take to deliver,
    takes to deliver, deliver faster, average lead times, leadtime, leadtimes, avg lead time, turnaround,
    delivery speed, average delivery time, average delivery times, need to deliver, needs to deliver,
    mean lead time
  `,
  rejected: `
    rejected, reject, rejects, refused, refuse, rejection, rejections, turned away, rejected goods,
    faulty deliveries
  `,
} as const;
