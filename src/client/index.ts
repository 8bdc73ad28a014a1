export { createClient } from "./create_client.ts";
export {
  ConflictError,
  ConnectionError,
  ForbiddenError,
  InsufficientStockError,
  InternalError,
  InvalidStatusError,
  NotFoundError,
  type Problem,
  RateLimitedError,
  type Shortage,
  StaleVersionError,
  StockbookError,
  TimeoutError,
  UnauthorizedError,
  UnavailableError,
  ValidationError,
} from "./errors.ts";
export { newIdempotencyKey } from "./keys.ts";
export type {
  CallOptions,
  ClientOptions,
  DataOf,
  FileOptions,
  OperationName,
  RowOf,
  StockbookClient,
} from "./types.ts";
export { type VerifiedEvent, verifyWebhook, type WebhookEvent, WebhookVerificationError } from "./webhooks.ts";
