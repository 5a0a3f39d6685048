/** Everything that staff may do on the desk has a name here. A route without one does not exist. */
export const PERMISSIONS = {
  "session.own": ["reader", "staff", "admin"],
  "queue.read": ["reader", "staff", "admin"],
  "case.read": ["reader", "staff", "admin"],
  "case.claim": ["staff", "admin"],
  "case.write": ["staff", "admin"],
  "case.reply": ["staff", "admin"],
  "case.close": ["staff", "admin"],
  "case.shred-spam": ["staff", "admin"],
  "case.take-back": ["admin"],
  "referral.offer": ["staff", "admin"],
  "referral.answer": ["staff", "admin"],
  "organisation.read": ["reader", "staff", "admin"],
  "organisation.intake": ["staff", "admin"],
  "organisation.duty": ["staff", "admin"],
  "phrases.edit": ["admin"],
  "members.read": ["reader", "staff", "admin"],
  "members.edit": ["admin"],
  "audit.read": ["admin"],
} as const satisfies Readonly<Record<string, readonly ("reader" | "staff" | "admin")[]>>;
export type Permission = keyof typeof PERMISSIONS;
