import type { DeskEvent, DeskPort } from "./port.ts";

export type Part = keyof DeskPort;

/** Every call that may cross to the Worker, by part. What is not here is not answered; one that is missing does not compile. */
export const CALLS: { readonly [P in Part]: Readonly<Record<Exclude<keyof DeskPort[P], "listen">, true>> } = {
  door: {
    welcome: true,
    enterDemo: true,
    bringFile: true,
    bringSheet: true,
    lookAtInvitation: true,
    weighPassphrase: true,
    enrol: true,
    unlock: true,
    lock: true,
    signOutEverywhere: true,
    forgetDevice: true,
    changePassphrase: true,
    touch: true,
  },
  queue: { read: true, claim: true, release: true, handOver: true, takeBack: true, setDuty: true },
  cases: {
    open: true,
    reply: true,
    note: true,
    setUrgency: true,
    called102: true,
    recordConsent: true,
    stopContact: true,
    close: true,
    shredSpam: true,
    nearest: true,
  },
  referrals: {
    read: true,
    offer: true,
    accept: true,
    decline: true,
    withdraw: true,
    arrived: true,
    didNotArrive: true,
    close: true,
  },
  house: {
    organisations: true,
    setIntake: true,
    phrases: true,
    keepPhrase: true,
    erasePhrase: true,
    members: true,
    invite: true,
    admit: true,
    remove: true,
    moveCases: true,
    renewCharter: true,
    makeRecoveryKit: true,
    audit: true,
  },
};

/** From the page to the Worker. */
export type Asked =
  | {
      readonly kind: "call";
      readonly id: number;
      readonly part: Part;
      readonly name: string;
      /** In the place of a function stands null. */
      readonly args: readonly unknown[];
      /** Which of the arguments are functions: each of their calls comes back as `progress`. */
      readonly functions: readonly number[];
    }
  | { readonly kind: "listen" | "hush"; readonly id: number };

/** From the Worker to the page. */
export type Answered =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "progress"; readonly id: number; readonly argument: number; readonly args: readonly unknown[] }
  | { readonly kind: "event"; readonly id: number; readonly event: DeskEvent };

/** Two ends that post to each other: a Worker and its page, or the ports of a channel. */
export interface Wire {
  send(message: Asked | Answered): void;
  hear(work: (message: unknown) => void): void;
}

/** Anything with `postMessage` that copies what it is given. */
export interface Poster {
  postMessage(message: unknown): void;
  addEventListener(type: "message", work: (event: MessageEvent) => void): void;
}

export function wireOf(poster: Poster): Wire {
  return {
    send: (message) => poster.postMessage(message),
    hear: (work) => poster.addEventListener("message", (event) => work(event.data)),
  };
}
