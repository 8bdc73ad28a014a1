import * as z from "zod";
import { route } from "../../http/route";
import { CursorParameter, PageParameters, Timestamp } from "../../http/schemas";
import { ACTOR_TYPES } from "../../shared/actor";
import { EVENT_TYPES } from "../../shared/event_types";
import { listEvents } from "./queries";

const Event = z
  .strictObject({
    id: z.string(),
    sequence: z.int(),
    type: z.enum(EVENT_TYPES),
    data: z.record(z.string(), z.unknown()),
    actor_type: z
      .enum(ACTOR_TYPES)
      .nullable()
      .meta({ description: "Who caused it; null for events from before this was recorded" }),
    actor_id: z.string().nullable(),
    created_at: Timestamp,
  })
  .meta({
    id: "Event",
    examples: [
      {
        id: "evt_000000000007",
        sequence: 7,
        type: "inventory.out",
        data: { variant_id: "var_…", location_id: "loc_…", on_hand: 0, reserved: 0, available: 0, ledger_sequence: 12 },
        actor_type: "api_key",
        actor_id: "key_01kaf2v7x8p5t9m4q6r3s1w2yz",
        created_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });

export const eventRoutes = [
  route({
    tag: "Events",
    method: "get",
    path: "/api/v1/events",
    operation: "listEvents",
    scope: "read",
    summary: "Read the event feed",
    description:
      "What happened, in `sequence` order, kept for 30 days. To follow the feed, keep `meta.resume_cursor` and ask again.",
    answers: "collection",
    data: Event,
    query: { type: z.enum(EVENT_TYPES).optional(), ...PageParameters, ...CursorParameter },
    handle: (ctx, { query }) => listEvents(ctx, query),
  }),
];
