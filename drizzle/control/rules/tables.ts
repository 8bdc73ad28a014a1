/** The directory's rules, table by table, as `drizzle/tenant/rules/tables.ts` explains them. */
export const NO_DELETE = ["organizations", "api_keys"];
export const NO_UPDATE: string[] = [];
export const VERSIONED: Record<string, string[] | "all"> = { organizations: "all" };
