import { Badge } from "../ui/badge.tsx";
import { PersonText } from "../ui/person-text.tsx";
import { useTexts } from "../ui/texts-context.tsx";
import { townWord } from "./case-words.ts";
import { useWorkplace } from "./desk-context.tsx";
import { HouseIntake } from "./house-intake.tsx";
import { intakeWord } from "./intake-word.ts";
import "./house.css";
import { printRoute } from "./router.ts";
import { useReading } from "./use-call.ts";

/** How this organisation shows itself, who is on duty, and how the others stand. */
export function HousePage() {
  const { text } = useTexts();
  const { session, organisations } = useWorkplace();
  const own = organisations.get(session.organisation.id) ?? session.organisation;
  return (
    <div class="page">
      <h1>{text("house.title")}</h1>
      <p class="house-name">
        <PersonText text={own.name} />
      </p>
      <HouseIntake key={own.id} own={own} />
      <OnDuty />
      <Others own={own.id} />
      <nav class="stack-small" aria-label={text("house.links")}>
        <a class="button button-quiet" href={printRoute({ page: "phrases" })}>
          {text("house.phrases.title")}
        </a>
      </nav>
    </div>
  );
}

function OnDuty() {
  const { text } = useTexts();
  const { port, session } = useWorkplace();
  const { reading } = useReading(() => port.house.members(), [port, session.onDuty]);
  const members = reading !== null && "value" in reading ? reading.value.members : [];
  const working = members.filter(({ standing }) => standing === "active");
  const here = working.filter((one) => (one.isMe ? session.onDuty : one.onDuty));
  return (
    <section class="card stack-small" aria-labelledby="duty-title">
      <h2 id="duty-title">{text("house.duty.title")}</h2>
      {reading !== null && here.length === 0 && <p class="soft">{text("house.duty.nobody")}</p>}
      <ul class="stack-small">
        {here.map((one) => (
          <li key={one.memberId} class="line">
            <PersonText text={one.name} />
            {one.isMe && <Badge>{text("house.duty.me")}</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Others({ own }: { readonly own: string }) {
  const texts = useTexts();
  const { text } = texts;
  const { organisations } = useWorkplace();
  const others = [...organisations.values()].filter(({ id }) => id !== own);
  if (others.length === 0) return null;
  return (
    <section class="card stack-small" aria-labelledby="others-title">
      <h2 id="others-title">{text("house.others.title")}</h2>
      <ul class="others">
        {others.map((card) => (
          <li key={card.id} class="other">
            <span class="other-name">
              <PersonText text={card.name} />
            </span>
            <span class="line small soft">
              <span>{text(`house.kind.${card.kind}`)}</span>
              {card.town !== null && <span>{townWord(texts, card.town)}</span>}
              <span>{text(card.onDuty ? "house.others.on-duty" : "house.others.off-duty")}</span>
            </span>
            {card.kind !== "oversight" && card.intake !== "unknown" && (
              <span>
                <Badge tone={card.intake === "open" ? "accent" : "calm"}>{intakeWord(texts, card)}</Badge>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
