import { catalogue } from "virtual:desk-catalogue";
import { render } from "preact";
import { deskTextsOf } from "../../i18n/desk-texts.ts";
import "../ui/desk.css";
import { connectDesk } from "./bridge.ts";
import { wireOf } from "./bridge-messages.ts";
import { DeskApp } from "./desk-app.tsx";
import "./desk-pages.css";
import { startWorker } from "./start-worker.ts";

const root = document.getElementById("desk");
if (root !== null) render(<DeskApp port={connectDesk(wireOf(startWorker()))} textsIn={deskTextsOf(catalogue)} />, root);
