import { version } from "../../package.json";
import { controlRoute, FileResponse } from "../http/route";
import page from "./home.html";

/** The page at the root: what this server is and where to go from here. It loads nothing else. */
export const homeRoute = controlRoute({
  realm: "public",
  tag: "Platform",
  method: "get",
  path: "/",
  operation: "getHome",
  summary: "Get the start page",
  description: "An HTML page that says what this server is and where its API, documentation and health check are.",
  answers: "file",
  media_type: "text/html",
  async handle() {
    return new FileResponse(page.replace("{{version}}", version), {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
      "Cache-Control": "public, max-age=300",
    });
  },
});
