import type { HeardDanger } from "../distress/signs/hear-signs.ts";
import type { ChatAddress } from "../domain/chat.ts";
import type { Link } from "../domain/link.ts";
import type { Outgoing, Tells } from "../domain/outgoing.ts";
import type { Write } from "../storage/writes.ts";
import type { Act } from "./audit.ts";

/** What a turn changes, gathered until it is committed as one. */
export interface Turn {
  readonly chat: ChatAddress;
  /** How the words of this turn came: passed on from somebody else, or in place of earlier ones. */
  readonly forwarded: boolean;
  readonly edited: boolean;
  /** Her message; null: she pressed something, or the channel cannot name it. */
  readonly message: number | null;
  /** What words tell of danger; those of this turn were listened to already. */
  readonly dangerIn: (words: string) => HeardDanger;
  /** Words that told of danger before she could be asked; see `TalkState`. */
  cry: string | null;
  /** Words that she wrote before it was known who writes; they are heard once the talk beneath goes on. */
  held: string | null;
  link: Link;
  /** She asked to be forgotten: what is kept of the chat is as on its first day. */
  forgot: boolean;
  readonly writes: Write[];
  /** What is done once they are kept, and must not be done before. */
  readonly afterwards: (() => void)[];
  /** To be written down with them; null: nothing. */
  act: Act | null;
  /** Answers of staff that go out with this turn, before its own words. */
  readonly handedOver: Outgoing[];
  /** Whose words those are. */
  readonly tells: Tells[];
}
