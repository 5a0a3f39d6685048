import type { HeardDanger } from "../distress/signs/hear-signs.ts";
import type { Answer } from "../domain/answers.ts";
import type { ChatAddress } from "../domain/chat.ts";
import type { Heard } from "../talks/hear.ts";
import type { Question } from "../talks/question.ts";
import type { TalkName } from "../talks/talk.ts";

/** One update of a person, freed of its platform. */
export interface Inbound {
  readonly chat: ChatAddress;
  /** Unique for the channel; the same update delivered twice has the same. */
  readonly updateId: string;
  readonly heard: Heard;
  /** Serial of the question that a pressed button belongs to; null for typed words. */
  readonly serial: string | null;
  /** A box to tick or untick; null when nothing is ticked. */
  readonly tick: { readonly option: string; readonly on: boolean; readonly message: number } | null;
  /** A talk to begin, whatever was open: a command, a door. */
  readonly begin: TalkName | null;
  /** The talk is begun because of words that told of danger: where she was asked for her own words they are her answer. */
  readonly telling: boolean;
  /** Numbers were shown already, by the panic path. */
  readonly numbersShown: boolean;
  /** What her words tell of danger; null when nobody has listened yet. */
  readonly danger: HeardDanger | null;
  /** She changed an earlier message. */
  readonly edited: boolean;
  /** Words of somebody else that she passed on. */
  readonly forwarded: boolean;
  /** Her message, to be swept by hide. */
  readonly message: number | null;
}

/** Understands an answer to a question. The chat engine does it, one question at a time. */
export type Listen = (question: Question) => Promise<Answer>;
