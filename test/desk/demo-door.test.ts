import { describe, expect, it } from "vitest";
import { openDeskPort } from "../../src/browser/desk/worker/desk-port.ts";
import { type DeskRig, openDeskRig } from "./desk-rig.ts";

const badge = async (rig: DeskRig, passphrase: string) => ({
  file: await rig.file(rig.house.members.centre, passphrase),
  passphrase,
});

describe("the members of the demo", () => {
  it("come in with one click, again and again, on any device", async () => {
    const badges: Awaited<ReturnType<typeof badge>>[] = [];
    const rig = await openDeskRig({ demo: true, demoMembers: badges });
    badges.push(await badge(rig, "0123456789abcdef"));
    const { door } = openDeskPort(rig.world());
    const welcome = await door.welcome();
    expect(welcome).toMatchObject({
      welcome: {
        demo: true,
        demoMembers: [{ label: "Test Centre", organisation: "Test Centre", kind: "crisis-centre" }],
      },
    });
    expect(await door.enterDemo(0)).toMatchObject({
      session: { organisation: { name: "Test Centre" }, role: "admin" },
    });
    expect(await door.enterDemo(0)).toHaveProperty("session");
    expect(await openDeskPort(rig.world()).door.enterDemo(0)).toHaveProperty("session");
    expect(await door.enterDemo(7)).toEqual({ refused: "desk/not-found" });
    await rig.close();
  }, 30_000);

  it("are there in a demo and nowhere else, whatever lies in its folders", async () => {
    const badges: Awaited<ReturnType<typeof badge>>[] = [];
    const rig = await openDeskRig({ demo: false, demoMembers: badges });
    badges.push(await badge(rig, "0123456789abcdef"));
    const response = await fetch(`${rig.base}/api/desk/demo/members`);
    expect([response.status, await response.json()]).toEqual([404, { refused: "desk/not-found" }]);
    const { door } = openDeskPort(rig.world());
    expect(await door.welcome()).toMatchObject({ welcome: { demo: false, demoMembers: [] } });
    expect(await door.enterDemo(0)).toEqual({ refused: "desk/not-found" });
    await rig.close();
  });
});
