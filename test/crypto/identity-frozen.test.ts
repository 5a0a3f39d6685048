import { describe, expect, it } from "vitest";
import { isCommand } from "../../src/crypto/command.ts";
import { parseSheet } from "../../src/crypto/enrolment-sheet.ts";
import { isEnrolment, isLogin, isSession } from "../../src/crypto/login.ts";
import { openName } from "../../src/crypto/member-name.ts";
import { isSolved } from "../../src/crypto/proof-of-work.ts";
import { joinSheets } from "../../src/crypto/recovery-kit.ts";
import { printHex } from "../../src/domain/ids.ts";
import frozen from "../vectors/identity-v1.json" with { type: "json" };
import { hex, ORG_KEYS, sodium } from "./fixtures.ts";
import {
  CHALLENGE,
  COMMAND,
  identityBytes,
  identityTexts,
  NAME_PLACE,
  PAPER_SECRET,
  PUZZLE,
  SESSION_KEY,
  SHEET,
  WRAPPED,
} from "./identity-formats.ts";
import { ADMIN } from "./trust-fixtures.ts";

const { bytes, texts } = frozen;

describe("what the first desk signed and printed", () => {
  it("is made again exactly", () => {
    const made = Object.entries(identityBytes()).map(([name, value]) => [name, printHex(value)]);
    expect(Object.fromEntries(made)).toEqual(bytes);
    expect(identityTexts()).toEqual(texts);
  });

  it("is still believed", () => {
    const auth = ADMIN.auth.publicKey;
    expect(isLogin(sodium, auth, CHALLENGE, hex(bytes.login))).toBe(true);
    expect(isSession(sodium, auth, CHALLENGE, SESSION_KEY, hex(bytes.session))).toBe(true);
    expect(isEnrolment(sodium, auth, CHALLENGE, SESSION_KEY, WRAPPED, hex(bytes.enrolment))).toBe(true);
    expect(isCommand(sodium, ADMIN.sign.publicKey, COMMAND, hex(bytes.command))).toBe(true);
    expect(isSolved(sodium, PUZZLE, Number(texts.puzzle))).toBe(true);
  });

  it("still opens", () => {
    expect(openName(sodium, ORG_KEYS, NAME_PLACE, hex(bytes.name))).toBe("Әсел");
    expect(parseSheet(sodium, texts.sheet)).toEqual(SHEET);
    expect(joinSheets(sodium, texts["recovery-3"], texts["recovery-1"])).toEqual(PAPER_SECRET);
  });

  it("reads off the sheet by hand", () => {
    const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const bits = [...texts.sheet.replaceAll(" ", "")].map((one) => letters.indexOf(one).toString(2).padStart(5, "0"));
    const read =
      bits
        .join("")
        .match(/.{8}/g)
        ?.map((byte) => Number.parseInt(byte, 2)) ?? [];
    expect(read.slice(0, 16)).toEqual(Array(16).fill(41));
    expect(read.slice(16, 48)).toEqual(Array(32).fill(43));
  });
});
