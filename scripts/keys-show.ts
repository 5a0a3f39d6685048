import { loadDeployment, type RootPins } from "../src/app/deployment.ts";
import { newestRegistry } from "../src/app/newest-registry.ts";
import type { Parts } from "../src/app/parts.ts";
import { printHex, sameBytes } from "../src/domain/ids.ts";

const DAY_LETTERS = 10;

/** The registry and every organisation in force, as lines. What has expired is shown with its date. */
export async function showOrganisations(parts: Parts, pins: RootPins): Promise<readonly string[]> {
  const { sodium, store, keys, texts } = parts;
  const verified = await newestRegistry(parts, pins);
  if (verified === null) return [texts.staffText("keys.none")];
  const { registry } = verified;
  const { recipients } = await loadDeployment(sodium, store, keys, pins);
  const own = registry.bots.find(({ publicKey }) => sameBytes(publicKey, keys.bot().keys.publicKey));
  const until = dayText(registry.expiresAt);
  const bot = own ? dayText(own.notAfter) : "none";
  const organisations = [...recipients.values()].map(({ organisation, charter: { charter } }) =>
    texts.staffText("keys.organisation", {
      id: printHex(organisation.id),
      kind: organisation.kind,
      name: organisation.name,
      version: charter.version,
      until: dayText(charter.expiresAt),
      members: charter.members.filter(({ standing }) => standing === "active").length,
    }),
  );
  return [texts.staffText("keys.registry", { version: registry.version, until, bot }), ...organisations];
}

/** The day, in UTC. */
export function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, DAY_LETTERS);
}
