/** What is asked for. */
export const ASKING = {
  how_many: `
    how (many|much), how (many|much) (of the|of our|of),
    (what|which) {be} the (quantity|amount|number|count|qty|total|total number|total quantity|total amount) (of|for),
    (what|which) (quantity|amount|number|qty) of, (whats|what s) the (quantity|amount|number|count|qty) (of|for),
    (the) (number|quantity|qty|count) of, (quantity|qty|count|amount|number|total number) (of|for),
    how (great|large|big|high) {be}, (qty|quantity|quantities|number|count), count
  `,
  how_much_is: "how much (is|are|s|does|do|for)",
  which: "which, what, whats, which of (the|our|my), which one of (the|our|my), what kind of, what sort of",
  list: `
    (show|list|give|get|display|find|print|bring|send|pull|pull up|bring up|fetch) {us},
    (show|give|get) {us} (a|the) (list|overview|summary|report|breakdown) (of|on|for|about),
    [(a|the|full|complete)] (list|overview|summary|report|rundown) (of|on|for|about),
    (details|information|info|data|figures|numbers) (of|on|about|for), (list|overview|report), gimme, gimme {us},
    lemme (see|know)
  `,
  where: `
    where, wheres, whereabouts, somewhere, at which {site}, in (which|what) {site},
    location of
  `,
  when: "when, whens, (what|which) (day|date), on (which|what) (day|date), by when, what time, how soon",
  who: "who, whos, to whom, whom, by whom, from whom",
  how_long: "how long, for how long, how many days",
  we: "we, i, weve, ive, wed",
  how_old: "how old",
  how: "how, how (is|are|was|were|do|does|did|s|well)",
  number: "#",
  duration: "(for|in|since) [(the last|the past)] # (day|days), # days without",
  duration_weeks: "(for|in) [(the last|the past)] # (week|weeks)",
  duration_months: "(for|in) [(the last|the past)] # (month|months)",
  average: "average, mean, on average, avg",
  percent: "percent, %, percentage, percentage of, pct",
  total: `
    total, in total, overall, altogether, all together, in all, combined, the total of, total of, grand total, sum,
    sum of, the sum of, all in all,
    across (all|the) [(our|the)] (locations|sites|branches),
    in (all|all the|all our|our) (locations|sites|branches),
    at (all|all the|all our) (locations|sites|branches), company wide, everywhere, anywhere,
    in the [whole] (company|business), across the (company|business|board)
  `,
  altogether: "in total, overall, altogether, all together, in all, all in all",
  everywhere: `
    everywhere, anywhere, company wide, in the [whole] (company|business), across the (company|business|board),
    [(across|over|in|at|for|from)] (all|all the|all our) [of] [(our|the)] (locations|stores|shops|sites|warehouses|branches|places)
  `,
  pronoun: "it, they, them, one, ones, him, her, he, she, same, its, their, those ones, there of, thereof",
  anything: "anything, something",
  there: "there, theres",
  all: "all, all of, all the, everything, every single, entire, whole, complete, full",
  will: `
    will, ll, going to, gonna, likely to, about to, expected to, due to, set to, be able to, well,
    will {we} run out of, will {we} run out
  `,
  soon: "{soon}, before long, any time soon, anytime soon, in the coming (days|weeks), coming up",
} as const;

/** How a question is opened; elsewhere it is a part of a day, which nothing can be asked about. */
export const OPENING = { day_part: "morning, afternoon, evening, midday, night" } as const;

/** Comparisons, with the numbers in them. */
export const COMPARING = {
  cheaper: "(cheaper|less expensive) than #",
  dearer: "(dearer|pricier|more expensive|costlier) than #",
  below: `
    (less|fewer|lower|smaller|under) than #, (under|below|beneath) #, < #, is below #,
    (not|no) (even|as many as) #
  `,
  at_most: `
    (at most|no more than|not more than|up to|at the most|max|maximum|a maximum of) #,
    # (or|and) (less|fewer|below|under|lower), < = #, <= #, ≤ #, # (max|maximum|at most|tops), not (above|over) #
  `,
  above: `
    (more|greater|higher|larger|bigger|over|above|longer) than #, (over|above|exceeding|exceeds|exceed) #, > #,
    (older) than #, upwards of #
  `,
  at_least: `
    (at least|no less than|no fewer than|not less than|min|minimum|a minimum of|at the least) #,
    # (or|and) (more|above|over|higher|up|older), > = #, >= #, ≥ #, # (min|minimum), # + [or more],
    not (below|under) #
  `,
  equal: "exactly #, precisely #, equal to #, equals #, = #, only #, just #",
  range: "between # and #, from # to #, between # - #, # to #, # - #",
  negative: "negative, below zero, less than zero, in the minus, in the red, minus",
  nonzero: "more than zero, not zero, nonzero, non zero",
} as const;

/** What is said before or after a question, and asks nothing. */
export const COURTESIES = `
  (hi|hello|hey|hiya|howdy|yo) [(there|all|team|guys|mate|stockbook|everyone|again)],
  good (morning|afternoon|evening|day) [(all|team|everyone)], g day [mate],
  (morning|evening|afternoon) (all|team|everyone|guys|mate),
  (thanks|thank you|thx|ta|cheers|many thanks|much appreciated) [(a lot|a bunch|so much|very much|in advance|again|mate)],
  (sorry|excuse me|pardon) [(to bother [you]|to ask|to disturb [you]|but|for asking)],
  [(a|just a|one)] (quick|small|short|simple) (question|one|q), [i have] (a|one) question, question,
  (can|could|would|will) (you|u|anyone|somebody|someone) [please] (tell|show|give|get|find|help|let|check|see|pull up|look up|list|send|explain) {us} [(know|see|out)] [(if|whether|for me|for us|with)],
  would you mind (telling|showing|giving|checking) {us} [(if|whether)],
  would you (know|happen to know) [(if|whether)],
  (i|we) (was|were|m|am|are) [just] (wondering|curious|asking) [(if|whether|about)] [(you (can|could) tell {us}|you know|you knew)] [(if|whether)],
  (im|id) [just] (wondering|curious|like to know|like to see|love to know) [(if|whether|about)],
  just (wondering|curious|checking) [(if|whether)], wondering (if|whether), (i|we) want know, (id|wed|i would|we would) like [(to see|to have|to get|to know)] [(a|the) (list|overview|summary) of], (i|we) wonder [(if|whether|about)],
  (what is|whats|what s) up with, (what is|whats|what s) the (story|deal|situation) with,
  (i|we) (would like|want|need|d like|wanna|would love|wish|have) to (know|see|find out|check|look at|understand|get) [(if|whether|about)],
  [(i|we)] [(just)] (need|want|wanted) to (know|see|check|find out) [(if|whether|about)],
  (i|we) (need|want|would like|d like) [to see] (a|the) (list|overview|report|summary) (of|on|for|about),
  (do|would) you [happen to] know [(if|whether)], (do|would) you have any idea [(if|whether)],
  any (idea|clue) [(if|whether)], let {us} (know|see) [(if|whether)], tell {us} [(if|whether|about)],
  (can|could|may) (i|we) [please] (see|get|have|know|ask|check|find out) [(if|whether|you|about)],
  is it (true|right|correct|possible) [that], (check|see|look|verify|confirm) (if|whether|for me|for us|how),
  (i|we) (dont|do not) know, (i|we) (cant|cannot|can not|could not|couldnt) (remember|recall|find),
  (i|we) (think|guess|hope|believe|suppose), (looking|im looking|i am looking|we are looking|were looking) for,
  what (can you tell {us}|do you know) about,
  (my boss|the boss|my manager|our manager|the manager|head office|my colleague|the accountant|accounting|someone) (is asking|asks|asked|wants to know|would like to know|needs to know|wanted to know) [(me|us)] [(if|whether|about)],
  (i|we) (have|got|ve got) (a|one|another) (customer|client|lady|guy|gentleman|man|woman|buyer) (here|waiting|on the phone|on the line|in the shop|at the (till|counter|door|desk)) [(who|that|and (he|she|they))] [(wants|is asking for|asking for|is asking about|asks for|asks about|is looking for|needs|would like|wants to buy)],
  [(a|the|my)] (customer|client|lady|guy|gentleman) [(here|on the phone|in the shop|at the (till|counter|door|desk))] (wants|is asking for|asking for|is asking about|asks for|asks about|asking about|is looking for|looking for|needs|would like|wants to buy),
  (someone|somebody|people) (is asking for|is asking about|asked for|asks for|wants|is looking for|are asking for|are asking about),
  (i am|im) (doing|preparing|writing|working on|checking|planning|looking at|interested in) [(the|my|our|some)] [(numbers|report|planning|orders|stock|stocktake|inventory|budget)] [(for)],
  (as soon as possible|asap|urgent|urgently|its urgent|when you can|if possible|if you can|if you could),
  (in case you know|if you know|you know)
`;

/** Words that play a part only by what stands around them. They must never say anything by themselves. */
export const FILLERS = `
  a, an, the, our, my, your, this, that, these, those, such, am, is, are, was, were, be, been, being, s, re, ve,
  do, does, did, doing, us, me, and, or, &, ., ?, !, ;, :, -, (, ), so, well, please, pls, plz, pleas,
  currently, presently, right now, at the moment, at present, as of now, as we speak, these days, still, already,
  ever, actually, exactly, really, just, by any chance, to date, so far, right, ok, okay, any, some, different,
  individual, various, yet, precisely, then, maybe, perhaps, quickly, real quick, each of, up to now,
  until now, as well, at all, of them all, in the system, in our system, on the system, on record,
  in our records, in stockbook, on the books, for me, for us, with me, for my boss, for the boss, for my manager,
  for a customer, to me, once again, need to know, i need, we need to know, i want, may i,
  id, im, its, thats, theyre, youve, hes, completely, totally, fully, entirely,
  in particular, specifically, mr, mrs, ms, miss, dr, presumably, of course, by the way, btw, anyway, basically, again
`;

/** How a question begins that goes on from the one before. */
export const FOLLOWING = {
  follow: `
    (and|but) (what|how) about, what about, how about, and, same for,
    same (thing|question) for, the same for, now for, now, only, and only, just the, just, instead, rather, but, or, ok and, ok now, and now, and just,
    what if, and of those, of those, of these, of them, limit to, limited to,
    restrict to, filter by, make it, change to, change it to, this time
  `,
  also: "also, as well as, plus, also in, also for, in addition",
} as const;

/** Kinds of locations. */
export const PLACES = {
  store: "store, shop, stores, shops",
  warehouse: "warehouse, depot, warehouses, depots",
} as const;

/** Groups and exceptions. */
export const GROUPING = {
  by: `
    by, per, for (each|every), (in|at|of|from) (each|every), each, every, split by, broken down by, grouped by,
    group by, split per, by each, across (all|the|our|all our|all the), across, separated by, split (up|out) by,
    breakdown by, breakdown per, (split|broken) (up|down|out) per, arranged by, (sort|sorted|order|ordered|ranked|rank) [it|them] by, for all, according to, by the
  `,
  except: `
    except, except for, excluding, without, but not, other than, apart from, not including, besides, not counting,
    excl, ignoring, everything but, all but, not in, not at, minus, leaving out, bar, except in, except at,
    apart from in, anything but, outside [of], not from, aside from
  `,
  versus: "vs, versus, compared (to|with), against, vs ., compare, in comparison (to|with)",
} as const;

/**
 * Patterns of words. They are written as words are folded (`don't` is `dont`) and separated by commas; `(a|b)` is one of them,
 * `[a]` may be missing, `#` is a number, `{x}` stands for a pattern of `PARTS`.
 */
export const PARTS: Readonly<Record<string, string>> = {
  be: "(is|are|s|was|were|re|be)",
  do: "(do|does|did)",
  not: "(not|dont|doesnt|didnt|havent|hasnt|hadnt|isnt|arent|wasnt|werent|aint|never|cannot|cant|couldnt|wont)",
  we: "(we|i|us|you guys|our shop)",
  have: "(have|has|had|ve)",
  us: "[(me|us)]",
  most: "(most|best)",
  site: "(location|site|branch|place|outlet)",
  soon: "(soon|shortly|in the near future)",
  should: "(should|must|ought to|need to|needs to|have to|has to|gotta|do (we|i) (need|have) to)",
};

/** Order and limits. */
export const RANKING = {
  top: `
    top #, # {most}, first #, # (highest|biggest|largest|top), (highest|biggest|largest|greatest|best) #,
    the most #, most #, leading #
  `,
  bottom: "bottom #, # (worst|lowest|smallest|least), (lowest|smallest|worst|least) #",
  most: `
    number one, number 1, top one, the top, most, the most, highest, biggest, largest, greatest, maximum, max, top, number one, number 1, descending,
    high to low, largest first, highest first, most first, leading
  `,
  least: `
    least, the least, lowest, smallest, fewest, minimum, min, bottom, ascending, low to high, smallest first,
    lowest first, fewest first
  `,
  best: "best, strongest",
  worst: "worst, poorest, weakest",
  oldest: "oldest, longest, the longest, oldest first, earliest",
  oldest_n: "oldest #, # oldest, earliest #, # earliest",
  newest: `
    newest, latest, most recent, last, recent, newest first, latest first, the last time, last time, most recently,
    recently
  `,
  newest_n: "newest #, latest #, most recent #, last #, # newest, # latest, # most recent, # last, the last #, past #",
  cheapest: "cheapest, least expensive",
  cheapest_n: "cheapest #, # cheapest, # least expensive",
  dearest: "dearest, most expensive, priciest, costliest",
  dearest_n: "# most expensive, most expensive #, # dearest, # priciest",
  most_valuable: "most valuable",
  most_valuable_n: "# most valuable, most valuable #",
  fastest: "fastest, quickest, shortest",
  slowest: "slowest",
  first_few: "first, only #",
} as const;

/** What a number counts. */
export const UNITS = {
  unit: "unit, units, piece, pieces, pcs, pc, bits, each, ea, copies, units of, pieces of, pcs of",
  kg: "kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes",
  gram: "gram, grams, g, gr",
  litre: "litre, litres, liter, liters, l",
  metre: "metre, metres, meter, meters, m",
  day: "days, day, d, days old, days left, days in the warehouse",
  week: "weeks, week",
  month: "months, month",
  dollars: "dollar, dollars, bucks, $, usd, nzd, aud, cad, sgd, hkd",
  euros: "euro, euros, €, eur",
  pounds: "pound, pounds, £, quid, gbp",
} as const;

/** What joins a name, a time or a thing to the rest. */
export const PREPOSITIONS =
  "in, at, @, on, of, for, from, to, by, with, into, onto, within, under, off, about, inside, through, via, over";
