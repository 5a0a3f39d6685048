import "../../src/domain/no-eval.ts";
import { wireOf } from "../../src/browser/desk/bridge-messages.ts";
import { serveDesk } from "../../src/browser/desk/bridge-server.ts";
import { pretendPort } from "./pretend-port.ts";

// A desk whose log was tampered with.
serveDesk(wireOf(self), Promise.resolve(pretendPort({ auditBroken: true, charter: "overdue" })));
