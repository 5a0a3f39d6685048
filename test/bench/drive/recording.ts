import { Samples } from "../measure/samples.ts";

/** What happened since it was begun. */
export class Recording {
  /** From when an update was to be sent until the reply reached the Bot API, in milliseconds. */
  readonly replies = new Samples();
  /** From a code phrase until the notice reached the staff chat, in milliseconds. */
  readonly alerts = new Samples();
  /** Updates that were answered and acknowledged. */
  updates = 0;
  /** Persons who came to the end of their script. */
  finished = 0;
  /** Messages to staff. */
  notices = 0;
}
