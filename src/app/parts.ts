import type { Sodium } from "../crypto/sodium.ts";
import type { Ears } from "../distress/signs/hear-signs.ts";
import type { Channel } from "../domain/chat.ts";
import type { RandomBytes } from "../domain/ids.ts";
import type { Log } from "../domain/log-event.ts";
import type { Clock, UnixMs } from "../domain/time.ts";
import type { Urgency } from "../domain/urgency.ts";
import type { Texts } from "../i18n/texts.ts";
import type { KeyService } from "../keys/key-service.ts";
import type { Directory } from "../services/help-near.ts";
import type { MainStore } from "../storage/main-store.ts";
import type { Talk } from "../talks/talk.ts";
import type { Deployment } from "./deployment.ts";
import type { Feed } from "./desk/feed.ts";
import type { Openings } from "./desk/openings.ts";

/** How long things are kept, in days; see `.env.example`. */
export interface Retention {
  readonly untouchedDays: number;
  readonly closedDays: number;
}

/** How long the bot waits for what, in ms; see `.env.example`. */
export interface Patience {
  /** Silence after which whoever writes may be somebody else. */
  readonly idle: number;
  /** Age at which messages are deleted from a chat. */
  readonly sweep: number;
  /** From the wish to have a case destroyed to its end. */
  readonly erase: number;
}

/** What every use case is made of. Put together once, in main.ts or in a test. */
export interface Parts {
  readonly store: MainStore;
  /** When the store last did not say what became of a unit; at least the start. */
  readonly lastOutage: () => UnixMs;
  readonly keys: KeyService;
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly log: Log;
  readonly texts: Texts;
  readonly talks: ReadonlyMap<string, Talk>;
  readonly directory: Directory;
  /** What was committed through the store, for those who watch the queue. */
  readonly feed: Feed;
  /** Who opened how many cases of late. */
  readonly openings: Openings;
  /** Listens for danger in whatever she writes. */
  readonly ears: Ears;
  /** The organisations in force now; read again when the registry changes. */
  readonly deployment: () => Deployment;
  readonly retention: Retention;
  readonly patience: Patience;
  /** The cover that this deployment wears. */
  readonly persona: string;
  /** How soon a human should have opened a case, in ms, by urgency. */
  readonly targets: Readonly<Record<Urgency, number>>;
  /** Nobody reads: every talk says so. */
  readonly demo: boolean;
}

/** The same parts, speaking as one channel does. [Note: A channel's own words] */
export function speakingOn(parts: Parts, channel: Channel): Parts {
  const texts = parts.texts.on(channel);
  return texts === parts.texts ? parts : Object.create(parts, { texts: { value: texts, enumerable: true } });
}
