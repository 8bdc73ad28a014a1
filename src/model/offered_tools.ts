import type { TenantContext } from "../commands/context";
import { DomainError } from "../shared/errors";
import { TOOLS } from "../tools/catalogue";
import type { Tool } from "../tools/define";
import { parseArguments, type ToolUse } from "../tools/use";
import { strictSchema, withoutNulls } from "./tool_schema";

/** How often a question may use tools, in all. */
const MOST_USES = 12;

/** A tool as a model is offered it. `use` returns what the model gets to read, and never throws. */
export type OfferedTool = {
  name: string;
  description: string;
  schema: ReturnType<typeof strictSchema>;
  use(given: unknown, signal: AbortSignal | undefined): Promise<object>;
};

/** What is reported of each use when it begins. */
export type Watch = (use: { name: string; arguments: Record<string, unknown> }) => void;

const schemas = new Map<Tool, OfferedTool["schema"]>();

function schemaOf(tool: Tool): OfferedTool["schema"] {
  const schema = schemas.get(tool) ?? strictSchema(tool);
  schemas.set(tool, schema);
  return schema;
}

/**
 * The tools of the organization's modules. `uses` returns what they have found, in the order in which they were asked, and
 * `failures` has what went wrong. What a tool refuses is told to the model; of a failure it learns nothing but that.
 */
export function offerTools(ctx: TenantContext, watch: Watch) {
  const found: (ToolUse | null)[] = [];
  const failures: unknown[] = [];

  async function use(tool: Tool, given: unknown): Promise<object> {
    if (found.length >= MOST_USES)
      return { error: "No more tools can be used for this question. Answer it from what was found." };
    const at = found.push(null) - 1;
    const args = parseArguments(tool, withoutNulls(given));
    watch({ name: tool.name, arguments: args });
    const result = await tool.read(ctx, args);
    found[at] = { tool, arguments: args, result };
    const { as_of: _, ...shown } = result;
    return shown;
  }

  const offered = TOOLS.filter(({ module }) => !module || ctx.organization.modules.includes(module)).map(
    (tool): OfferedTool => ({
      name: tool.name,
      description: tool.description,
      schema: schemaOf(tool),
      async use(given, signal) {
        try {
          return await before(signal, use(tool, given));
        } catch (error) {
          if (error instanceof DomainError && error.status < 500) return { error: inWords(error) };
          failures.push(error);
          return { error: "The tool failed." };
        }
      },
    }),
  );
  return { offered, failures, uses: () => found.filter((use) => use !== null) };
}

/** What work results in, unless it takes longer than the signal allows. */
function before<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("The tool took too long")), { once: true });
  });
  return Promise.race([work, ended]);
}

function inWords({ problems }: DomainError): string {
  return problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(" ");
}
