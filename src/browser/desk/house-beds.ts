/** Beds as typed: null where nothing is said, "wrong" where it is no number of beds. */
export function bedsOf(typed: string): number | null | "wrong" {
  const trimmed = typed.trim();
  if (trimmed === "") return null;
  return /^\d{1,3}$/.test(trimmed) ? Number(trimmed) : "wrong";
}
