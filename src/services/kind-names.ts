import type { LocalName, ServiceKind } from "../domain/service-records.ts";

const KIND_NAMES: Readonly<Record<ServiceKind, LocalName>> = {
  hotline: { kk: "Сенім телефоны", ru: "Телефон доверия" },
  police: { kk: "Полиция", ru: "Полиция" },
  medical: { kk: "Медициналық көмек", ru: "Медицинская помощь" },
  crisis_centre: { kk: "Дағдарыс орталығы", ru: "Кризисный центр" },
  family_centre: { kk: "Отбасын қолдау орталығы", ru: "Центр поддержки семьи" },
  legal_aid: { kk: "Заң көмегі", ru: "Юридическая помощь" },
};

/** What an organisation is, in a word or two. */
export function kindName(kind: ServiceKind): LocalName {
  return KIND_NAMES[kind];
}
