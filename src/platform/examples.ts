import type { ResponseExamples } from "../http/openapi";
import recorded from "./examples.json";

/** A response of each operation that has a body: `test/platform/examples.test.ts` has recorded them. */
export const examples: ResponseExamples = recorded;
