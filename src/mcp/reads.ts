import * as z from "zod";
import { runOnce } from "../commands/run";
import { requireModule } from "../http/authenticate";
import { ownJsonSchema } from "../http/json_schema";
import { TOOLS } from "../tools/catalogue";
import { ToolResultSchema } from "../tools/schemas";
import { parseArguments } from "../tools/use";
import { inputSchema } from "./input_schema";
import { succeeded } from "./results";
import { type AgentTool, resultSchema } from "./tool";

/** The tools of the catalogue, as agents call them: they read, and nothing else. */
export function readTools(): AgentTool[] {
  const outputSchema = resultSchema(ToolResultSchema);
  return TOOLS.map((tool) => {
    const { name, title, description, module, read } = tool;
    return {
      scope: "read",
      module,
      shown: {
        ...{ name, title, description, outputSchema },
        inputSchema: inputSchema(ownJsonSchema(z.strictObject(tool.arguments), "input")),
        annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
      },
      async call({ tenant }, given) {
        requireModule(tenant.organization, module);
        const asked = parseArguments(tool, given);
        return succeeded(await runOnce(tenant, (ctx) => read(ctx, asked)));
      },
    };
  });
}
