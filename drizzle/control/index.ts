export * from "../idempotency";
export * from "./api_keys";
export * from "./organization_jobs";
export * from "./organizations";
