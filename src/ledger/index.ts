export { openShelf, type Part, type Shelf, stockKey } from "./allocation";
export {
  correctionsSince,
  type Entry,
  entriesByDocument,
  entriesOf,
  entriesOfAll,
  entriesOfLot,
  lastSequence,
  listEntries,
  toEntry,
} from "./entries";
export { levelsOf, listLevels, onHandAt, type Stock, stockHeld, stockKept, toLevel } from "./levels";
export {
  afterMovements,
  assertReleased,
  firstExpiredFirst,
  heldAt,
  tellAvailability,
  toLineLots,
  usableThrough,
} from "./lots";
export { MOVEMENT_TYPES, type Movement, type MovementKind, reservationKind } from "./movements";
export { post } from "./post";
export { foresee } from "./preview";
export { MEASURES, reconcile } from "./reconcile";
