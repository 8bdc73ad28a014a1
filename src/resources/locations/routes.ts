import { route } from "../../http/route";
import { ListParameters } from "../../http/schemas";
import { createLocation } from "./create";
import { listLocations, locationResource } from "./queries";
import { Location, LocationChange, LocationFilters, NewLocation } from "./schemas";
import { updateLocation } from "./update";

const common = { tag: "Locations", data: Location, answers: "resource" } as const;

export const locationRoutes = [
  route({
    ...common,
    answers: "collection",
    method: "get",
    path: "/api/v1/locations",
    operation: "listLocations",
    scope: "read",
    summary: "List locations",
    description:
      "Returns a page of locations, newest first. A location is listed if it matches all of the given filters.",
    query: { ...LocationFilters, ...ListParameters },
    handle: (ctx, { query }) => listLocations(ctx, query),
  }),
  route({
    ...common,
    method: "post",
    path: "/api/v1/locations",
    operation: "createLocation",
    scope: "write",
    status: 201,
    summary: "Create a location",
    description: "Creates a location, without stock. Refused if `code` is already taken.",
    body: NewLocation,
    wrappers: ["location"],
    errors: ["already_exists"],
    handle: (ctx, { body }) => createLocation(ctx, body),
  }),
  route({
    ...common,
    method: "get",
    path: "/api/v1/locations/:id",
    operation: "getLocation",
    scope: "read",
    summary: "Get a location",
    description: "Returns a location. Its stock is under `/api/v1/inventory_levels`.",
    handle: (ctx, { params }) => locationResource.get(ctx, params.id),
  }),
  route({
    ...common,
    method: "patch",
    path: "/api/v1/locations/:id",
    operation: "updateLocation",
    scope: "write",
    summary: "Update a location",
    description:
      "Changes the given fields. Setting `status` archives or restores the location; archiving is refused while it has stock or open documents.",
    body: LocationChange,
    wrappers: ["location"],
    errors: ["already_exists", "in_use", "stale_version"],
    handle: (ctx, { params, body }) => updateLocation(ctx, params.id, body),
  }),
  route({
    ...common,
    answers: "nothing",
    method: "delete",
    path: "/api/v1/locations/:id",
    operation: "archiveLocation",
    scope: "write",
    status: 204,
    summary: "Archive a location",
    description:
      "Archives the location. Refused while it has stock or open documents. To restore it, set `status` to `active`.",
    errors: ["in_use", "stale_version"],
    handle: (ctx, { params }) => updateLocation(ctx, params.id, { status: "archived" }),
  }),
];
