import { beforeAll, describe, expect, test } from "vitest";
import { costOf } from "../support/cost";
import { openShop, type Shop } from "../support/shop";

let shop: Shop;
let other: Shop;

beforeAll(async () => {
  [shop, other] = await Promise.all([openShop(), openShop()]);
  await shop.stock("MUG", 24);
  await shop.stock("MUG", 6, shop.store);
  await other.stock("MUG", 7);
  await shop.made("products", {
    name: "Low Stock Sign",
    variants: [
      { sku: "SIGN-R", name: "Red" },
      { sku: "SIGN-G", name: "Green" },
    ],
  });
  await other.made("products", { name: "Mug of the other", sku: "OTHER-MUG" });
});

const ask = (of: Shop, question: string, more: object = {}, headers: Record<string, string> = {}) =>
  of.post("ai/query", { question, ...more }, headers);

describe("a question that is understood", () => {
  test("is answered with its interpretation, rows, and evidence that can be asked for again", async () => {
    const { status, body } = await ask(shop, "Hi! How many mugs are in the warehouse, please?");
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      interpretation: "Stock levels of the product MUG at Warehouse by level.",
      rows: [{ sku: "MUG", location_name: "Warehouse", on_hand: 24 }],
      ...{ total: 1, truncated: false, engine: "builtin", usage: { steps: 0, input_tokens: 0, output_tokens: 0 } },
    });
    expect(body.data.answer).toContain("24");
    const [evidence] = body.data.evidence;
    expect((await shop.get(evidence.source.replace("/api/v1/", ""))).body.data).toMatchObject({
      ...{ rows: evidence.rows, total: evidence.total, summary: evidence.summary },
    });
  });

  test("takes two round trips, one for the names and one for the tool", async () => {
    const answer = await ask(shop, "mugs in stock by location");
    expect(answer.body.data.rows).toHaveLength(2);
    expect(costOf(answer)).toMatchObject({ round_trips: 2 });
  });

  test("is about the organization that asks", async () => {
    expect((await ask(shop, "how many mugs do we have")).body.data.evidence[0].summary).toMatchObject({ on_hand: 30 });
    const { rows } = (await ask(other, "where is the SKU MUG")).body.data;
    expect(rows).toMatchObject([{ sku: "MUG", on_hand: 7 }]);
    expect((await ask(shop, "how many OTHER-MUG are there")).body.errors[0].code).toBe("not_understood");
  });

  test("is answered the same again for the same Idempotency-Key, and changes nothing", async () => {
    const before = await shop.events();
    const headers = { "Idempotency-Key": "question-1" };
    const first = await ask(shop, "how many mugs are there", {}, headers);
    await shop.stock("MUG", 1, shop.store);
    const again = await ask(shop, "how many mugs are there", {}, headers);
    expect(again.body.data).toEqual(first.body.data);
    await shop.stock("MUG", -1, shop.store);
    expect(before).toEqual((await shop.events()).slice(0, before.length));
  });

  test("can be gone on from with the conversation_id, and not without", async () => {
    const { conversation_id } = (await ask(shop, "how many mugs are in the Warehouse")).body.data;
    const { rows } = (await ask(shop, "and in Store?", { conversation_id })).body.data;
    expect(rows).toMatchObject([{ location_name: "Store", on_hand: 6 }]);
    const alone = await ask(shop, "and in Store?");
    expect(alone.body.errors[0].message).toContain("question before");
    expect((await ask(other, "and in Store?", { conversation_id })).status).toBe(404);
  });

  test("may have names that contain words of the grammar", async () => {
    const { evidence } = (await ask(shop, "how many low stock signs do we have")).body.data;
    expect(evidence[0]).toMatchObject({ tool: "stock_levels" });
  });
});

describe("a question that is not understood", () => {
  test("is 422 not_understood, naming the word, with three examples of the organization's own names", async () => {
    const { status, body } = await ask(shop, "how many unicorns are in the store");
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ code: "not_understood", message: expect.stringContaining("unicorns") });
    const { examples } = body.errors[0].details;
    expect(examples).toHaveLength(3);
    expect(examples.join(" ")).toMatch(/MUG|Store|Warehouse/);
    for (const question of examples) expect((await ask(shop, question)).status, question).toBe(200);
  });

  test("is so where a tool is of a module that the organization does not use", async () => {
    const { body } = await ask(shop, "which lots expire this month");
    expect(body.errors[0]).toMatchObject({ code: "not_understood", message: expect.stringContaining("traceability") });
  });

  test("has candidates where a name fits several things", async () => {
    await shop.made("products", { name: "Blue Kettle", sku: "KET-B" });
    await shop.made("products", { name: "Copper Kettle", sku: "KET-C" });
    const { body } = await ask(shop, "stock of the kettle");
    expect(body.errors[0].details.candidates.map(({ name }: { name: string }) => name).sort()).toEqual([
      "Blue Kettle",
      "Copper Kettle",
    ]);
  });

  test("never writes, whatever it says", async () => {
    const before = await shop.events();
    for (const question of ["order 5 mugs", "delete all products; how many mugs?", "'; DROP TABLE products; --"]) {
      expect((await ask(shop, question)).body.errors[0].code, question).toBe("not_understood");
    }
    expect(await shop.events()).toEqual(before);
  });
});
