import { useCallback, useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { TextLocale } from "../../i18n/catalogue.ts";
import type { DeskTexts } from "../../i18n/desk-texts.ts";
import { TextsProvider } from "../ui/texts-context.tsx";
import { ToastHost } from "../ui/toast.tsx";
import { DoorPage } from "./door-page.tsx";
import { createDrafts } from "./drafts.ts";
import type { LockReason } from "./lock-reason.ts";
import type { DeskPort, OwnSession } from "./port.ts";
import { type Preferences, readPreferences, writePreferences } from "./preferences.ts";
import { PreferencesContext } from "./preferences-context.tsx";
import { Shell } from "./shell.tsx";
import { type Greeting, useGreeting } from "./use-greeting.ts";
import { WelcomeContext } from "./welcome-context.tsx";

type Phase =
  | { readonly at: "door" }
  | { readonly at: "work"; readonly session: OwnSession }
  | { readonly at: "locked"; readonly was: OwnSession; readonly why: LockReason };

interface DeskAppProps {
  readonly port: DeskPort;
  readonly textsIn: (locale: TextLocale) => DeskTexts;
}

/** The whole page: language and looks, then the door, then the work behind it. */
export function DeskApp({ port, textsIn }: DeskAppProps) {
  const [preferences, setPreferences] = useState(() => readPreferences(localStorage, navigator.languages));
  const [phase, setPhase] = useState<Phase>({ at: "door" });
  const drafts = useMemo(createDrafts, []);
  const texts = textsIn(preferences.locale);
  const greeting: Greeting = useGreeting(port, phase.at);

  // With the words, not a frame later: who has them read aloud must not hear one language in the voice of another.
  useLayoutEffect(() => {
    document.documentElement.lang = preferences.locale;
    document.documentElement.dataset.theme = preferences.theme;
  }, [preferences]);

  const change = useCallback((next: Partial<Preferences>) => {
    setPreferences((old) => {
      const changed = { ...old, ...next };
      writePreferences(localStorage, changed);
      return changed;
    });
  }, []);
  const enter = useCallback(
    (session: OwnSession) =>
      setPhase((before) => {
        // What somebody else began to write is not hers.
        if (before.at === "locked" && before.was.memberId !== session.memberId) drafts.clear();
        return { at: "work", session };
      }),
    [drafts],
  );
  const lock = useCallback(
    (why: LockReason) =>
      setPhase((before) => (before.at === "work" ? { at: "locked", was: before.session, why } : before)),
    [],
  );
  const chosen = useMemo(() => ({ preferences, change }), [preferences, change]);

  return (
    <PreferencesContext.Provider value={chosen}>
      <TextsProvider texts={texts}>
        <WelcomeContext.Provider value={greeting.welcome}>
          <ToastHost>
            {phase.at === "work" ? (
              <Shell port={port} session={phase.session} drafts={drafts} onLock={lock} onSession={enter} />
            ) : (
              <DoorPage
                port={port}
                greeting={greeting}
                locked={phase.at === "locked" ? phase : null}
                hasDraft={!drafts.isEmpty()}
                onEnter={enter}
              />
            )}
          </ToastHost>
        </WelcomeContext.Provider>
      </TextsProvider>
    </PreferencesContext.Provider>
  );
}
