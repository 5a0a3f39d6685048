import { it } from "vitest";
import { toLive } from "../support/first-steps.ts";
import { openPana } from "../support/pana-in-process.ts";

for (const mode of ["polling", "webhook"] as const)
  it(`goes ${mode}`, async () => {
    const t = Date.now();
    const pana = await openPana({ mode });
    console.log("open", Date.now() - t);
    const p = pana.person();
    await toLive(p);
    console.log("live", Date.now() - t);
    await p.sends("привет");
    await p.hears(/./);
    console.log(p.transcript);
    console.log(JSON.stringify((await pana.readCases()).map((c) => c.bodies)));
    await pana.restart();
    console.log("restart", Date.now() - t);
    console.log(pana.log.filter((e) => e.event !== "outbox.delivered"));
    await pana.stop();
    console.log("stop", Date.now() - t);
  });
