/** What the nightly run has found. */
export const FINDINGS = {
  warning: "warning, warnings, warning severity",
  insight: `
    insight, insights, alert, alerts, finding, findings, notification, notifications, anomaly, anomalies,
    red flags, red flag, open points, open insights,
    (anything|something) [(i|we)] (should|need to|must) (worry about|know about|look at|look into|be worried about|be aware of|take care of),
    (anything|something) (unusual|strange|odd|wrong|urgent|off|weird|worrying|to worry about|noteworthy|i should know|out of the ordinary|suspicious|funny),
    {should} (i|we) (worry|be worried|be concerned) about, needs (my|our) attention, need (my|our) attention,
    needs attention, need attention, needing attention, problems, problem, issues, issue, warning, warnings,
    concerns, requires attention, require attention, {be} (wrong|up) with (the|our) (stock|inventory), the matter,
    going wrong, to worry about, worrisome, to look into, {should} {we} look (at|into), on fire,
    red flags in (the|our) (stock|inventory)
  `,
  critical:
    "critical, urgent, most urgent, serious, severe, critical severity, high severity, most critical, most serious",
  overstock: `
    overstock, overstocked, overstocks, too much stock, excess stock, surplus, excess, excessive stock,
    too much of, too much, too many, overstocked on, overstock of, surplus stock, over stocked, over stock,
    too many of
  `,
  oversold: "oversold, over sold, oversell, overselling, sold more than {we} have",
  spike: `
    demand spike, demand spikes, spike, spikes, spike in demand, spikes in demand, sudden demand, demand surge,
    surge, surges, suddenly sell more, selling more than usual, demand increase
  `,
  drop: `
    demand drop, demand drops, drop in demand, drops in demand, falling demand, demand fall,
    selling less than usual, sales drop, sales drops, drop in sales, drop in sale, demand decrease
  `,
  stockout_risk: `
    stockout risk, stockout risks, stock out risk, stock out risks, risk of stockout, risk of stock out,
    risk of stockouts, at risk of running out, at risk of stockout, at risk of stocking out,
    risk of going out of stock, in danger of running out
  `,
  expiry_risk: `
    expiry risk, expiry risks, risk of expiry, at risk of expiring, expiration risk, risk of expiring,
    at risk of expiry
  `,
  supplier_late: "late supplier (insights|alerts|warnings), supplier late (insights|alerts|warnings)",
  dead_stock_insight: "dead stock (insights|alerts|warnings|findings)",
  margin_insight: "margin (insights|alerts|warnings|findings)",
  closed: "closed, resolved, dismissed",
} as const;

/** What will be sold. */
export const FORECASTING = {
  forecast: `
    forecast, forecasts, predict, predicted, prediction, predictions, predicted sales, predicted demand,
    sales forecast, sales forecasts, demand forecast, demand forecasts, expected sales, expected demand,
    projected sales, projected demand, projection, projections, sales prediction, future sales, future demand,
    sales outlook, outlook, forecasted, forecasted demand, forecast demand, forecast sales, sales expectations,
    estimated sales, estimated demand, sales projection, sales projections, estimated, projected
  `,
  demand: "demand, demanded",
  will_sell: `
    will {we} [(probably|likely)] sell, {we} will [(probably|likely)] sell, {we} ll sell, going to sell,
    gonna sell, (are|is) {we} (going to|gonna|likely to|expected to|about to) sell, expect to sell,
    {do} {we} expect to sell, likely to sell, expected to sell, will sell, will be sold, will be needed,
    expect to be sold, can {we} expect to sell, will go, need for, will {we} need, {we} will need, be sold,
    probably sell, will probably sell, expecting to sell, are {we} expecting to sell, should {we} expect to sell,
    likely sell, will customers buy, {we} ll need, predicted to sell, forecast to sell, forecasted to sell,
    projected to sell, to be sold, expected to be sold
  `,
  probability: `
    probability, chance, risk, likelihood, stockout risk, risk of running out, chance of running out,
    likely to run out
  `,
} as const;

/** What is lost. */
export const LOSSES = {
  loss: `
    loss, losses, lost, lose, losing, losses of, stock loss, stock losses, write offs, writeoffs,
    writeoff, written off, wrote off, write downs, did {we} lose, {we} lost, have {we} lost, been lost, was lost,
    went missing, gone missing, disappeared, inventory losses
  `,
  waste: `
    went to waste, go to waste, gone to waste, waste, wasted, wastage, thrown away, threw away, throw away, throwing away, thrown out, threw out, throw out,
    binned, binning, bin, scrapped, scrap, disposed of, dispose of, discarded, chucked out, chucked away,
    chuck out, ended up in the bin, went in the bin, waste records, in the bin, tossed, dumped, tossed out,
    spoilt goods, in the trash, trashed, thrown in the bin
  `,
  shrinkage: "shrinkage, shrink, shrunk, inventory shrinkage, stock shrinkage",
  damaged: `
    damaged, damage, damages, broken, breakage, breakages, broke, smashed, because of damage, due to damage,
    damaged goods, got damaged, got broken, through damage
  `,
  theft: `
    theft, thefts, stolen, stealing, steal, shoplifted, shoplifting, nicked, pinched, robbed, was stolen,
    been stolen, got stolen, due to theft, to theft, through theft, because of theft, shoplifters
  `,
  spoiled: "spoiled, spoilt, spoilage, gone bad, went bad, rotten, gone off, went off, spoiling",
  contamination: "contamination, contaminated",
  count_loss: `
    count differences, count difference, count variance, count variances, counting differences,
    stocktake differences, stocktake losses, stocktake loss, stock count differences, cycle count losses,
    counting losses, lost in counts, lost in counting, cycle count differences, inventory count differences,
    cycle counts, cycle count, stocktake, stocktakes, stock counts, stock take, counting, counts
  `,
  transfer_loss: `
    lost in transfer, lost in transfers, lost in transit, transfer losses, lost between locations, lost on the way,
    lost in transport, lost on transfers, lost during transfers, lost during transfer
  `,
  disposed: `
    disposed returns, returns disposed, returns thrown away, disposed of returns, discarded returns,
    disposed after return, returns disposed of, returns discarded
  `,
  expired_loss: `
    wasted because expired, thrown away because expired, due to expiry, because it expired, because they expired,
    because of expiry, because it had expired, because they had expired, expired and thrown away
  `,
  reason: "reason, reasons, reason code",
  cause: "cause, causes, kind of loss, type of loss, category of loss",
} as const;

/** What comes back. */
export const RETURNS = {
  sellable_condition: "sellable, still sellable, resellable, in good condition",
  returned: `
    returned, return, returns, sent back, came back, come back, brought back, send back, sends back, sending back,
    bring back, returning, rma, rmas, given back, customer returns, return authorization,
    return authorizations, return authorisation, return authorisations, been returned, was returned, were returned,
    get returned, got returned, customer return, did {we} get back, goods returned, taken back, took back,
    coming back, refund, refunds, refunded, returned goods
  `,
  condition: "condition, state, in what condition, in which condition",
} as const;

/** What is sold. */
export const SALES = {
  sold: `
    sold, sell, sells, selling, sales, sale, units sold, sales volume, sales figures, sales numbers, sales report,
    sales of, quantity sold, qty sold, unit sales, sales units, volume, sales data, sales stats, sales history,
    shift, shifted, gone out the door, did {we} sell, have {we} sold, {we} sold, {we} sell, {we} have sold,
    {we} ve sold, weve sold, was sold, were sold, been sold, get sold, got sold, sales in units, quantities sold,
    sales (overview|summary|total|totals|performance|results)
  `,
  verb_sold: `
    sold, sell, sells, selling, shift, shifted, bought, buy, buys, shipped, ship, dispatched, sent out, purchased,
    did {we} sell, have {we} sold, {we} sold, {we} sell, {we} have sold, was sold, were sold, been sold, get sold, got sold,
    did {we} ship, gone out
  `,
  shipped: `
    shipped, ship, dispatched, dispatch, despatched, sent out, send out, shipped out, ships, fulfilled, gone out,
    left the warehouse, went out to customers, shipped to customers,
    did {we} (ship|dispatch|send out|fulfil|fulfill), fulfil, fulfill, shipments to customers
  `,
  bought: `
    bought, buy, buys, buying, purchased, purchase, purchases, purchasing, take, takes,
    spend with us
  `,
  revenue: `
    revenue, revenues, turnover, takings, earnings, earn, earned, sales value, sales revenue, value of sales,
    money from sales, (made|make|makes|making|made for|bring|brings|brought) [us] money, money, sales in money, (made|make|makes) us, in money, in revenue, bring in, brought in, brings in, take in, took in, taken in, gross sales,
    sales amount, sales turnover, sales in (dollars|euros|pounds|nzd|usd|eur|gbp|cash|value),
    money did {we} (take|earn|make from sales|take in|bring in),
    money have {we} (taken|earned|made from sales|taken in|brought in), money was taken, did {we} take,
    have {we} taken, net sales, income from sales, earn from, earned from, made in sales, make in sales,
    sales income, worth of sales, gross revenue, sales worth, money came in, dollar sales, turn over,
    sell for in total, cash did {we} take, takings from, worth did {we} sell
  `,
  margin: `
    margin, margins, profit, profits, gross profit, gross margin, contribution, profit margin, gross margins,
    profitable, profitability, made a profit, make a profit, earnings after cost, did {we} profit
  `,
  margin_percent: `
    margin percent, margin %, margin percentage, % margin, percent margin, margin in percent, percentage margin,
    profit percentage, highest margin percentage, percentage profit
  `,
  cogs: "cost of goods, cost of goods sold, cogs, cost of sales",
  velocity: "velocity, daily rate, sales rate, rate of sale, run rate, sales velocity",
  best_seller: `
    best seller, best sellers, bestseller, bestsellers, best selling, bestselling, top seller, top sellers, top selling, most popular, popular, fast mover, fast movers, fast moving, fastest moving, fastest selling, hot seller, hot sellers, hottest, hot, (sells|sell|sold|selling) [the] best, best sold, moving fastest, moves fastest, moving the fastest, move fastest, selling fastest, selling like hot cakes, sells fastest, fast selling, quickest selling, top performers, top performing, best performing, best performers, most in demand, bestsellers list, best moving, selling well, doing best, in demand, most wanted, winners, number one seller, sold best, sold fastest, flying off the shelves, flying off the shelf, going fastest, big sellers, biggest sellers, biggest seller, hits, best sales, runners
  `,
  best_n: `
    (best|top) # (seller|sellers|selling|movers), # (best|top) (seller|sellers|selling), # (bestseller|bestsellers|bestselling), # most popular, # fastest (moving|selling), top # (best|top) (sellers|selling), top # (bestsellers|bestselling), top # (fast|fastest) (movers|moving|selling), # fast movers, # hottest, most popular #, best selling #, top selling #, bestselling #, (best sellers|top sellers|bestsellers) #
  `,
  worst_seller: `
    worst seller, worst sellers, worst selling, slow mover, slow movers, slow moving, slow selling, slow sellers, slowest moving, slowest selling, slowest mover, slowest movers, slowest seller, slowest sellers, least popular, (sells|sell|sold|selling) [the] worst, poorest seller, poorest sellers, poor sellers, bad sellers, moving slowest, moving the slowest, moves slowest, worst performing, worst performers, lowest selling, least selling, poorly selling, selling badly, selling poorly, selling worst, selling slowly, moving slowly, sells slowest, sell slowest, flops, flop, unpopular, laggards, bottom sellers, weakest sellers
  `,
  worst_n: `
    (worst|bottom|slowest) # (seller|sellers|selling|movers|moving), # (worst|slowest) (seller|sellers|selling|movers|moving), # least popular, least popular #, # slow movers, worst selling #, slowest selling #, slowest moving #, # slow sellers, # poorest sellers, bottom # sellers, # slow moving, # lowest selling, # worst performing
  `,
  times_sold: `
    last sold, last sell, last sale, last sale of, most recently sold, sold last, last sold on,
    last time {we} sold, did {we} last sell, {we} last sell, {we} last sold, last time {we} sell,
    last time we had a sale of, last bought, last buy, last buys
  `,
  ordered: "ordered, orders placed",
  make: "make, made, makes, making, generate, generated, generates, yield, yielded, yields, bring us, gave us, give us, gives us",
  net_units: `
    net, net units, net quantity, returns deducted, returns subtracted, less returns, after returns, minus returns,
    net of returns, without returns, net sales units, excluding returns, deducting returns
  `,
  single_best: `
    best seller, bestseller, top seller, fastest mover, slowest mover, number one seller, worst seller, slowest seller, biggest seller
  `,
} as const;

/** Sales channels that go without saying that they are; an organization may have none of them. */
export const CHANNELS = {
  retail: "[the] retail [channel]",
  wholesale: "[the] wholesale [channel]",
  webshop: "[the] (webshop|web shop) [channel]",
  marketplace: "[the] marketplace [channel]",
  online: "[the] online [channel]",
  shopify: "shopify",
  woocommerce: "woocommerce",
  amazon: "amazon",
  ebay: "ebay",
} as const;
