import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    thorough: boolean;
  }
}

/** True where `WALKS=full` is set, as `npm run check` does: walks at their full length, and the biggest fixture on both engines. */
export const THOROUGH: boolean = inject("thorough");
