import { type Platform, serve } from "./http/server";
import { locationRoutes } from "./resources/locations/routes";

/** The table of contents: every path there is. */
const routes = [...locationRoutes];

/** The whole application, on the given surroundings. */
export function createApp(platform: Platform) {
  return serve(platform, routes);
}
