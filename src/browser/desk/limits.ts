/** Letters of a reason, and of her words of consent: as many as an entry takes. */
export const MOST_REASON = 1_000;
/** Letters of a place that was told to 102. */
export const MOST_PLACE = 300;
