import "../../domain/no-eval.ts";
import { catalogue } from "virtual:desk-catalogue";
import { render } from "preact";
import { deskTextsOf } from "../../i18n/desk-texts.ts";
import "../ui/desk.css";
import { TextsProvider } from "../ui/texts-context.tsx";
import { connectDesk } from "./bridge.ts";
import { wireOf } from "./bridge-messages.ts";
import { BrokenPage } from "./broken-page.tsx";
import { DeskApp } from "./desk-app.tsx";
import "./desk-pages.css";
import { readPreferences } from "./preferences.ts";
import { startWorker } from "./start-worker.ts";

const root = document.getElementById("desk");
const textsIn = deskTextsOf(catalogue);

function showBroken(): void {
  if (root === null) return;
  const { locale } = readPreferences(localStorage, navigator.languages);
  render(
    <TextsProvider texts={textsIn(locale)}>
      <BrokenPage />
    </TextsProvider>,
    root,
  );
}

if (root !== null) {
  const worker = startWorker();
  worker.addEventListener("error", showBroken);
  render(<DeskApp port={connectDesk(wireOf(worker))} textsIn={textsIn} />, root);
}
