import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { fromConversationId, toConversationId } from "../../src/questions/conversation";

const Last = z.strictObject({ tool: z.string().max(40), names: z.array(z.string()).max(500) });
const LAST = { tool: "stock_levels", names: ["Müller & Söhne", "Mug"] };
const TURNS = [{ question: "how many mugs?", answer: "41 of Mug are on hand." }];

const read = (id: string, organization_id = "org_1") => fromConversationId(Last, organization_id, id);
const refused = async (id: string) => (await read(id).catch((error) => error)).problems;
const MALFORMED = [expect.objectContaining({ code: "validation_failed", field: "conversation_id" })];

/** An id that holds a text, well formed or not. */
async function idOf(text: string) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return `cnv_${btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")}`;
}

test("a conversation comes back as it was, whatever was said in it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.option(
        fc.record({
          tool: fc.string({ maxLength: 40 }),
          names: fc.array(fc.string({ unit: "grapheme" }), { maxLength: 5 }),
        }),
      ),
      fc.array(fc.record({ question: fc.string({ maxLength: 100 }), answer: fc.string({ maxLength: 100 }) }), {
        maxLength: 3,
      }),
      async (last, turns) => {
        const id = await toConversationId("org_1", { last, turns });
        expect(id).toMatch(/^cnv_[A-Za-z0-9_-]+$/);
        expect(await read(id)).toEqual({ last, turns });
      },
    ),
  );
});

test("an id of another organization is not found", async () => {
  const id = await toConversationId("org_2", { last: LAST, turns: TURNS });
  expect((await read(id).catch((error) => error)).code).toBe("not_found");
  expect(await read(id, "org_2")).toEqual({ last: LAST, turns: TURNS });
});

test("an id has at most 4,000 characters: the earliest turns are left out, then the last question", async () => {
  const noise = (length: number) => Array.from({ length }, () => Math.random().toString(36).slice(2)).join("");
  const turns = [1, 2, 3, 4, 5].map((at) => ({ question: `question ${at}`, answer: noise(300) }));
  const id = await toConversationId("org_1", { last: LAST, turns });
  expect(id.length).toBeLessThanOrEqual(4000);
  const kept = await read(id);
  expect(kept.last).toEqual(LAST);
  expect(kept.turns.map(({ question }) => question)).toEqual(["question 3", "question 4", "question 5"]);
  const huge = { tool: "x", names: Array.from({ length: 400 }, () => noise(5)) };
  const short = await toConversationId("org_1", { last: huge, turns });
  expect(await read(short)).toEqual({ last: null, turns: [] });
});

test.each([
  "cnv_",
  "cnv_AAAA",
  "cnv_%%%",
  "AAAA",
  "",
  "cnv_eyJ0b29sIjoic3RvY2tfbGV2ZWxzIn0",
  `cnv_${"A".repeat(7000)}`,
])("%s is no id of a conversation", async (id) => {
  expect(await refused(id)).toEqual(MALFORMED);
});

test("an id that was made up is refused: other members, other types, too many turns, and megabytes in a few bytes", async () => {
  const state = { organization_id: "org_1", last: LAST, turns: TURNS };
  expect(await read(await idOf(JSON.stringify(state)))).toEqual({ last: LAST, turns: TURNS });
  for (const made_up of [
    ...[
      { ...state, more: 1 },
      { ...state, last: { tool: 1, names: [] } },
      { ...state, last: undefined },
      { ...state, organization_id: 1 },
    ],
    ...[
      { ...state, turns: Array(4).fill(TURNS[0]) },
      { ...state, turns: [{ question: "x".repeat(601), answer: "" }] },
      [],
      null,
      "text",
    ],
  ]) {
    expect(await refused(await idOf(JSON.stringify(made_up)))).toEqual(MALFORMED);
  }
  expect(await refused(await idOf("{"))).toEqual(MALFORMED);
  const bomb = await idOf(`"${"a".repeat(4_000_000)}"`);
  expect(bomb.length).toBeLessThan(8000);
  expect(await refused(bomb)).toEqual(MALFORMED);
});

test("an id with any letter changed is read or refused, and never fails otherwise", async () => {
  const id = await toConversationId("org_1", { last: LAST, turns: TURNS });
  for (let at = 4; at < id.length; at += 1) {
    const changed = `${id.slice(0, at)}${id[at] === "A" ? "B" : "A"}${id.slice(at + 1)}`;
    const outcome = await read(changed).catch((error) => error);
    expect(outcome.problems?.[0]?.code ?? "read").toMatch(/^(?:validation_failed|not_found|read)$/);
  }
});
