import * as z from "zod";
import type { EventType } from "../shared/event_types";

/** What is known of a type of event: when it is written, and the data of its events. */
export type EventDeclaration = { summary: string; data: z.ZodObject };

type Definition = { summary: string; data: z.core.$ZodShape };

const Truncated = z.literal(true).optional().meta({
  description:
    "True if the data is shortened: read the resource for the rest. Of more than 1 MB of JSON, each list has only its first 20 elements",
});

/**
 * Declares the events of a resource, by type: a sentence that says when one is written, and the members of its data.
 */
export function declareEvents<const Type extends EventType>(
  definitions: Record<Type, Definition>,
): Record<Type, EventDeclaration> {
  const declared = Object.entries<Definition>(definitions).map(([type, { summary, data }]) => [
    type,
    { summary, data: z.strictObject({ ...data, truncated: Truncated }) },
  ]);
  return Object.fromEntries(declared);
}
