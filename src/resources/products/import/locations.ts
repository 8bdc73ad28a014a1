import type { Problem } from "../../../shared/errors";
import { selectLocationsNamed } from "../../locations/references";
import type { Draft } from "./drafts";
import { type Place, problemAt } from "./places";
import type { RowInput } from "./rows";

const FIELDS = ["location_id", "location_code", "location_name"] as const;

/** Selects the locations that the rows name, by their id, code or name. */
export function selectNamedLocations(drafts: readonly Draft[], location_id: string | undefined) {
  const inputs = drafts.flatMap(({ variants }) => [...variants.values()].flatMap(({ stock }) => stock));
  const given = new Set(inputs.flatMap(({ input }) => FIELDS.map((field) => input[field])));
  const names = [...given, location_id].filter((name) => name !== undefined);
  return names.length === 0 ? null : selectLocationsNamed(names);
}

type Location = { id: string; code: string | null; name: string; status: string };

export type Locations = ReturnType<typeof openLocations>;

/** Finds the locations of rows; where a row names none, it is the one of the request. */
export function openLocations(rows: readonly Location[], by_default: string | undefined) {
  const by_id = new Map(rows.map((row) => [row.id, row]));
  const by_code = new Map(rows.map((row) => [row.code, row]));
  const by_name = Map.groupBy(rows, ({ name }) => name);

  function named(text: string | undefined): Location | undefined {
    if (text === undefined) return undefined;
    const same_name = by_name.get(text) ?? [];
    return by_id.get(text) ?? by_code.get(text) ?? (same_name.length === 1 ? same_name[0] : undefined);
  }

  /** The id of a row's location, or the problem with it. */
  return (place: Place, input: RowInput): { id: string } | { problem: Problem } => {
    const given = FIELDS.filter((field) => input[field] !== undefined);
    const [first] = given;
    const text = given.map((field) => input[field]).find((name) => named(name));
    const location = first === undefined ? named(by_default) : named(text);
    if (location?.status === "active") return { id: location.id };
    const field = first ?? "location_id";
    if (first === undefined && by_default === undefined) {
      const message =
        "location_id is required for stock. Add a column with the id, code or name of a location, or the parameter location_id to the request.";
      return { problem: problemAt(place, field, { message }) };
    }
    return { problem: problemAt(place, field, { message: whyNot(location, by_name.get(String(input[field])) ?? []) }) };
  };
}

function whyNot(location: Location | undefined, same_name: readonly Location[]): string {
  if (location) return "This location is archived. Restore it, or use another.";
  if (same_name.length > 1) return "Several locations have this name. Give its id or code instead.";
  return "No location has this id, code or name. Look it up under /api/v1/locations.";
}
