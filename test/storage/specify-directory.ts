import { describe, expect, it } from "vitest";
import type { MemberId } from "../../src/domain/ids.ts";
import type { MemberRow, RouteRow } from "../../src/storage/rows.ts";
import { BACKUP, bytes, id, ms, ORG } from "./make-rows.ts";
import type { TheStore } from "./the-store.ts";

const MEMBER: MemberRow = {
  memberId: id<MemberId>("member"),
  orgId: ORG,
  name: null,
  onDuty: false,
  seenAt: ms(0),
};

/** Registry, charters, members, routes, marks. */
export function specifyDirectory(store: TheStore): void {
  describe("registry and charters", () => {
    it("come back with the highest version first, and no version is written over", async () => {
      const file = bytes("registry", 5_000);
      await store().commit([
        { write: "add-registry", version: 9, file },
        { write: "add-registry", version: 10, file: bytes("newer") },
        { write: "add-charter", orgId: ORG, version: 1, file: bytes("charter") },
        { write: "add-charter", orgId: ORG, version: 2, file: bytes("charter 2") },
        { write: "add-charter", orgId: BACKUP, version: 1, file: bytes("other") },
      ]);
      expect(await store().commit([{ write: "add-registry", version: 10, file }])).toBe("conflict");
      expect(await store().commit([{ write: "add-charter", orgId: ORG, version: 2, file }])).toBe("conflict");
      expect(await store().registryFiles()).toEqual([
        { version: 10, file: bytes("newer") },
        { version: 9, file },
      ]);
      expect(await store().charterFiles(ORG)).toEqual([
        { version: 2, file: bytes("charter 2") },
        { version: 1, file: bytes("charter") },
      ]);
    });
  });

  describe("members, routes and marks", () => {
    it("a member comes back, and is written over", async () => {
      const { memberId } = MEMBER;
      await store().commit([{ write: "put-member", memberId, orgId: ORG }]);
      expect(await store().findMember(memberId)).toEqual(MEMBER);
      await store().commit([{ write: "put-roster", memberId, orgId: ORG, name: bytes("name", 90) }]);
      await store().commit([{ write: "set-duty", memberId, orgId: ORG, onDuty: true }]);
      await store().commit([{ write: "put-member", memberId, orgId: BACKUP }]);
      expect(await store().findMember(memberId)).toEqual({
        ...MEMBER,
        orgId: BACKUP,
        name: bytes("name", 90),
        onDuty: true,
      });
      expect(await store().findMember(id<MemberId>("nobody"))).toBeNull();
    });

    it("routes come back with their regions, their backup or none, and one for each organisation", async () => {
      const centre: RouteRow = {
        orgId: ORG,
        kind: "crisis_centre",
        regions: ["KZ-35", "Ұлытау"],
        backupOrgId: BACKUP,
        staffChat: "-1001234567890",
      };
      const hotline: RouteRow = { orgId: BACKUP, kind: "hotline", regions: [], backupOrgId: null, staffChat: null };
      await store().commit([
        { write: "put-route", route: { ...centre, kind: "police", regions: [] } },
        { write: "put-route", route: hotline },
      ]);
      await store().commit([{ write: "put-route", route: centre }]);
      const routes = await store().routes();
      expect(routes).toHaveLength(2);
      expect(routes).toEqual(expect.arrayContaining([centre, hotline]));
    });

    it("a mark comes back, and is written over", async () => {
      expect(await store().findMark("clock")).toBeNull();
      await store().commit([{ write: "set-mark", key: "clock", value: bytes("1", 8) }]);
      await store().commit([{ write: "set-mark", key: "clock", value: bytes("2", 8) }]);
      expect(await store().findMark("clock")).toEqual(bytes("2", 8));
    });
  });
}
