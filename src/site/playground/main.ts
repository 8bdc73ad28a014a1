import "../shared/theme.css";
import "./playground.css";
import { newIdempotencyKey } from "../../client";
import { currentKey, forgetKey, rememberKey } from "../shared/credentials";
import { fill, type KnownThings, type OpenApiDocument } from "./fill";
import { knownThings } from "./known";

/** For so long the reference waits for what the examples are filled with. */
const PATIENCE_MS = 2000;

/** Scalar's own build, copied as it is. */
const SCALAR = "/playground/scalar/standalone.esm.js";

const part = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;
const progress = part("progress");
const message = part("message");
let shown: { destroy(): void; updateConfiguration(changed: object): void } | undefined;
let described: Promise<OpenApiDocument> | undefined;

part<HTMLFormElement>("entry").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = part<HTMLInputElement>("key");
  const entered = field.value.trim();
  field.value = "";
  void start(entered, part<HTMLInputElement>("stay").checked);
});

part("forget").addEventListener("click", () => {
  forgetKey();
  location.reload();
});

void start(currentKey());

/** Shows the reference for a key, or without one; says so if it can't be loaded. */
async function start(key: string | null, stay?: boolean): Promise<void> {
  try {
    const accepted = key !== null && (await accept(key, stay));
    if (accepted || !shown) await show(accepted ? key : null);
  } catch (error) {
    progress.hidden = false;
    progress.textContent = `The reference can't be loaded: ${error instanceof Error ? error.message : error}. Reload the page to try again.`;
  }
}

/**
 * True if the API accepts a key. It is then remembered, if it was entered just now. Otherwise the page says why it is refused, and
 * a remembered key that is not valid is forgotten.
 */
async function accept(key: string, stay?: boolean): Promise<boolean> {
  const response = await fetch("/api/v1/organization", { headers: { Authorization: `Bearer ${key}` } });
  const body = await response.json();
  message.textContent = response.ok ? "" : body.errors[0].message;
  if (response.status === 401) forgetKey();
  if (!response.ok) return false;
  if (stay !== undefined) rememberKey(key, stay);
  part("organization").textContent = body.data.name;
  part("entry").hidden = true;
  part("whose").hidden = false;
  return true;
}

/**
 * Shows the reference: with a key, its requests are authenticated and its examples are of the organization's own things. If these take
 * their time, as at the rate limit, the reference can be read meanwhile, and is filled where it is.
 */
async function show(key: string | null): Promise<void> {
  progress.textContent = "Loading the reference…";
  progress.hidden = false;
  const [plain, { createApiReference }] = await Promise.all([readDocument(), loadScalar()]);
  const fresh = newIdempotencyKey().slice(0, 6).toUpperCase();
  const filledWith = (things: KnownThings) => configuration(fill(plain, things, fresh), key);
  const finding = key === null ? {} : knownThings({ url: location.origin, key }, plain);
  const things = await Promise.race([finding, pause(PATIENCE_MS)]);
  shown?.destroy();
  const reference = createApiReference("#reference", filledWith(things ?? {}));
  shown = reference;
  if (!things) {
    progress.textContent = "Looking for what the examples can name…";
    const late = await finding;
    // Another key has been entered meanwhile.
    if (shown !== reference) return;
    reference.updateConfiguration(filledWith(late));
  }
  progress.hidden = true;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function loadScalar(): Promise<typeof import("@scalar/api-reference")> {
  return import(SCALAR);
}

/** The OpenAPI document, read once. */
function readDocument(): Promise<OpenApiDocument> {
  described ??= fetch("/openapi.json").then((response) => {
    if (!response.ok) throw new Error(`/openapi.json returned ${response.status}`);
    return response.json();
  });
  return described;
}

/** Nothing is asked of another host, and nothing is offered that would be. */
function configuration(content: OpenApiDocument, key: string | null) {
  return {
    content,
    theme: "none" as const,
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    showDeveloperTools: "never" as const,
    hideClientButton: true,
    hideModels: true,
    proxyUrl: "",
    persistAuth: false,
    defaultOpenAllTags: false,
    authentication: {
      preferredSecurityScheme: "api_key",
      securitySchemes: { api_key: { token: key ?? "" } },
    },
  };
}
