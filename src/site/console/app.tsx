import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { applyTheme, currentTheme, type Theme } from "../shared/appearance";
import { currentKey, forgetKey, rememberKey } from "../shared/credentials";
import { Empty, Loaded, useLoad } from "./load";
import { PAGES } from "./pages";
import { hrefOf, useRoute } from "./router";
import { clientOf, SessionContext, useSession } from "./session";
import { SignIn } from "./sign_in";

export function App() {
  const [key, setKey] = useState(currentKey);
  const signOut = () => {
    forgetKey();
    setKey(null);
  };
  const signIn = (entered: string, stay: boolean) => {
    rememberKey(entered, stay);
    setKey(entered);
  };
  return key === null ? (
    <SignIn onKey={signIn} />
  ) : (
    <SignedIn key={key} credential={key} signIn={signIn} signOut={signOut} />
  );
}

type SignedInProps = { credential: string; signIn(key: string, stay: boolean): void; signOut(): void };

function SignedIn({ credential, signIn, signOut }: SignedInProps) {
  const api = useMemo(() => clientOf(credential), [credential]);
  const loaded = useLoad(
    async (signal) => {
      const [organization, api_key] = await Promise.all([
        api.getOrganization({}, { signal }),
        api.getCurrentApiKey({}, { signal }),
      ]);
      return { organization: organization.data, mayWrite: api_key.data.scopes.some((scope) => scope !== "read") };
    },
    [api],
  );
  if (loaded.status === "failed" && "code" in loaded.error && loaded.error.code === "unauthorized") {
    return <SignIn onKey={signIn} refusal={loaded.error.message} />;
  }
  return loaded.status === "ready" ? (
    <SessionContext.Provider value={{ api, signOut, ...loaded.value }}>
      <Shell />
    </SessionContext.Provider>
  ) : (
    <main id="main">
      <Loaded of={loaded} shape={["text", "tiles", "table"]}>
        {() => null}
      </Loaded>
    </main>
  );
}

function Shell() {
  const { organization, mayWrite, signOut } = useSession();
  const route = useRoute();
  const page = PAGES.find(({ path }) => path === (route.page || "stock"));
  const place = `${route.page}/${route.rest.join("/")}`;
  const main = useRef<HTMLElement>(null);
  const is_first = useRef(true);
  // Before the page is painted: who hears the heading is already there.
  useLayoutEffect(() => {
    document.title = `${page?.title ?? "Not found"} · ${organization.name}`;
    document.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
    if (!is_first.current) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    is_first.current = false;
  }, [place]);
  return (
    <>
      <header class="bar">
        <strong>
          {organization.name} {mayWrite ? null : <span class="badge">Read only</span>}
        </strong>
        <nav aria-label="Console">
          <ul>
            {PAGES.filter(({ menu }) => menu).map(({ path, title }) => (
              <li key={path}>
                <a href={hrefOf([path])} {...(page?.path === path ? { "aria-current": "page" as const } : {})}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ThemeChoice />
        <button type="button" class="quiet" onClick={signOut}>
          Sign out
        </button>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        {page ? <page.Content route={route} /> : <NoSuchPage />}
      </main>
    </>
  );
}

function NoSuchPage() {
  return (
    <Empty title="There is no such page">
      <p>Choose one from the menu.</p>
    </Empty>
  );
}

function ThemeChoice() {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <select aria-label="Theme" value={theme} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
      <option value="system">System</option>
      <option value="light">Light</option>
      <option value="dark">Dark</option>
    </select>
  );
}
