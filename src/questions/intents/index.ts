import { AHEAD_INTENTS } from "./ahead";
import { CATALOGUE_INTENTS } from "./catalogue";
import type { Intent } from "./intent";
import { LOSS_INTENTS } from "./losses";
import { LOT_INTENTS } from "./lots";
import { MOVEMENT_INTENTS } from "./movements";
import { ORDER_INTENTS } from "./orders";
import { PURCHASE_INTENTS } from "./purchases";
import { SALES_INTENTS } from "./sales";
import { STOCK_INTENTS } from "./stock";
import { VALUE_INTENTS } from "./value";

/** Every kind of question that the built-in engine understands; of two that fit equally well, the first. */
export const INTENTS: readonly Intent[] = [
  ...LOT_INTENTS,
  ...AHEAD_INTENTS,
  ...STOCK_INTENTS,
  ...VALUE_INTENTS,
  ...SALES_INTENTS,
  ...ORDER_INTENTS,
  ...PURCHASE_INTENTS,
  ...MOVEMENT_INTENTS,
  ...LOSS_INTENTS,
  ...CATALOGUE_INTENTS,
];
