const LIKE_A_PIN = /^\d{4,8}$/;
const UP = "01234567890";
const DOWN = "09876543210";

/** The digits of a PIN in what was typed, blanks and dashes aside; null when it is none. */
export function pinIn(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, "");
  return LIKE_A_PIN.test(digits) ? digits : null;
}

/** Digits that anybody tries first: one digit again and again, two in turn, a run up or down. */
export function isEasyPin(digits: string): boolean {
  return /^(\d\d?)\1+\d?$/.test(digits) || UP.includes(digits) || DOWN.includes(digits);
}
