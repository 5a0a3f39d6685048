import libsodium from "libsodium-wrappers";

/** libsodium after its wasm has started; every function of this folder takes it as its first argument. */
export type Sodium = typeof libsodium;

/**
 * Starts libsodium. Repeated calls share one instance.
 *
 * In a page the content security policy must allow `'wasm-unsafe-eval'`: there is no JavaScript fallback.
 *
 * @see https://github.com/jedisct1/libsodium.js
 */
export async function loadSodium(): Promise<Sodium> {
  await libsodium.ready;
  return libsodium;
}
