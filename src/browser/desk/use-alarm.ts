import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../ui/texts-context.tsx";
import { useNow } from "../ui/ticker.ts";
import type { OwnSession } from "./port.ts";
import { usePreferences } from "./preferences-context.tsx";
import { type Alarm, createAlarm, showNotice } from "./queue-alarm.ts";
import type { QueueState } from "./queue-state.ts";
import { newlyCalling, waitingNow } from "./queue-view.ts";

const LOOK_MS = 5_000;

/**
 * Bell, notice and the number in the title, for immediate cases only. Who is not on duty is not rung for.
 *
 * @returns the newest of them in a sentence, for those who hear the page; empty: none.
 */
export function useAlarm(queue: QueueState, session: OwnSession): string {
  const { text } = useTexts();
  const { preferences } = usePreferences();
  const now = useNow(LOOK_MS);
  const rung = useRef<Set<string>>(new Set());
  const alarm = useRef<Alarm | null>(null);
  const [newest, setNewest] = useState<string | null>(null);

  useEffect(() => {
    if (!preferences.sound) return undefined;
    alarm.current = createAlarm(new AudioContext());
    return () => {
      alarm.current?.close();
      alarm.current = null;
    };
  }, [preferences.sound]);

  const waiting = waitingNow(queue.rows.values(), now);
  useEffect(() => {
    const title = text("shell.title");
    document.title = waiting === 0 ? title : text("queue.badge", { n: waiting, title });
    return () => {
      document.title = title;
    };
  }, [waiting, text]);

  useEffect(() => {
    const calling = newlyCalling(queue.rows.values(), rung.current, session.memberId, now);
    for (const row of calling) rung.current.add(row.caseId);
    setNewest((old) => calling.at(-1)?.name ?? old);
    if (calling.length === 0 || !session.onDuty || !preferences.sound) return;
    alarm.current?.ring();
    if (document.hidden) showNotice(text("queue.notice"));
  }, [queue, now, session, preferences.sound, text]);
  return newest === null ? "" : text("queue.arrived", { name: newest });
}
