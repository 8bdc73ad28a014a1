import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../../support/app";
import { codesOf, openShop, type Shop } from "../../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop(createTestApp());
});

const send = (body: BodyInit, type = "text/csv") =>
  shop.tenant.request("POST", "/api/v1/products/import", { body: body as never, headers: { "Content-Type": type } });
const found = async (sku: string) => (await shop.get(`products?sku=${sku}`)).body.data[0];
const utf16 = (text: string, big = false) =>
  new Uint8Array(
    [...text].flatMap((letter) =>
      big
        ? [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]
        : [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8],
    ),
  );
const latin1 = (text: string) =>
  new Uint8Array([...text].map((letter) => (letter === "€" ? 0x80 : letter.charCodeAt(0))));

const GERMAN =
  'name;sku;price;cost;location;quantity\r\n"Schüssel; groß";SCH;1.234,50;12,5;WH;10\r\nDose;DOSE;3;;;\r\n';

describe("a file that Excel has saved in another country", () => {
  test.each([
    ["UTF-8 with a byte order mark", `\ufeff${GERMAN}`, "utf-8"],
    ["Windows-1252", latin1(GERMAN), "windows-1252"],
    ["UTF-16 with a byte order mark", utf16(`\ufeff${GERMAN}`), "utf-16le"],
    ["UTF-16 without one, most significant byte first", utf16(GERMAN, true), "utf-16be"],
    ["a line that says what separates", `sep=;\r\n${GERMAN}`, "utf-8"],
  ])("is read: semicolons and decimal commas in %s", async (_, body, encoding) => {
    const answer = await send(body);
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body.data).toMatchObject({ encoding, delimiter: ";", opening_stock: { value: 125 } });
    expect(await found("SCH")).toMatchObject({ name: "Schüssel; groß", variants: [{ price: 1234.5, cost: 12.5 }] });
  });

  test("is read with tabs", async () => {
    const answer = await send("name\tsku\tprice\nJug\tJUG\t1,50\n", "text/tab-separated-values");
    expect(answer.body.data).toMatchObject({ delimiter: "\t" });
    expect((await found("JUG")).variants[0].price).toBe(1.5);
  });

  test("with a number that can be read in two ways is refused by its line, and read where another number decides", async () => {
    const file = (other: string) => `name;sku;price\nJug;JUG;5\nVase;VASE;1.234\nPot;POT;${other}\n`;
    const refused = await send(file("7"));
    expect([refused.status, refused.body.errors[0].details]).toEqual([422, { line: 3 }]);
    expect(refused.body.errors[0].message).toMatch(
      /^Line 3: The number 1\.234 may be 1234, or 1\.234 with three decimals\./,
    );
    expect((await send(file("7,5"))).status).toBe(201);
    expect((await found("VASE")).variants[0].price).toBe(1234);
    const mixed = await send("name;sku;price\nCan;CAN;1,5\nTin;TIN;2.5\n");
    expect(mixed.body.errors[0].message).toMatch(/^Line 2: The number 1,5 has a decimal comma, but 2\.5 on line 3/);
  });

  test("between commas, a point separates decimals, and a quoted comma is not guessed at", async () => {
    expect((await send("name,sku,price\nJug,JUG,1.234\n")).status).toBe(201);
    expect((await found("JUG")).variants[0].price).toBe(1.234);
    expect((await send('name,sku,price\nPot,POT,"1,234"\n')).status).toBe(422);
    expect((await send('name,sku,price\nPot,POT,"1,234.5"\n')).status).toBe(201);
    expect((await found("POT")).variants[0].price).toBe(1234.5);
  });

  test("in an alphabet that can't be told is refused with a sentence that says how to save it", async () => {
    const cyrillic = new Uint8Array([
      ...new TextEncoder().encode("name,sku\n"),
      0xcf,
      0xf0,
      0xe8,
      0xe2,
      0xe5,
      0xf2,
      44,
      65,
      10,
    ]);
    const answer = await send(cyrillic);
    expect([answer.status, codesOf(answer)]).toEqual([400, ["malformed_request"]]);
    expect(answer.body.errors[0].message).toContain("CSV UTF-8");
  });

  test("of which empty rows and columns are left is read; a protected code is what it is, and a barcode that was shortened is refused", async () => {
    const answer = await send("name;sku;price;;\nJug;JUG;1,5;;\n;;;;\n;;;;\n");
    expect([answer.status, answer.body.data?.rows]).toEqual([201, 1]);
    expect((await send('name,sku\nCan,"=""00123"""\nTin,"\'=""00124"""\n')).status).toBe(201);
    expect((await shop.get("variants?sku=00123")).body.data).toHaveLength(1);
    expect((await shop.get(`variants?sku=${encodeURIComponent('="00124"')}`)).body.data).toHaveLength(1);
    const shortened = await send("name;sku;ean\nPot;POT;4,00638E+12\n");
    expect(codesOf(shortened)).toEqual(["validation_failed rows.0.ean"]);
  });

  test("without UTF-8, with more cells than columns, with quotes that don't close, or as another type is refused", async () => {
    expect(codesOf(await send("name,sku\nJug,JUG,3\n"))).toEqual(["validation_failed rows.0"]);
    expect(codesOf(await send('name,sku\n"Jug,JUG\n'))).toEqual(["malformed_request"]);
    expect(codesOf(await send("name,sku\nJug,JUG\n", "text/plain"))).toEqual(["unsupported_media_type"]);
    expect(codesOf(await send(""))).toEqual(["validation_failed rows"]);
    expect(codesOf(await send("name,sku\n"))).toEqual(["validation_failed rows"]);
    expect(codesOf(await send("x".repeat(10 * 1024 * 1024 + 1)))).toEqual(["payload_too_large"]);
  });
});
