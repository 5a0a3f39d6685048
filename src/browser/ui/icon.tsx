/** Drawn with one line width on 20 × 20; always beside a word or with the word as its label elsewhere. */
const PATHS = {
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3",
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "M5 5l10 10M15 5L5 15",
  back: "M12 4l-6 6 6 6",
  next: "M8 4l6 6-6 6",
  check: "M4 10.5l4 4 8-9",
  sound: "M4 8v4h3l4 3V5L7 8zM14 7.5a4 4 0 0 1 0 5",
  mute: "M4 8v4h3l4 3V5L7 8zM14 8l4 4M18 8l-4 4",
  queue: "M4 5h12M4 10h12M4 15h7",
  referral: "M3 10h11M10 5l5 5-5 5",
  house: "M3 9.5L10 4l7 5.5V16H3zM8 16v-4h4v4",
  members:
    "M7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2.5 16c0-3 2-4.5 4.5-4.5s4.5 1.5 4.5 4.5M13 9a2 2 0 1 0 0-4M14 11.5c2.2.2 3.5 1.8 3.5 4.5",
  audit: "M5 3h10v14H5zM8 7h4M8 10h4M8 13h2",
  print: "M6 7V3h8v4M6 14H3V7h14v7h-3M6 12h8v5H6z",
  copy: "M7 7h9v9H7zM4 13V4h9",
  more: "M4 10h.01M10 10h.01M16 10h.01",
  mask: "M3 7c4 1.5 10 1.5 14 0 0 5-2 8-4 8-1.5 0-2-2-3-2s-1.5 2-3 2c-2 0-4-3-4-8z",
  phone: "M5 3l3 1 1 3-2 2c1 2 2 3 4 4l2-2 3 1 1 3c-1 2-3 2-5 1-4-2-6-4-8-8-1-2-1-4 1-5z",
} as const;
export type IconName = keyof typeof PATHS;

/** Says nothing by itself: the word beside it does. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
