import { makePrivateDirectory } from "./lib/private.ts";
import { adminToken, stateDirectory } from "./lib/settings.ts";

// `wrangler dev` reads the token from .dev.vars, so it has to be there before.
adminToken();
makePrivateDirectory(stateDirectory());
