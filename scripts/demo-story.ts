/** Somebody in a chat, whatever the platform. */
interface Writer {
  readonly sends: (text: string) => unknown;
  readonly presses: (label: RegExp) => Promise<unknown>;
  readonly hears: (text: RegExp) => Promise<unknown>;
}

/** Prints one step and does it. */
export type Step = (what: string, work: () => Promise<unknown>) => Promise<void>;

/** What she says is invented; each piece is planted, and looked for afterwards wherever it must not be. */
export const AISULU_SAYS = {
  address: "Наурызтөбе көшесі, 4719-үй",
  words: "күйеуім кеше үкіметтен түн ортасында қуып шықты, балам Әділбексұлтан жанымда",
} as const;

export const MARINA_SAYS = {
  words: "сломал мне мизинец лиловым самоваром, живём на улица Старомельничная, дом 3186",
  phone: "+7 (700) 555-01-73",
} as const;

/** Kazakh, danger now: from the first press to a sealed case with place and words in it. */
export async function playDangerNow(person: Writer, step: Step): Promise<void> {
  await step("she opens the chat", async () => {
    await person.sends("/start");
    await person.hears(/Тілді таңдаңыз/);
  });
  await step("she chooses Kazakh, for herself, safe to write", async () => {
    await person.presses(/Қазақша/);
    await person.hears(/Көмек кімге/);
    await person.presses(/Маған/);
    await person.hears(/қауіпсіз жаза аласыз/);
    await person.presses(/Иә, қауіпсіз/);
    await person.hears(/«Пана» боты/);
  });
  await step("she presses danger now: the numbers come first", async () => {
    await person.presses(/Қазір қауіпті/);
    await person.hears(/📞 102[\s\S]*📞 112/);
  });
  await step("she agrees: a sealed urgent case is opened", async () => {
    await person.presses(/Иә, хабарлаңыз/);
    await person.hears(/ешкім оқыған жоқ/);
  });
  await step("she writes where she is, who is in danger, how to reach her", async () => {
    await person.sends(AISULU_SAYS.address);
    await person.hears(/Қай облыста/);
    await person.presses(/Астана қаласы/);
    await person.hears(/Кімге қауіп/);
    await person.presses(/Маған және/);
    await person.hears(/қалай жауап/);
    await person.presses(/Осында бірден/);
    await person.hears(/Жазып алдық/);
  });
  await step("she writes in her own words, and is told honestly that nobody has read them", async () => {
    await person.sends(AISULU_SAYS.words);
    await person.hears(/оқыған жоқ/);
  });
}

/** Russian: intake with consent, then the nearest centre. @param first who is in a talk already begins anew by `/start`. */
export async function playIntake(person: Writer, step: Step, first = "Здравствуйте"): Promise<void> {
  await step("she opens the chat and chooses Russian", async () => {
    await person.sends(first);
    await person.hears(/Выберите язык/);
    await person.presses(/Русский/);
    await person.hears(/Кому нужна помощь/);
    await person.presses(/^Мне$/);
    await person.hears(/безопасно/);
    await person.presses(/Да, безопасно/);
    await person.hears(/«Пана»/);
  });
  await step("she tells what happens, and where", () => tellIntake(person));
  await step("she agrees to the hotline and the centre; the police are asked about last, after whose kin he is", () =>
    consent(person),
  );
  await step("she reads the summary and sends", async () => {
    await person.presses(/^Отправить$/);
    await person.hears(/никто не прочитал/);
  });
  await step("she looks for the nearest centre", async () => {
    await person.presses(/меню/);
    await person.hears(/Что сделать сейчас/);
    await person.presses(/Помощь рядом/);
    await person.hears(/област/);
    await person.presses(/город Астана/);
    await person.hears(/Для кого/);
    await person.presses(/Для женщины с детьми/);
    await person.hears(/Үміт|Умит|Астана[\s\S]*111/);
  });
}

async function tellIntake(person: Writer): Promise<void> {
  await person.presses(/Рассказать/);
  await person.hears(/прямо сейчас/);
  await person.presses(/^Нет$/);
  await person.hears(/Что происходит/);
  await person.sends("1");
  await person.hears(/Было ли что-то из этого/);
  await person.sends("2, 3");
  await person.hears(/душили/);
  await person.presses(/Есть, со мной|со мной/);
  await person.hears(/травмы/);
  await person.presses(/врач не нужен/);
  await person.hears(/област/);
  await person.presses(/город Астана/);
  await person.hears(/помощь вам нужна/);
  await person.sends("поговорить");
  await person.hears(/получить ответ/);
  await person.presses(/В любое время/);
  await person.hears(/своими словами/);
  await person.sends(MARINA_SAYS.words);
}

async function consent(person: Writer): Promise<void> {
  await person.hears(/горячую линию/);
  await person.presses(/^Да$/);
  await person.hears(/кризисный центр/);
  await person.presses(/^Да$/);
  await person.hears(/в полиции/);
  await person.presses(/^Да$/);
  await person.hears(/позвонили/);
  await person.presses(/^Да$/);
  await person.hears(/На какой номер/);
  await person.sends(MARINA_SAYS.phone);
  await person.hears(/Вот что мы отправим/);
}
