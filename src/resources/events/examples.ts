import { EVENT_CATALOGUE } from "./catalogue";
import recorded from "./examples.json";

type Example = { timestamp: string; data: unknown };

const EXAMPLES: Readonly<Record<string, Example | undefined>> = recorded;

/** Every type of event with its declaration, and one that was really produced. */
export const describedEvents = Object.entries(EVENT_CATALOGUE).map(([type, declaration]) => ({
  type,
  ...declaration,
  example: EXAMPLES[type],
}));
