import { useEffect, useState } from "preact/hooks";
import { Fingerprint } from "../ui/fingerprint.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { readPageFacts } from "./page-facts.ts";
import { useWelcome } from "./welcome-context.tsx";

/** Under every page: whom the desk believes, and what it is made of. */
export function ShellFoot() {
  const { text } = useTexts();
  const welcome = useWelcome();
  const [version, setVersion] = useState("");
  useEffect(() => {
    let isHere = true;
    void readPageFacts(fetch, globalThis.crypto?.subtle).then((facts) => isHere && setVersion(facts.version));
    return () => {
      isHere = false;
    };
  }, []);
  return (
    <footer class="shell-foot stack-small no-print">
      {welcome?.demo && <p>{text("shell.demo")}</p>}
      {welcome && (
        <p class="line">
          {text("shell.root")} <Fingerprint digits={welcome.rootFingerprint} />
        </p>
      )}
      {version !== "" && <p>{text("shell.version", { version })}</p>}
    </footer>
  );
}
