import { makePrivateDirectory } from "./lib/private.ts";
import { generatedSecret, stateDirectory } from "./lib/settings.ts";

// `wrangler dev` reads its secrets from .dev.vars and from no other file, so they have to be there before it starts.
delete process.env.SECRETS_FILE;
generatedSecret("ADMIN_TOKEN");
generatedSecret("SECRETS_KEY");
makePrivateDirectory(stateDirectory());
