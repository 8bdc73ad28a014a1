import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createClient, type DataOf, type StockbookClient } from "../../client";

/** What every page has: the API, on behalf of the key that was entered, whose it is, and whether it may write. */
export type Session = {
  api: StockbookClient;
  organization: DataOf<"getOrganization">;
  mayWrite: boolean;
  signOut(): void;
};

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("There is no session outside of the console.");
  return session;
}

export const clientOf = (key: string) => createClient({ url: location.origin, key });
