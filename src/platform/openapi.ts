import { version } from "../../package.json";
import { openApiDocument, type ResponseExamples, type Sections } from "../http/openapi";
import type { DescribedEvent } from "../http/openapi_webhooks";
import { type ControlRoute, controlRoute, FileResponse, type Route } from "../http/route";

/**
 * The route of the document that describes all `routes`, by their `sections`, itself, and the `events` that webhooks receive, with
 * `examples` of responses; it is made when it is first asked for.
 */
export function openApiRoute(
  routes: readonly Route[],
  sections: Sections,
  events: readonly DescribedEvent[],
  examples: ResponseExamples,
): ControlRoute {
  let document: string | undefined;
  const own: ControlRoute = controlRoute({
    realm: "public",
    tag: "Platform",
    method: "get",
    path: "/openapi.json",
    operation: "getOpenApiDocument",
    summary: "Get the OpenAPI document",
    description: "Every path, parameter, body, response and error of this API, as OpenAPI 3.1.",
    answers: "file",
    media_type: "application/json",
    async handle() {
      document ??= JSON.stringify(openApiDocument([...routes, own], sections, version, events, examples));
      return new FileResponse(document, {
        "Content-Type": "application/json; charset=utf-8",
        "Cache-Control": "public, max-age=300",
      });
    },
  });
  return own;
}
