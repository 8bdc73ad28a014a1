/** Words that stand inside names without being looked for. */
export const CONNECTORS: ReadonlySet<string> = new Set([
  ...["and", "of", "the", "a", "an", "for", "with", "in", "on", "at", "to", "by", "de", "la", "le", "du", "des", "und"],
]);

/**
 * Words of questions: one of them alone names something only if it is the whole name, and none of them is taken for a misspelt
 * or inflected name.
 */
const COMMON: ReadonlySet<string> = new Set([
  ...CONNECTORS,
  ...`
  about above actual actually after again ago all almost already also altogether am amount amounts any anything
  anyone are around arrive arrives arriving as ask average available away back bad be because been before being
  below best better between big biggest both bought bring brings brought business but buy buys calculate can
  cancelled category categories channel channels cheap check code codes come comes coming company compare cost
  costs could count counts cover current currently customer customers daily damaged data date day days delivered
  delivery deliveries did different do does doing done down due during each earn earned either empty end enough
  ever every everything exactly except expect expected expire expired expires expiring expiry far fast fewer
  fewest find first forecast free from full get gets getting give go goes going gone good goods got great had hand
  has have having held hello help her here hi high highest him his hold holding how however i if incoming instead
  into inventory is it item items its just keep know large largest last late latest least left less let level
  levels like list little location locations long look lose losing loss losses lost lot lots low lower lowest made
  make makes many margin may me mean mine money month monthly months more most move moved moves moving much must
  my name named names near need needs negative never new next no none not nothing now number numbers off old older
  oldest once one ones only open or order ordered ordering orders other others our out over overdue own paid past
  pay per percent period piece pieces place placed please pls positive price prices product products profit
  purchase purchases put quantity quantities quarter quarters receive received recent recently remain remaining
  remains reorder report reserved return returned returns revenue right run running runs said sale sales same say
  see sell sellers seller selling sells sent shall she ship shipped shipping shop shops short should show since
  slow small smallest so sold some something soon spend spent start status still stock stocks store stores such
  sum supplier suppliers take tell than thank thanks that their them then there these they thing things think this
  those time times today together told tomorrow too top total totals transfer transfers turn turnover two three
  four five six seven eight nine ten under unit units until up us use used value values variant variants very via
  want warehouse warehouses was waste wasted we week weekly weeks well went were what whats when where which while
  who whole whom whose why will wish without worst worth would year yearly years yes yesterday yet you your
  january february march april june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday weekend spring summer autumn winter
  `
    .trim()
    .split(/\s+/),
]);

export const isCommon = (text: string): boolean => COMMON.has(text);
