/** Two soft tones, rising: heard across a room, no siren. Hz. */
const TONES = [587, 784] as const;
const TONE_SECONDS = 0.28;
const LOUDNESS = 0.25;

/** Rings for immediate cases. Made by a press, because browsers let a page sound only after one. */
export interface Alarm {
  ring(): void;
  close(): void;
}

/** @param context a new one; closed with the alarm. */
export function createAlarm(context: AudioContext): Alarm {
  void context.resume();
  return {
    ring() {
      void context.resume();
      for (const [i, hertz] of TONES.entries()) tone(context, hertz, context.currentTime + i * TONE_SECONDS);
    },
    close: () => void context.close(),
  };
}

/** Swells and fades, so that nothing clicks. `at` in the context's seconds. */
function tone(context: AudioContext, hertz: number, at: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.04);
  gain.gain.linearRampToValueAtTime(0, at + TONE_SECONDS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_SECONDS);
}

/** Asks whether notices may be shown; a refusal is fine. */
export async function askForNotices(): Promise<void> {
  if (!("Notification" in globalThis) || Notification.permission !== "default") return;
  await Notification.requestPermission().catch(() => "denied");
}

/** A notice of the device, without a word about the case. A press brings the page to the front. */
export function showNotice(title: string): void {
  if (!("Notification" in globalThis) || Notification.permission !== "granted") return;
  try {
    const notice = new Notification(title, { tag: "pana-immediate", silent: true });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
  } catch {
    // Some phones allow notices from a service worker only; sound and title remain.
  }
}
