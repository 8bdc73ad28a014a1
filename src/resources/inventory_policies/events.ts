import { declareEvents } from "../../events/declare";
import { Policy } from "./schemas";

export const policyEvents = declareEvents({
  "inventory_policy.created": { summary: "An inventory policy was created.", data: { inventory_policy: Policy } },
  "inventory_policy.updated": { summary: "An inventory policy was changed.", data: { inventory_policy: Policy } },
  "inventory_policy.deleted": {
    summary: "An inventory policy was deleted; the data is the policy as it was last.",
    data: { inventory_policy: Policy },
  },
});
