/**
 * The libraries that call a model. Nothing but `import()` may load this module: a Worker that has no model, or is not asked a
 * question for it, then never evaluates them.
 */
// The libraries share zod with the rest of the Worker. esbuild wraps what a dynamic import shares, and initializes it where
// it is imported only if the wrapped module is the one imported: so this one must be wrapped as well.
import "zod";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, isStepCount, jsonSchema, ToolChoiceViolationError, tool } from "ai";

export type { ModelMessage } from "ai";

// Warnings would be printed as text; what is wrong with a call is logged as JSON (src/model/failure.ts).
globalThis.AI_SDK_LOG_WARNINGS = false;

export { createOpenAI, generateText, isStepCount, jsonSchema, ToolChoiceViolationError, tool };
