import * as z from "zod";
import { wholeNumber } from "../../http/schemas";
import { Engine, NewOrganization } from "./schemas";

const BACKUP = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

const Backup = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be 64 lowercase hexadecimal digits")
  .meta({ description: "The SHA-256 of the file: a restore takes the rows of one backup only", examples: [BACKUP] });

export const NewRestore = NewOrganization.extend({
  backup: Backup,
  schema_version: wholeNumber(1, 1_000_000).meta({
    description: "The last version in the table `schema_migrations` of the backup",
  }),
}).meta({
  examples: [
    { name: "Acme Ltd", slug: "acme-2", timezone: "Europe/Paris", currency: "EUR", backup: BACKUP, schema_version: 22 },
  ],
});

export const Restoring = z
  .strictObject({
    id: z.string(),
    slug: z.string(),
    engine: Engine,
    backup: z.string(),
    schema_version: z.int(),
    tables: z
      .strictObject({
        name: z.string(),
        columns: z.string().array().meta({ description: "The order of the values in each row that is sent" }),
      })
      .array(),
  })
  .meta({ id: "Restoring" });

const TableName = z.string().min(1).max(100);

const Value = z.union([z.string(), z.number(), z.null()]);

export const RestoredRows = z
  .strictObject({
    backup: Backup,
    table: TableName,
    rows: Value.array().max(200).array().min(1).max(10_000),
  })
  .meta({ examples: [{ backup: BACKUP, table: "counters", rows: [["orders", 1042]] }] });

export const AddedRows = z.strictObject({ table: z.string(), rows: z.int() });

export const RestoredCounts = z
  .strictObject({
    backup: Backup,
    tables: z
      .strictObject({ table: TableName, rows: wholeNumber(0, Number.MAX_SAFE_INTEGER) })
      .array()
      .max(500)
      .meta({ description: "How many rows each table has in the backup; a table that is left out has none" }),
  })
  .meta({ examples: [{ backup: BACKUP, tables: [{ table: "counters", rows: 1 }] }] });
