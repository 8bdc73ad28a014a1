import { declareEvents } from "../../events/declare";
import { Location } from "./schemas";

export const locationEvents = declareEvents({
  "location.created": { summary: "A location was created.", data: { location: Location } },
  "location.updated": { summary: "A location was changed or restored.", data: { location: Location } },
  "location.archived": { summary: "A location was archived.", data: { location: Location } },
});
