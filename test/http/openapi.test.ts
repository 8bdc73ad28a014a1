import { expect, test } from "vitest";
import { routes } from "../../src/app";
import { openApiDocument } from "../../src/http/openapi";

test("openapi.json is what the routes say; `npm run openapi` writes it anew", async () => {
  const document = `${JSON.stringify(openApiDocument(routes, "1"), null, 2)}\n`;
  await expect(document).toMatchFileSnapshot("../../openapi.json");
});
