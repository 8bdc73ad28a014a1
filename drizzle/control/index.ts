export * from "../idempotency";
export * from "./api_keys";
export * from "./organizations";
