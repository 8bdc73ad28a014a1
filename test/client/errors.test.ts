import { expect, test } from "vitest";
import * as errors from "../../src/client/errors.ts";
import { createClient } from "../../src/client/index.ts";
import { ERRORS } from "../../src/shared/errors.ts";
import { refusal, startScriptedApi } from "../support/scripted_api.ts";

const CLASSES: Record<keyof typeof ERRORS, typeof errors.StockbookError> = {
  malformed_request: errors.ValidationError,
  unauthorized: errors.UnauthorizedError,
  forbidden: errors.ForbiddenError,
  module_disabled: errors.ForbiddenError,
  organization_suspended: errors.ForbiddenError,
  not_found: errors.NotFoundError,
  method_not_allowed: errors.ValidationError,
  already_exists: errors.ConflictError,
  idempotency_in_flight: errors.ConflictError,
  conflict: errors.ConflictError,
  ambiguous_barcode: errors.ConflictError,
  stale_version: errors.StaleVersionError,
  payload_too_large: errors.ValidationError,
  unsupported_media_type: errors.ValidationError,
  validation_failed: errors.ValidationError,
  insufficient_stock: errors.InsufficientStockError,
  invalid_status: errors.InvalidStatusError,
  idempotency_key_reused: errors.ValidationError,
  not_understood: errors.ValidationError,
  in_use: errors.ValidationError,
  rate_limited: errors.RateLimitedError,
  internal_error: errors.InternalError,
  capacity_exhausted: errors.UnavailableError,
  unavailable: errors.UnavailableError,
};

test.each(Object.entries(ERRORS))("%s is an error of its class", async (code, { status }) => {
  await using api = await startScriptedApi(refusal(status, code));
  const thrown = await createClient({ url: api.url, key: "k", retries: 0 })
    .listOrders()
    .catch((error) => error);
  const Class = CLASSES[code as keyof typeof ERRORS];
  expect(thrown.constructor).toBe(Class);
  expect(thrown).toMatchObject({ name: Class.name, status, code, message: `It is ${code}.`, request_id: "req_1" });
});

test("insufficient stock says what each line lacks, and an invalid status what is valid", async () => {
  const { details, message } = ERRORS.insufficient_stock.example;
  const problems = ["items.0.quantity", "items.2.quantity"].map((field) => ({
    ...{ code: "insufficient_stock", message, field, details },
  }));
  await using api = await startScriptedApi(
    { status: 422, body: { errors: problems, request_id: "req_2" } },
    refusal(422, "invalid_status", { details: { status: "cancelled", allowed_from: ["pending"] } }),
  );
  const client = createClient({ url: api.url, key: "k" });
  const short = await client.reserveOrder({ id: "ord_1" }).catch((error) => error);
  expect(short).toBeInstanceOf(errors.InsufficientStockError);
  expect(short.shortages).toEqual(problems.map(({ field }) => ({ field, ...details })));
  const late = await client.reserveOrder({ id: "ord_1" }).catch((error) => error);
  expect(late).toBeInstanceOf(errors.InvalidStatusError);
  expect(late.allowed_from).toEqual(["pending"]);
});

test.each([
  [404, errors.NotFoundError, "not_found"],
  [502, errors.UnavailableError, "unavailable"],
  [520, errors.InternalError, "internal_error"],
])("a page with status %i from a server in between is an error of that status", async (status, Class, code) => {
  await using api = await startScriptedApi({ status, body: "<h1>nginx</h1>" });
  const thrown = await createClient({ url: api.url, key: "k", retries: 0 })
    .listOrders()
    .catch((error) => error);
  expect(thrown).toBeInstanceOf(Class);
  expect(thrown).toMatchObject({ status, code, request_id: null });
});
