export { correctionsSince, type Entry, entriesOf, lastSequence, listEntries, toEntry } from "./entries";
export { foresee, stockKey } from "./foresee";
export { levelsOf, listLevels, onHandAt, type Stock, stockHeld, stockKept, toLevel } from "./levels";
export { MOVEMENT_TYPES, type Movement, type MovementKind } from "./movements";
export { post } from "./post";
export { reconcile } from "./reconcile";
