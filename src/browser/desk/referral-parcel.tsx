import type { EntryBody } from "../../domain/case-contents.ts";
import type { DeskTextKey } from "../../i18n/desk-text-keys.ts";
import { Check, Choice } from "../ui/field.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { momentOf } from "../ui/time-words.ts";
import { unquote } from "./case-facts.ts";
import { placeWords } from "./case-words.ts";
import { firstLetters } from "./long-text.tsx";
import type { CaseLine } from "./port.ts";
import { entriesOf, isTicked, type PacketItem, type Parcel, packetItems, turn } from "./referral-packet.ts";

interface ReferralParcelProps {
  readonly lines: readonly CaseLine[];
  readonly parcel: Parcel;
  readonly onChange: (parcel: Parcel) => void;
}

/** What the receiver will see. Selected entries unless the whole case is asked for on purpose. */
export function ReferralParcel({ lines, parcel, onChange }: ReferralParcelProps) {
  const { text } = useTexts();
  const chosen = entriesOf(lines, parcel)?.length ?? 0;
  return (
    <section class="stack-small" aria-label={text("referral.offer.what")}>
      <Choice
        label={text("referral.offer.what")}
        value={parcel.isWhole ? "whole" : "packet"}
        options={[
          { value: "packet", text: text("referral.offer.packet") },
          { value: "whole", text: text("referral.offer.whole") },
        ]}
        onChoose={(kind) => onChange({ ...parcel, isWhole: kind === "whole", isWholeSure: false })}
      />
      <p class="small soft">{text(parcel.isWhole ? "referral.offer.whole-about" : "referral.offer.packet-about")}</p>
      {parcel.isWhole ? (
        <Check
          label={text("referral.offer.whole-sure")}
          isOn={parcel.isWholeSure}
          onChange={(isWholeSure) => onChange({ ...parcel, isWholeSure })}
        />
      ) : (
        <>
          <ul class="packet">
            {packetItems(lines).map((item) => (
              <li key={item.line.entryId}>
                <Check
                  label={<EntryInBrief item={item} />}
                  isOn={isTicked(item, parcel)}
                  onChange={() => onChange(turn(parcel, item.line.entryId))}
                />
              </li>
            ))}
          </ul>
          <p class="small" role="status">
            {chosen === 0 ? text("referral.offer.nothing") : text("referral.offer.chosen", { n: chosen })}
          </p>
        </>
      )}
    </section>
  );
}

const BRIEF_LETTERS = 160;

function EntryInBrief({ item: { line } }: { readonly item: PacketItem }) {
  const texts = useTexts();
  const body = line.body.entry === "quote" ? (unquote(line.body) ?? line.body) : line.body;
  const words = wordsOf(texts, body);
  return (
    <span class="packet-item">
      <span class="small soft">
        {texts.text(kindWord(body.entry))} · {momentOf(texts, line.at, Date.now())}
      </span>
      {words !== null && <PersonText text={firstLetters(words, BRIEF_LETTERS)} />}
    </span>
  );
}

const KIND_WORD = {
  summary: "case.entry.summary",
  intake: "case.entry.told",
  location: "case.entry.location",
  text: "referral.offer.their-words",
  alert: "case.entry.alert",
  message: "referral.offer.our-words",
  note: "case.entry.note",
  action: "case.call.title",
} as const satisfies Readonly<Partial<Record<EntryBody["entry"], DeskTextKey>>>;

/** Kinds that go into no packet have no word of their own. */
function kindWord(entry: EntryBody["entry"]): DeskTextKey {
  return entry in KIND_WORD ? KIND_WORD[entry as keyof typeof KIND_WORD] : "case.entry.told";
}

function wordsOf(texts: Parameters<typeof placeWords>[0], body: EntryBody): string | null {
  if (body.entry === "location") {
    const { own, known, point } = placeWords(texts, body.place);
    return own ?? known ?? (point === null ? null : `${point.lat}, ${point.lon}`);
  }
  return "text" in body ? body.text : null;
}
