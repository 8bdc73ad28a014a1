export { type Allocation, openAllocation, stockKey } from "./allocation";
export { announceAvailability } from "./availability";
export { MEASURES } from "./checks";
export { demandOfLevels, firstDays, importDays, listDemand } from "./demand";
export { demandSeries, hasDemandSince } from "./demand_series";
export {
  asRecorded,
  correctionsSince,
  type Entry,
  entriesByDocument,
  entriesOf,
  entriesOfAll,
  entriesOfLot,
  lastSequence,
  listEntries,
  mayChange,
  presentMoment,
  someEntriesOf,
  toEntry,
} from "./entries";
export {
  areNeverStocked,
  areOutOfStock,
  everStocked,
  listLevels,
  onHandAt,
  onHandNow,
  stockPresent,
  toLevel,
} from "./levels";
export {
  afterMovements,
  areUnmoved,
  firstExpiredFirst,
  heldAt,
  isReleased,
  toLineLots,
  usableThrough,
} from "./lots";
export { entriesInRange, type MovementRange, movementDays, movementEntries } from "./movement_sources";
export { MOVEMENT_TYPES, type Movement, type MovementKind, reservationKind } from "./movements";
export { post } from "./post";
export { previewEntries } from "./preview";
export { reconcile } from "./reconcile";
export {
  expiringStock,
  hasBeenAt,
  heldLevels,
  heldOfVariant,
  lackedSince,
  lastEntryAt,
  lastEntryBefore,
  lastSaleOfLevel,
  levelsAfter,
  levelsAtMost,
  levelsOfLots,
  movesSince,
  type StockScope,
  stockAt,
  stockOfLevels,
  stockOfVariants,
  valueInTransit,
} from "./report_sources";
export { levelsOf, type Stock, stockFor, stockForLines, stockIn, stockWithoutLots } from "./stock";
export { isStockedAsRead, revalue, selectVariantValues, stockedLevels, valuesByLine, withValues } from "./value";
