/**
 * What goods are worth (contract, section 3, "Value"), kept as simply as can be: money in whole stored units, ten-thousandths,
 * and quantities as whole numbers, of which `one` make a piece.
 */

/** What an arrival brings: all of it is worth so much, or one of it costs so much. */
export type Brought = { value: bigint } | { unit_cost: bigint } | null;

export const stored = (amount: number): bigint => BigInt(Math.round(amount * 10_000));
export const shown = (value: bigint): number => Number(value) / 10_000;
export const shownOrNull = (value: bigint | null): number | null => (value === null ? null : shown(value));

/** value × quantity ÷ of, rounded half up; nothing of it is negative. */
export function share(value: bigint, quantity: number, of: number): bigint {
  const [product, whole] = [value * BigInt(quantity), BigInt(of)];
  return product / whole + (2n * (product % whole) >= whole ? 1n : 0n);
}

export class Books {
  private readonly levels = new Map<string, { sku: string; on_hand: number; value: bigint }>();
  /** What the last of a variant had cost; of one that has stock it says nothing. */
  private readonly last_costs = new Map<string, bigint | null>();

  constructor(private readonly one: number) {}

  value(sku: string, loc: number): bigint {
    return this.level(sku, loc).value;
  }

  /** What one of what is on hand has cost; null if there is nothing. */
  unitCost(sku: string, loc: number): bigint | null {
    const { on_hand, value } = this.level(sku, loc);
    return on_hand === 0 ? null : share(value, this.one, on_hand);
  }

  /** What the variant costs, by all that is on hand of it. */
  cost(sku: string): bigint | null {
    const own = [...this.levels.values()].filter((level) => level.sku === sku);
    const on_hand = own.reduce((sum, level) => sum + level.on_hand, 0);
    const value = own.reduce((sum, level) => sum + level.value, 0n);
    return on_hand > 0 ? share(value, this.one, on_hand) : (this.last_costs.get(sku) ?? null);
  }

  /** What so many cost at a price. */
  amount(unit_cost: bigint, quantity: number): bigint {
    return share(unit_cost, quantity, this.one);
  }

  /** Stock arrives (above 0) or leaves; returns what it is worth, and what one of it costs. */
  change(sku: string, loc: number, by: number, brought: Brought = null): { value: bigint; unit_cost: bigint | null } {
    if (by === 0) return { value: 0n, unit_cost: null };
    const level = this.level(sku, loc);
    if (by > 0) {
      const arrived = this.arrival(sku, level, by, brought);
      level.on_hand += by;
      level.value += arrived.value;
      return arrived;
    }
    const cost = this.cost(sku);
    const value = share(level.value, -by, level.on_hand);
    level.on_hand += by;
    level.value -= value;
    this.last_costs.set(sku, cost);
    return { value, unit_cost: share(value, this.one, -by) };
  }

  /** Gives a variant another cost: all that is on hand is worth that. */
  reprice(sku: string, cost: bigint | null): void {
    this.last_costs.set(sku, cost);
    for (const level of this.levels.values()) {
      if (level.sku === sku && level.on_hand > 0) level.value = this.amount(cost ?? 0n, level.on_hand);
    }
  }

  private arrival(sku: string, level: { on_hand: number; value: bigint }, quantity: number, brought: Brought) {
    if (brought && "unit_cost" in brought) {
      return { value: this.amount(brought.unit_cost, quantity), unit_cost: brought.unit_cost };
    }
    const cost = this.cost(sku);
    if (!brought && level.on_hand === 0 && cost === null) return { value: 0n, unit_cost: null };
    const average = level.on_hand > 0 ? share(level.value, quantity, level.on_hand) : this.amount(cost ?? 0n, quantity);
    const value = brought ? brought.value : average;
    return { value, unit_cost: share(value, this.one, quantity) };
  }

  private level(sku: string, loc: number) {
    const level = this.levels.get(`${sku} ${loc}`) ?? { sku, on_hand: 0, value: 0n };
    this.levels.set(`${sku} ${loc}`, level);
    return level;
  }
}
