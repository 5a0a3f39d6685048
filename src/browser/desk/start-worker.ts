import workerUrl from "./worker.ts?worker&url";

/** The one policy that the headers of the page allow. Its name stands in `trusted-types`. */
const POLICY = "pana-worker";

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

/**
 * Starts the Worker that holds the keys.
 *
 * Where scripts need trusted types a Worker does, too. The only policy there is gives this one address and none other,
 * and it can be made only once: whatever runs later in this page has no way to run a text as a script.
 */
export function startWorker(): Worker {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  const policy = trustedTypes?.createPolicy(POLICY, {
    createScriptURL(url) {
      if (url === workerUrl) return url;
      throw new TypeError("not the Worker of the desk");
    },
  });
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: "module", name: "pana-desk" });
}
