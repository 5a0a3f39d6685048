/** What the page knows of itself. */
export interface PageFacts {
  /** Version, and the beginning of the manifest's SHA-256, to be compared with what was published. */
  readonly version: string;
}

const SHOWN_LETTERS = 12;

/** Reads the manifest that lies beside the page. Empty where there is none, or no secure connection to count over it. */
export async function readPageFacts(fetching: typeof fetch, digest: SubtleCrypto | undefined): Promise<PageFacts> {
  try {
    const answer = await fetching("./manifest.json", { cache: "no-store" });
    const bytes = await answer.arrayBuffer();
    const { version } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly version: unknown };
    const hash = digest === undefined ? null : new Uint8Array(await digest.digest("SHA-256", bytes));
    const letters = hash === null ? "" : [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return { version: [String(version), letters.slice(0, SHOWN_LETTERS)].filter((part) => part !== "").join(" · ") };
  } catch {
    return { version: "" };
  }
}
