import type { Context } from "hono";
import { AlreadyAnswered, answerIfRecorded, lookUp, type Recorded, record } from "../commands/idempotency";
import { unseal } from "../commands/seal";
import { lostToItself, unitOfWork } from "../commands/unit_of_work";
import type { Page } from "../data/page";
import { isNameTaken } from "../data/rules";
import type { IfMatch } from "../data/version";
import { DomainError } from "../shared/errors";
import { ConstraintViolation } from "../storage/port";
import { bearerOf } from "./authenticate";
import { collectionBody, etag, linkHeader, resourceBody } from "./envelope";
import type { AppEnv, Exchange } from "./exchange";
import { answerError, errorBody, respond } from "./respond";
import { FileAnswer, type Input, type Route } from "./route";

const ATTEMPTS = 12;
/** A taken number or code stays taken, unless it was made at random: one more try tells. */
const ATTEMPTS_AT_A_NAME = 2;

/** Statuses of refusals that hang on the request's content: under an idempotency key they stay what they were. */
const STAY_REFUSED = [400, 404, 409, 412, 415, 422];

type Asked = { c: Context<AppEnv>; route: Route; dry_run: boolean; credential: string };
type Work = Asked & { input: Input<undefined, undefined> };

/**
 * Runs a route's handler. A handler reads, decides and commits; when the database refuses its commit because somebody
 * was faster, it is run again on what is true now, and so either succeeds or finds the true reason to refuse.
 */
export async function execute(work: Work): Promise<Response> {
  const { c, route } = work;
  const exchange = c.get("exchange");
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        const data = await route.handle(
          context(work, work.dry_run ? undefined : exchange.idempotency) as never,
          work.input as never,
        );
        return answer(work, data);
      } catch (error) {
        if (lostToItself(error)) await answerFromRecord(exchange);
        if (!(error instanceof ConstraintViolation)) throw error;
        if (attempt >= (isNameTaken(error.rule) ? ATTEMPTS_AT_A_NAME : ATTEMPTS)) throw error;
        await standBack(attempt);
      }
    }
  } catch (error) {
    if (error instanceof AlreadyAnswered) return answerAgain(work, error.recorded);
    throw error;
  }
}

/** Records a refusal under the request's idempotency key, so that it stays refused, and answers it. */
export async function refuseRequest(c: Context<AppEnv>, error: DomainError): Promise<Response> {
  const exchange = c.get("exchange");
  const { database, idempotency } = exchange;
  const body = errorBody(error, exchange.request_id);
  const reused = error.code === "idempotency_key_reused";
  if (database && idempotency && !reused && STAY_REFUSED.includes(error.status)) {
    try {
      await answerFromRecord(exchange);
      await database.commit(record(idempotency, { status: error.status, body, replay_id: null }));
    } catch (problem) {
      if (lostToItself(problem)) return refuseRequest(c, error);
      if (problem instanceof AlreadyAnswered) {
        const credential = bearerOf(c.req.header("Authorization"));
        return answerAgain({ c, route: exchange.route as Route, dry_run: false, credential }, problem.recorded);
      }
      if (problem instanceof DomainError) return refuseRequest(c, problem);
      throw problem;
    }
  }
  return answerError(c, error);
}

function context({ c, route, dry_run, credential }: Asked, idempotency: Exchange["idempotency"]) {
  const exchange = c.get("exchange");
  const { caller, directory, clock } = exchange;
  const database = exchange.database as NonNullable<Exchange["database"]>;
  const unit = unitOfWork(database, {
    now: clock(),
    dry_run,
    if_match: readIfMatch(c.req.header("If-Match")),
    status: route.status ?? 200,
    idempotency,
    sealed_with: route.secret_answer ? credential : undefined,
  });
  return route.realm === "organization"
    ? { ...unit, organization: caller?.organization, actor: { type: "api_key", id: caller?.api_key.id ?? "" } }
    : { ...unit, directory, organization: caller?.organization ?? null };
}

function answer({ c, route, dry_run }: Work, data: unknown): Response {
  if (data instanceof FileAnswer) return respond(c, 200, data.body, data.headers);
  if (route.answers === "nothing") return respond(c, 204, "");
  if (route.answers === "collection") {
    const page = data as Page<unknown>;
    return respond(c, 200, collectionBody(page), { Link: linkHeader(c.req.url, page) });
  }
  return respond(c, route.status ?? 200, resourceBody(data, dry_run), { ETag: etag(data) });
}

async function answerAgain(work: Asked, { status, body, replay_id }: Recorded): Promise<Response> {
  const { c, route, credential } = work;
  if (replay_id === null)
    return replayed(c, status, route.secret_answer && status < 300 ? await unseal(body, credential) : body);
  const data = await route.replay?.(context(work, undefined) as never, replay_id);
  return replayed(c, status, resourceBody(data));
}

function replayed(c: Context<AppEnv>, status: number, body: string): Response {
  const { data } = body === "" ? {} : JSON.parse(body);
  return respond(c, status, body, { ETag: etag(data), "Idempotent-Replayed": "true" });
}

/** Ends the request if its idempotency key has an answer by now. */
async function answerFromRecord({ database, idempotency }: Exchange): Promise<void> {
  if (!database || !idempotency) return;
  const [rows] = await database.read([lookUp(idempotency)]);
  answerIfRecorded(idempotency, rows as never);
}

/** `If-Match: "3", "4"`; null for `*` or none. Cloudflare weakens tags of what it compresses; a version means the same. */
function readIfMatch(header: string | undefined): IfMatch {
  if (header === undefined || header.trim() === "*") return null;
  return header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
}

/** Waits a little, longer and less predictably each time, so that those who collided do not collide again. */
async function standBack(attempt: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 4 * 2 ** Math.min(attempt, 6)));
}
