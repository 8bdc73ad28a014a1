import { declareEvents } from "../../events/declare";
import { Return } from "./schemas";

export const returnEvents = declareEvents({
  "return_authorization.created": { summary: "A return was authorized.", data: { return_authorization: Return } },
  "return_authorization.updated": { summary: "A return was changed.", data: { return_authorization: Return } },
  "return_authorization.received": { summary: "A return was received.", data: { return_authorization: Return } },
  "return_authorization.cancelled": { summary: "A return was cancelled.", data: { return_authorization: Return } },
});
