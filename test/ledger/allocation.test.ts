import { describe, expect, test } from "vitest";
import type { LineLot } from "../../drizzle/tenant";
import { openAllocation, type Stock } from "../../src/ledger";

const TODAY = "2026-11-23";
const PLACE = { variant_id: "var_milk", location_id: "loc_shop" };
const OTHER_PLACE = { variant_id: "var_milk", location_id: "loc_depot" };

type LotOptions = { reserved?: number; expires?: string; received?: number; blocked?: boolean };
type Lot = NonNullable<Stock["lots"]>[number];
type Part = { lot: { lot_number: string } | null; quantity: number; from_reservation: number };

/** A lot that is on hand; `blocked`: quarantined or recalled. */
function lot(lot_number: string, on_hand: number, options: LotOptions = {}): Lot {
  const { reserved = 0, expires = null, received = 1, blocked = false } = options;
  const usable_through = blocked ? "" : (expires ?? "9999-12-31");
  return {
    lot_id: lot_number,
    lot_number,
    expiry_date: expires,
    usable_through,
    sequence: received,
    on_hand,
    reserved,
  };
}

/** A level that is tracked by lots. */
function levelOf(lots: Lot[], place = PLACE): Stock {
  const sum = (of: (lot: Lot) => number) => lots.reduce((total, one) => total + of(one), 0);
  const held = sum((lot) => (lot.usable_through < TODAY ? Math.max(0, lot.on_hand - lot.reserved) : 0));
  return {
    ...place,
    ...{ on_hand: sum(({ on_hand }) => on_hand), reserved: sum(({ reserved }) => reserved) },
    held,
    value: 0,
    lots,
  };
}

/** A level without lots. */
function plain(on_hand: number, reserved = 0): Stock {
  return { ...PLACE, on_hand, reserved, held: 0, value: 0, lots: null };
}

/** An order's line, and what is reserved of which lot for it. */
function line(reserved: [Lot, number][] = [], reserved_quantity = 0) {
  const lots = reserved.map(([{ on_hand, ...of_lot }, quantity]): LineLot => {
    return { ...of_lot, reserved: quantity, taken: 0, arrived: 0, claimed: 0 };
  });
  const in_lots = reserved.reduce((sum, [, quantity]) => sum + quantity, 0);
  return { ...PLACE, id: "ord_line_1", sku: "MILK", reserved_quantity: in_lots || reserved_quantity, lots };
}

/** Parts as `[lot, quantity]`, or `[lot, quantity, from_reservation]` if any of it was reserved. */
function shown(parts: readonly Part[]) {
  return parts.map(({ lot, quantity, from_reservation }) => [
    lot?.lot_number ?? null,
    quantity,
    ...(from_reservation > 0 ? [from_reservation] : []),
  ]);
}

const open = (...levels: Stock[]) => openAllocation(levels, TODAY);
const shortage = (requested: number, available: number) =>
  expect.objectContaining({ code: "insufficient_stock", details: { sku: "MILK", ...PLACE, requested, available } });

describe("reserve", () => {
  test("uses the lot that expires first, and one without an expiry date last", () => {
    const lots = [
      lot("NEVER", 5),
      lot("LATE", 5, { expires: "2027-02-01" }),
      lot("SOON", 2, { expires: "2026-12-01" }),
    ];
    expect(shown(open(levelOf(lots)).reserve(PLACE, 9))).toEqual([
      ["SOON", 2],
      ["LATE", 5],
      ["NEVER", 2],
    ]);
  });

  test("uses the lot that was received first among those that expire on the same day", () => {
    const expires = "2026-12-01";
    const lots = [lot("SECOND", 2, { expires, received: 8 }), lot("FIRST", 2, { expires, received: 7 })];
    expect(shown(open(levelOf(lots)).reserve(PLACE, 3))).toEqual([
      ["FIRST", 2],
      ["SECOND", 1],
    ]);
  });

  test("uses a lot through its expiry date, and no lot that is expired, quarantined or recalled", () => {
    const lots = [
      lot("EXPIRED", 5, { expires: "2026-11-22" }),
      lot("TODAY", 2, { expires: TODAY }),
      lot("BLOCKED", 5, { expires: "2026-12-01", blocked: true }),
    ];
    expect(shown(open(levelOf(lots)).reserve(PLACE, 9))).toEqual([["TODAY", 2]]);
  });

  test("counts an over-reserved lot against the total, usable or not", () => {
    const over_reserved = lot("OVER", 1, { reserved: 3, expires: "2026-12-01" });
    expect(shown(open(levelOf([over_reserved, lot("GOOD", 5)])).reserve(PLACE, 9))).toEqual([["GOOD", 3]]);
    const expired = lot("EXPIRED", 0, { reserved: 2, expires: "2026-11-01" });
    expect(shown(open(levelOf([expired, lot("GOOD", 5)])).reserve(PLACE, 9))).toEqual([["GOOD", 3]]);
    expect(open(levelOf([lot("OVER", 0, { reserved: 9 }), lot("GOOD", 5)])).reserve(PLACE, 1)).toEqual([]);
  });

  test("leaves less for the lines that follow, and reports no shortage", () => {
    const allocation = open(plain(5, 1));
    expect(shown(allocation.reserve(PLACE, 3))).toEqual([[null, 3]]);
    expect(shown(allocation.reserve(PLACE, 3))).toEqual([[null, 1]]);
    expect(allocation.reserve(PLACE, 3)).toEqual([]);
    expect(allocation.problems).toEqual([]);
  });

  test("uses the stock of its own location, and none where there never was any", () => {
    const allocation = open(plain(5), levelOf([lot("DEPOT", 2)], OTHER_PLACE));
    expect(shown(allocation.reserve(OTHER_PLACE, 9))).toEqual([["DEPOT", 2]]);
    expect(allocation.reserve({ ...PLACE, location_id: "loc_new" }, 1)).toEqual([]);
  });

  test("does not round: a ten-thousandth is a quantity", () => {
    const lots = [lot("A", 3333, { received: 1 }), lot("B", 6667, { received: 2 })];
    expect(shown(open(levelOf(lots)).reserve(PLACE, 3334))).toEqual([
      ["A", 3333],
      ["B", 1],
    ]);
  });
});

describe("take", () => {
  test("takes what is reserved for the line first, also of a lot that expires later, then what is free", () => {
    const [soon, late] = [lot("SOON", 4, { expires: "2026-12-01" }), lot("LATE", 5, { reserved: 2 })];
    const allocation = open(levelOf([soon, late]));
    expect(shown(allocation.take(line([[late, 2]]), 5).taken)).toEqual([
      ["LATE", 2, 2],
      ["SOON", 3],
    ]);
    expect(allocation.problems).toEqual([]);
  });

  test("takes the reserved and the free quantity of one lot in one part", () => {
    const milk = lot("MILK", 9, { reserved: 4 });
    expect(shown(open(levelOf([milk])).take(line([[milk, 4]]), 6).taken)).toEqual([["MILK", 6, 4]]);
    expect(shown(open(plain(9, 4)).take(line([], 4), 6).taken)).toEqual([[null, 6, 4]]);
  });

  test("never takes what is reserved for another line", () => {
    const allocation = open(plain(5, 4));
    expect(shown(allocation.take(line(), 3).taken)).toEqual([[null, 1]]);
    expect(allocation.problems).toEqual([shortage(0.0003, 0.0001)]);
  });

  test("never takes what another lot is over-reserved by", () => {
    const allocation = open(levelOf([lot("OVER", 1, { reserved: 3 }), lot("GOOD", 5)]));
    expect(shown(allocation.take(line(), 5).taken)).toEqual([["GOOD", 3]]);
    expect(allocation.problems).toEqual([shortage(0.0005, 0.0003)]);
  });

  test("takes only from the lot that is named, the line's reservation in other lots stays", () => {
    const [reserved, named] = [lot("RESERVED", 5, { reserved: 3 }), lot("NAMED", 2)];
    const allocation = open(levelOf([reserved, named]));
    const of_line = line([[reserved, 3]]);
    expect(shown(allocation.take(of_line, 2, { lot_id: "NAMED" }).taken)).toEqual([["NAMED", 2]]);
    expect(shown(allocation.release(of_line))).toEqual([["RESERVED", 3, 3]]);
  });

  test("takes nothing else for a reservation in a lot that may not be sold any more", () => {
    const [expired, good] = [lot("EXPIRED", 3, { reserved: 3, expires: "2026-11-22" }), lot("GOOD", 5)];
    const allocation = open(levelOf([expired, good]));
    expect(allocation.take(line([[expired, 3]]), 3)).toEqual({ released: [], taken: [] });
    expect(allocation.problems).toEqual([shortage(0.0003, 0)]);
    expect(allocation.problems[0]?.message).toContain("Name another lot");
  });

  test("takes another lot for a blocked reservation if it is named", () => {
    const [expired, good] = [lot("EXPIRED", 3, { reserved: 3, expires: "2026-11-22" }), lot("GOOD", 5)];
    const allocation = open(levelOf([expired, good]));
    expect(shown(allocation.take(line([[expired, 3]]), 3, { lot_id: "GOOD" }).taken)).toEqual([["GOOD", 3]]);
    expect(allocation.problems).toEqual([]);
  });

  test("releases the part of a reservation whose lot is gone, and takes other lots for it", () => {
    const [wasted, good] = [lot("WASTED", 1, { reserved: 3, expires: "2026-12-01" }), lot("GOOD", 5)];
    const allocation = open(levelOf([wasted, good]));
    const { released, taken } = allocation.take(line([[wasted, 3]]), 3);
    expect(shown(released)).toEqual([["WASTED", 2, 2]]);
    expect(shown(taken)).toEqual([
      ["WASTED", 1, 1],
      ["GOOD", 2],
    ]);
    expect(allocation.problems).toEqual([]);
  });

  test("releases no more of an unbacked reservation than the line takes now", () => {
    const wasted = lot("WASTED", 0, { reserved: 3, expires: "2026-12-01" });
    const allocation = open(levelOf([wasted, lot("GOOD", 5)]));
    const of_line = line([[wasted, 3]]);
    expect(shown(allocation.take(of_line, 1).released)).toEqual([["WASTED", 1, 1]]);
    expect(shown(allocation.release(of_line))).toEqual([["WASTED", 2, 2]]);
  });

  test("takes from a lot that may not be sold only if it is named and allowed", () => {
    const level = () => open(levelOf([lot("EXPIRED", 3, { reserved: 1, expires: "2026-11-22" })]));
    expect(level().take(line(), 2, { lot_id: "EXPIRED" }).taken).toEqual([]);
    expect(level().take(line(), 2, { allow_unusable: true }).taken).toEqual([]);
    expect(shown(level().take(line(), 3, { lot_id: "EXPIRED", allow_unusable: true }).taken)).toEqual([["EXPIRED", 2]]);
  });

  test("lets a later line take nothing that an earlier one took", () => {
    const allocation = open(plain(5));
    expect(shown(allocation.take(line(), 4).taken)).toEqual([[null, 4]]);
    expect(shown(allocation.take({ ...line(), id: "ord_line_2" }, 4).taken)).toEqual([[null, 1]]);
    expect(allocation.problems).toEqual([shortage(0.0004, 0.0001)]);
  });
});

describe("release", () => {
  const [first, last] = [lot("FIRST", 5, { expires: "2026-12-01" }), lot("LAST", 5, { expires: "2027-01-01" })];
  const expired = lot("EXPIRED", 5, { expires: "2026-11-22" });

  test("releases lots that may not be sold first, then those that expire last", () => {
    const reserved: [Lot, number][] = [
      [first, 2],
      [expired, 1],
      [last, 3],
    ];
    expect(shown(open().release(line(reserved)))).toEqual([
      ["EXPIRED", 1, 1],
      ["LAST", 3, 3],
      ["FIRST", 2, 2],
    ]);
    expect(shown(open().release(line(reserved), 3))).toEqual([
      ["EXPIRED", 1, 1],
      ["LAST", 2, 2],
    ]);
  });

  test("releases nothing if no more is reserved than is kept, and nothing twice", () => {
    const allocation = open();
    expect(allocation.release(line([], 3), 3)).toEqual([]);
    expect(allocation.release(line([], 3), 5)).toEqual([]);
    expect(shown(allocation.release(line([], 3), 1))).toEqual([[null, 2, 2]]);
    expect(allocation.release(line([], 3), 1)).toEqual([]);
  });
});

describe("writeOff", () => {
  test("needs only what is on hand: reserved, expired and blocked stock too, first expired first", () => {
    const lots = [
      lot("GOOD", 5, { reserved: 5 }),
      lot("EXPIRED", 2, { expires: "2026-11-22" }),
      lot("BLOCKED", 1, { expires: "2026-12-01", blocked: true }),
    ];
    const allocation = open(levelOf(lots));
    expect(shown(allocation.writeOff(line(), 7))).toEqual([
      ["EXPIRED", 2],
      ["BLOCKED", 1],
      ["GOOD", 4],
    ]);
    expect(allocation.problems).toEqual([]);
  });

  test("takes only the lot that is named, and reports what is short", () => {
    const allocation = open(levelOf([lot("A", 5), lot("B", 2)]));
    expect(shown(allocation.writeOff(line(), 3, "B"))).toEqual([["B", 2]]);
    expect(allocation.problems).toEqual([shortage(0.0003, 0.0002)]);
  });
});

test("what a line would obtain is what it then takes, of its reservation and altogether", () => {
  const [soon, late, blocked] = [
    lot("SOON", 5, { reserved: 3, expires: "2026-12-01" }),
    lot("LATE", 4, { expires: "2027-01-01" }),
    lot("BAD", 9, { blocked: true }),
  ];
  const own = line([[soon, 2]], 2);
  const allocation = openAllocation([levelOf([soon, late, blocked])], TODAY);
  expect(allocation.obtainable(own)).toEqual({ reserved: 2, total: 8 });
  expect(allocation.obtainable(own, "LATE")).toEqual({ reserved: 0, total: 4 });
  expect(allocation.obtainable(own, "BAD")).toEqual({ reserved: 0, total: 0 });
  allocation.take(own, 8);
  expect(allocation.problems).toEqual([]);
  expect(allocation.obtainable(own)).toEqual({ reserved: 0, total: 0 });
  expect(openAllocation([], TODAY).obtainable(own)).toEqual({ reserved: 0, total: 0 });
  const stuck = openAllocation([levelOf([soon, { ...late, usable_through: "" }])], TODAY);
  expect(stuck.obtainable(line([[late, 1]], 1))).toEqual({ reserved: 0, total: 0 });
});
