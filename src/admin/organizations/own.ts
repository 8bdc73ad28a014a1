import { route } from "../../http/route";
import { Organization } from "./schemas";

export const organizationRoute = route({
  tag: "Organization",
  method: "get",
  path: "/api/v1/organization",
  operation: "getOrganization",
  scope: "read",
  summary: "Get your organization",
  description: "The organization that the API key belongs to, with its settings.",
  answers: "resource",
  data: Organization,
  handle: async (ctx) => ctx.organization,
});
