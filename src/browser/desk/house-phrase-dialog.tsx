import { useState } from "preact/hooks";
import type { ReadyPhrase } from "../../domain/desk/organisation.ts";
import { Check, TextArea, TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { useToasts } from "../ui/toast.tsx";
import { useWorkplace } from "./desk-context.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { MOST_PHRASE, orderOf, phraseTrouble } from "./house-phrases.ts";
import { useCall } from "./use-call.ts";

interface HousePhraseDialogProps {
  readonly phrase: ReadyPhrase;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One phrase in three languages side by side: none is another's fallback, so none may be missing. */
export function HousePhraseDialog({ phrase: before, onDone, onClose }: HousePhraseDialogProps) {
  const { text } = useTexts();
  const toasts = useToasts();
  const { port } = useWorkplace();
  const [phrase, setPhrase] = useState(before);
  const [typedOrder, setTypedOrder] = useState(String(before.order));
  const call = useCall();
  const trouble = phraseTrouble(phrase);
  const order = orderOf(typedOrder);
  const isNew = before.texts.ru === "";
  const save = async () => {
    if (order === null) return;
    const { kk, ru, en } = phrase.texts;
    const texts = { kk: kk.trim(), ru: ru.trim(), en: en.trim() };
    const done = await call.run(() => port.house.keepPhrase({ ...phrase, order, texts }));
    if (done === null) return;
    toasts.show({ text: text("house.phrases.saved") });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={text(isNew ? "house.phrases.add" : "house.phrases.edit")}
      submit={text("house.phrases.save")}
      isReady={trouble === null && order !== null}
      isWide
      call={call}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {phrase.set === "covert" && <Notice tone="covert" title={text("house.phrases.covert-about")} />}
      <div class="phrase-fields">
        {(["kk", "ru", "en"] as const).map((locale) => (
          <TextArea
            key={locale}
            label={text(`house.phrases.${locale}`)}
            lang={locale}
            rows={4}
            maxLength={MOST_PHRASE}
            value={phrase.texts[locale]}
            onText={(words) => setPhrase({ ...phrase, texts: { ...phrase.texts, [locale]: words } })}
          />
        ))}
      </div>
      <Check
        label={text("house.phrases.needs-102")}
        isOn={phrase.needs102}
        onChange={(needs102) => setPhrase({ ...phrase, needs102 })}
      />
      <TextField
        label={text("house.phrases.order")}
        inputMode="numeric"
        value={typedOrder}
        onText={setTypedOrder}
        error={order === null ? text("house.intake.beds-wrong") : null}
      />
      {trouble !== null && <p class="small soft">{text(`house.phrases.${trouble}`)}</p>}
    </FormDialog>
  );
}
