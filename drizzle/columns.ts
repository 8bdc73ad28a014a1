import { integer, text } from "drizzle-orm/sqlite-core";

/**
 * Rows are numbered 1, 2, 3 … in the order they were made and are never deleted (triggers see to it), so the last number
 * is also how many there are, and any page of the newest-first list is a range of numbers.
 */
export const sequence = () => integer("sequence").primaryKey();

/** The public identifier, `ord_…`. */
export const id = () => text("id").notNull().unique();

/** Counts changes: a write must raise it by exactly one over the state it was decided on (trigger `…_version`). */
export const version = () => integer("version").notNull().default(1);

/** Quantities and money: integers of ten-thousandths (`src/shared/quantity.ts`). */
export const scaled = (name: string) => integer(name);

export const created_at = () => text("created_at").notNull();
export const updated_at = () => text("updated_at").notNull();

/** A value kept as JSON text, handed out parsed. */
export const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();
