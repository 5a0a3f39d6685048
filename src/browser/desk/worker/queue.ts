import { queueAnswerSchema, rowAnswerSchema } from "../../../domain/desk/case-requests.ts";
import type { QueuePort } from "../port.ts";
import { answered } from "./api-client.ts";
import { NOTHING } from "./received.ts";
import { LiveStream } from "./stream.ts";
import type { Workplace } from "./workplace.ts";

/** The queue, as pages ask for it. The stream is open as long as anybody listens. */
export function queuePort(place: Workplace): QueuePort {
  const stream = new LiveStream(place);
  let listeners = 0;
  const row = (caseId: string, what: string, body: object = {}) =>
    answered(() => place.api.post(`/cases/${caseId}/${what}`, body, rowAnswerSchema));

  return {
    read: () => answered(() => place.api.get("/queue", queueAnswerSchema)),
    listen(hear) {
      const hush = place.hear(hear);
      listeners += 1;
      if (listeners === 1) stream.begin();
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        hush();
        listeners -= 1;
        if (listeners === 0) stream.end();
      };
    },
    claim: (caseId) => row(caseId, "claim"),
    release: (caseId) => row(caseId, "release"),
    handOver: (caseId, to) => row(caseId, "hand-over", { to }),
    takeBack: (caseId) => row(caseId, "take-back"),
    setDuty: (on) =>
      answered(async () => {
        await place.api.post("/duty", { on }, NOTHING);
        return {};
      }),
  };
}
