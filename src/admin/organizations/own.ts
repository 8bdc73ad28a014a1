import { route } from "../../http/route";
import { Organization } from "./schemas";

export const organizationRoute = route({
  tag: "Organization",
  method: "get",
  path: "/api/v1/organization",
  operation: "getOrganization",
  scope: "read",
  summary: "Get your organization",
  answers: "resource",
  data: Organization,
  handle: async (ctx) => ctx.organization,
});
