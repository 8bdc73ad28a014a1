import { integer, text } from "drizzle-orm/sqlite-core";

/**
 * Rows are numbered 1, 2, 3 … in the order of their creation and never deleted (triggers enforce it). So the last number is
 * also the number of rows, and any page of a list is a range of numbers.
 */
export const sequence = () => integer("sequence").primaryKey();

/** The public identifier, `ord_…`. */
export const id = () => text("id").notNull().unique();

/** Counts changes: a write must raise it by exactly one over the version it was based on (trigger `…_version`). */
export const version = () => integer("version").notNull().default(1);

/** Quantities and money: integers of ten-thousandths (`src/shared/quantity.ts`). */
export const scaled = (name: string) => integer(name);

export const created_at = () => text("created_at").notNull();
export const updated_at = () => text("updated_at").notNull();

/** A value stored as JSON text and read parsed. */
export const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();
