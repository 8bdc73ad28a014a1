import type { Route } from "../../src/http/route";
import { type Answer, findRoute, type TestApp } from "./app";

type Send = TestApp["request"];

/** How much of a list, of an array within a response and of a file is shown. */
const MOST = { rows: 2, elements: 3, lines: 8, letters: 120 };

/** How long passes between two requests: no two things happen at the same time. */
const BETWEEN_MS = 60_000;

/** Operations whose response can't be recorded: recovery needs what only Durable Objects at Cloudflare keep. */
export const NOT_RECORDED: readonly string[] = ["recoverOrganization"];

/** Sends requests, and keeps for each operation the first response, or the first one that is not empty. */
export function createRecorder(app: TestApp) {
  const responses = new Map<string, unknown>();

  async function unrecorded(...[method, path, sent]: Parameters<Send>): Promise<Answer> {
    app.clock.advance(BETWEEN_MS);
    const answer = await app.request(method, path, sent);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  async function request(...[method, path, sent]: Parameters<Send>): Promise<Answer> {
    const [plain = "", query] = path.split("?");
    const route = findRoute(method, plain);
    const pages = route?.answers === "collection" && "per_page" in route.query.shape;
    const asked = pages ? `${plain}?${query ? `${query}&` : ""}per_page=${MOST.rows}` : path;
    const answer = await unrecorded(method, asked, sent);
    if (route) keep(route, answer);
    return answer;
  }

  function keep(route: Route, { text, body }: Answer): void {
    if (route.answers === "nothing") return;
    const before = responses.get(route.operation);
    if (before !== undefined && !isEmpty(before)) return;
    const json = route.answers === "messages" ? body : shortened(body);
    responses.set(route.operation, route.answers === "file" ? beginningOf(text) : json);
  }

  return {
    request,
    unrecorded,
    /** What was kept, in the order of the routes. */
    examples(routes: readonly Route[]): Record<string, unknown> {
      const kept = routes.filter(({ operation }) => responses.has(operation));
      return stable(Object.fromEntries(kept.map(({ operation }) => [operation, responses.get(operation)])));
    },
  };
}

/** True for a list, and for the result of a tool, that has no rows. */
export function isEmpty(example: unknown): boolean {
  const { data } = example as { data?: unknown };
  const rows = Array.isArray(data) ? data : (data as { rows?: unknown } | undefined)?.rows;
  return Array.isArray(rows) && rows.length === 0;
}

function beginningOf(text: string): string {
  const lines = text.split("\n");
  const shown = lines
    .slice(0, MOST.lines)
    .map((line) => (line.length > MOST.letters ? `${line.slice(0, MOST.letters)}…` : line));
  return [...shown, ...(lines.length > MOST.lines ? ["…"] : [])].join("\n");
}

/** A response of which each array of objects has its first elements, but for columns, which describe the others. */
function shortened(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) {
    const is_cut = typeof value[0] === "object" && name !== "columns";
    return (is_cut ? value.slice(0, MOST.elements) : value).map((element) => shortened(element));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, shortened(part, inner)]));
}

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/** The `at`th of the things that the same program names differently each time it runs, as two letters. */
const twoLetters = (at: number) => `${LETTERS[Math.floor(at / 32)]}${LETTERS[at % 32]}`;

/** What differs each time the program runs, and what stands for it. The same text is replaced by the same. */
const CHANGING: readonly [RegExp, (at: number) => string][] = [
  [/(?<=_)[0-7][0-9a-hjkmnp-tv-z]{25}(?![0-9a-z])/g, (at) => `01kaf2v7x8p5t9m4q6r3s1w2${twoLetters(at)}`],
  // The end of an event's id is that of its organization, which is the first of the ids.
  [/(?<=\bevt_\d{12}_)[0-9a-z]{10}\b/g, (at) => `q6r3s1w2${twoLetters(at)}`],
  [/(?<=\b[A-Z]{2,4}-\d{6}-)[0-9A-HJKMNP-TV-Z]{5}\b/g, (at) => `7K2${twoLetters(at).toUpperCase()}`],
  [/\bcnv_[\w-]{20,}/g, () => "cnv_…"],
  [/sb_live_[\w-]{20,}/g, () => "sb_live_…"],
  [/(?<="prefix":"sb_live_)[\w-]{4}(?=")/g, () => "4fQz"],
  [/whsec_[\w+/=-]{20,}/g, () => "whsec_…"],
  [/(?<="duration_ms":)[\d.]+/g, () => "12"],
  [/http:\/\/127\.0\.0\.1:\d+\/hook\/[0-9a-f-]{36}/g, () => "https://shop.example/stockbook"],
];

/** Examples that are the same each time they are recorded. */
function stable(examples: Record<string, unknown>): Record<string, unknown> {
  const text = CHANGING.reduce((before, [pattern, replacement]) => {
    const known = new Map<string, string>();
    return before.replaceAll(pattern, (found) => {
      const one = known.get(found) ?? replacement(known.size);
      known.set(found, one);
      return one;
    });
  }, JSON.stringify(examples));
  return JSON.parse(text);
}
