import * as z from "zod";
import { declareEvents } from "../../events/declare";
import { Amount } from "../../http/schemas";

const LevelQuantities = {
  variant_id: z.string(),
  location_id: z.string(),
  on_hand: Amount,
  reserved: Amount,
  available: Amount,
  reorder_point: Amount.meta({
    description: "The policy's, else a reliable forecast's, else the organization's default",
  }),
  ledger_sequence: z.int().meta({ description: "The sequence of the last ledger entry of its cause" }),
};

export const levelEvents = declareEvents({
  "inventory.low": {
    summary:
      "The available quantity of a level fell to its reorder point or below it. Not again until it has recovered above it.",
    data: LevelQuantities,
  },
  "inventory.out": {
    summary: "The available quantity of a level fell to 0 or below it. Not again until there is some.",
    data: LevelQuantities,
  },
  "inventory.oversold": {
    summary: "The available quantity of a level fell below 0. Not again until it has recovered.",
    data: LevelQuantities,
  },
  "inventory.restocked": { summary: "The available quantity of a level rose above 0 again.", data: LevelQuantities },
});
