/** Why the desk is locked; `self`: she did it. The others are those of the `locked` event. */
export type LockReason = "idle" | "limit" | "charter" | "signed-out" | "self";
