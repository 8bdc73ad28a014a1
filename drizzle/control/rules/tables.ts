/** The rules of the directory's tables; `drizzle/tenant/rules/tables.ts` explains each list. */
export const NO_DELETE = ["organizations", "api_keys"];
export const NO_UPDATE: string[] = [];
export const COUNTED: string[] = [];
export const VERSIONED: Record<string, string[] | "all"> = { organizations: "all" };
