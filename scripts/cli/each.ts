import { withBar } from "./bar.ts";
import type { Deployment, Organization } from "./deployment.ts";
import { say } from "./output.ts";

export type Outcome = { slug: string; error: string | null };

/**
 * Does something to one organization, or to all, one after the other, with a bar in a terminal. What fails for one is reported and
 * does not stop the others.
 */
export async function forEach<T extends object>(
  { admin, organizationOf }: Deployment,
  slug: string | undefined,
  what: string,
  run: (organization: Organization) => Promise<T>,
): Promise<(Outcome & Partial<T>)[]> {
  const chosen: Organization[] = slug ? [await organizationOf(slug)] : [];
  if (!slug) for await (const each of admin.listOrganizations.each({ per_page: 100 })) chosen.push(each);
  const outcomes: (Outcome & Partial<T>)[] = [];
  await withBar(what, chosen.length, async (advance) => {
    for (const organization of chosen) {
      const outcome = await run(organization).then(
        (result) => ({ slug: organization.slug, error: null, ...result }),
        (error: Error) => ({ slug: organization.slug, error: error.message }) as Outcome & Partial<T>,
      );
      outcomes.push(outcome);
      advance(1, organization.slug);
    }
  });
  for (const { slug: name, error } of outcomes) if (error) say(`${name}: ${error}`);
  return outcomes;
}
