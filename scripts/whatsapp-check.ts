import { readFileSync } from "node:fs";
import { parseConfig, withEnvFile } from "../src/config.ts";
import type { UnixMs } from "../src/domain/time.ts";
import { checkWhatsApp } from "./whatsapp/check-whatsapp.ts";
import { printFinding } from "./whatsapp/finding.ts";

// Looks at the settings of WhatsApp with the eyes of Meta: token, number, app, account, templates, and this server's
// own webhook. Messages nobody, changes nothing, prints no token and no number. One line each: ok, note, or what to do.
// Exit code 0: nothing is to be done; 1: something is; 2: the settings cannot be read.

const UNREADABLE = 2;
const read = (path: string) => readFileSync(path, "utf8");

function configOrEnd() {
  try {
    return parseConfig(withEnvFile(process.env, ".env", read), read);
  } catch (error) {
    process.stderr.write(`The settings are not usable:\n${error instanceof Error ? error.message : ""}\n`);
    process.exit(UNREADABLE);
  }
}

const findings = await checkWhatsApp(configOrEnd(), Date.now() as UnixMs);
process.stdout.write(findings.map((finding) => `${printFinding(finding)}\n`).join(""));
process.exitCode = findings.some(({ kind }) => kind === "to do") ? 1 : 0;
