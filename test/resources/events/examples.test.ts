import { beforeAll, expect, test } from "vitest";
import type { Settings } from "../../../src/env";
import { EVENT_CATALOGUE } from "../../../src/resources/events/catalogue";
import recorded from "../../../src/resources/events/examples.json";
import { createTestApp } from "../../support/app";
import { openBakery } from "../../support/bakery";
import { followEvents } from "../../support/events";
import { causeEveryEvent } from "../../support/every_event";

type Example = { timestamp: string; data: unknown };

/** The first event of each type. */
const produced = new Map<string, Example>();

beforeAll(async () => {
  // Nobody is at the addresses of the examples, and finding that out is not to take long.
  const settings = (given: Settings) => ({ ...given, deployment: { ...given.deployment, patience_ms: 100 } });
  const shop = await openBakery(createTestApp({ settings }));
  await causeEveryEvent(shop);
  for (const { type, created_at: timestamp, data } of await followEvents(shop.tenant)()) {
    if (!produced.has(type)) produced.set(type, { timestamp, data });
  }
}, 60_000);

/** What a value is made of: its members, their types, and those of its elements. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

test("every type of event is produced, and is as it is declared", () => {
  const types = Object.keys(EVENT_CATALOGUE);
  expect(types.filter((type) => !produced.has(type))).toEqual([]);
});

test("each recorded example has the shape of what is produced now; `npm run openapi` records those that have not", async () => {
  const kept: Record<string, Example | undefined> = recorded;
  const examples = [...produced].map(([type, now]) => {
    const before = kept[type];
    const fits = before && JSON.stringify(shapeOf(before.data)) === JSON.stringify(shapeOf(now.data));
    return [type, fits ? before : now] as const;
  });
  const sorted = examples.toSorted(([one], [other]) => (one < other ? -1 : 1));
  const text = `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../../src/resources/events/examples.json");
});
