import * as z from "zod";
import { route } from "../../http/route";
import { CursorParameter, IdsParameter, PageParameters, several, sinceParameter, Timestamp } from "../../http/schemas";
import { ACTOR_TYPES } from "../../shared/actor";
import { EVENT_TYPES } from "../../shared/event_types";
import { listEvents } from "./queries";

/** Each type is walked by its index, and D1 takes so many of these walks in a statement (`src/data/listing.ts`). */
const MOST_TYPES = 4;

const Event = z
  .strictObject({
    id: z.string().meta({ description: "Unique among the events of all organizations; sent as `webhook-id`" }),
    sequence: z.int().meta({ description: "The event's position in the feed; rises by 1 per event" }),
    type: z.enum(EVENT_TYPES).meta({ description: "What happened" }),
    data: z.record(z.string(), z.unknown()).meta({
      description:
        "The resource concerned as it is after the event, under its name; for `inventory` events about a level, its quantities. The schema of each type is under `webhooks` of this document. Of more than 1 MB of JSON, each list has only its first 20 elements, and `truncated` is true: read the resource for the rest",
    }),
    actor_type: z
      .enum(ACTOR_TYPES)
      .nullable()
      .meta({ description: "Who caused the event; null for events from before actors were recorded" }),
    actor_id: z.string().nullable().meta({ description: "The id of the API key, integration, job or operator" }),
    created_at: Timestamp,
  })
  .meta({ id: "Event" });

export const eventRoutes = [
  route({
    tag: "Events",
    method: "get",
    path: "/api/v1/events",
    operation: "listEvents",
    scope: "read",
    summary: "List events",
    description:
      "Returns events in the order they happened. They are kept for 30 days. To follow the feed, store `meta.resume_cursor` and send it as `cursor` with the next request.",
    answers: "collection",
    data: Event,
    query: {
      type: several(EVENT_TYPES, MOST_TYPES)
        .optional()
        .meta({ description: "Only events of this type, or of one of up to four" }),
      ...IdsParameter,
      ...sinceParameter("created_at"),
      ...PageParameters,
      ...CursorParameter,
    },
    handle: (ctx, { query }) => listEvents(ctx, query),
  }),
];
