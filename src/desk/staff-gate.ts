import { mustBeHerCommand } from "../app/desk/commands.ts";
import { sessionOf } from "../app/desk/sessions.ts";
import type { Parts } from "../app/parts.ts";
import { parseBase64 } from "../domain/base64.ts";
import { Fault } from "../domain/faults.ts";
import type { Gate } from "./gate.ts";

const HASH_BYTES = 32;

/** The gate of the desk: sessions by their token, commands by their signature. */
export function staffGate(parts: Parts): Gate {
  return {
    enter(request) {
      const [, token = ""] = /^Bearer ([\w-]{43})$/.exec(request.headers.get("authorization") ?? "") ?? [];
      const bytes = parseBase64(token);
      if (bytes === null || bytes.length !== HASH_BYTES) throw new Fault("desk/signed-out");
      return sessionOf(parts, bytes);
    },
    async mustBeCommanded(session, request, body) {
      const counter = request.headers.get("pana-counter") ?? "";
      const signature = parseBase64(request.headers.get("pana-signature") ?? "");
      const heads = (request.headers.get("pana-heads") ?? "").split(".").map(parseBase64);
      const [registryHead, auditHead] = heads;
      if (!/^[1-9]\d{0,14}$/.test(counter) || signature === null || heads.length !== 2) throw badSignature();
      if (registryHead?.length !== HASH_BYTES || auditHead?.length !== HASH_BYTES) throw badSignature();
      const { pathname: path } = new URL(request.url);
      const command = { method: request.method, path, body, counter: Number(counter), registryHead, auditHead };
      await mustBeHerCommand(parts, session, command, signature);
    },
  };
}

function badSignature(): Fault {
  return new Fault("desk/bad-signature");
}
