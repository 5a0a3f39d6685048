/** What a phrase of hers is to be: a cry that the shop answers, or the sign that he reads along. */
export const PHRASE_KINDS = ["cry", "duress"] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];

/**
 * Why a phrase is not taken. `short`, `long`, `weak`: too little of it is her own; `ours`: the bot says it itself;
 * `everyday`: people write it without meaning it; `danger`: it tells openly of danger, and numbers would be shown;
 * `like-other`: the other phrase would be heard in it.
 */
export const PHRASE_PROBLEMS = ["short", "long", "weak", "ours", "everyday", "danger", "like-other"] as const;
export type PhraseProblem = (typeof PHRASE_PROBLEMS)[number];
