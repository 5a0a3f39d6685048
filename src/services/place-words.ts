/**
 * Words that stand around a place and are none themselves, as people write them; both languages and Latin letters.
 * Compared folded, so one spelling of each is enough.
 */
interface WordLists {
  /** Stand before a place in Russian: "в", "под". Strong evidence that what follows is one. */
  readonly before: readonly string[];
  /** Say what kind of place is meant: "город", "ауылы". */
  readonly kind: readonly string[];
  readonly region: readonly string[];
  readonly district: readonly string[];
  /** "I live", "I am": after a Kazakh case ending as strong as a Russian preposition. */
  readonly being: readonly string[];
  /** Everything else that says nothing of its own. */
  readonly other: readonly string[];
  /** The name after it is a street. */
  readonly streetBefore: readonly string[];
  /** The name before it is a street. */
  readonly streetAfter: readonly string[];
  readonly not: readonly string[];
  /** Somebody else is the subject. */
  readonly they: readonly string[];
  /** On the way: from there or there, but not there. */
  readonly moving: readonly string[];
  /** She is the subject. */
  readonly me: readonly string[];
}

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

const WORDS: WordLists = {
  before: list("в во из под около возле близ вблизи недалеко неподалёку рядом за in near from"),
  kind: [
    ...list("город города городе городу городом гор г село села селе селу с посёлок посёлка посёлке пос п пгт"),
    ...list("аул аула ауле аулом деревня деревни деревне дер станция станции ст город-спутник пригород пригороде"),
    ...list("қала қаласы қаласында қаласынан қаласына қаласының қалада қалашығы қ ауыл ауылы ауылында ауылынан"),
    ...list("ауылына ауылының кент кенті кентінде кентінен поселкесі поселкесінде станциясы станциясында city village"),
  ],
  region: [
    ...list("область области областью обл облысы облысында облысынан облысының облысына облыс обласы"),
    ...list("oblys oblysy oblast region"),
  ],
  district: list("район района районе району районы ауданы ауданында ауданынан ауданының ауданына аудан ауд раён"),
  being: [
    ...list("тұрамын тұрам тұрамыз тұрып тұрмын тұрып жатырмын жатырмыз жатыр жүрмін жүрміз отырмын отырмыз боламын"),
    ...list("болам тұрғынымын тұрғыны тұратынмын туып өскенмін келдім келгенмін боламыз болып"),
  ],
  other: [
    ...list(
      "я мы мне нас меня сейчас щас теперь пока живу живём проживаю проживаем нахожусь находимся сама сам мой моё",
    ),
    ...list("родом приехала приехали приехал переехала родилась это есть тут здесь от к ко на у с со до по и а но"),
    ...list(
      "район окраина окраине центр центре сам самом маленьком маленькой небольшом одном одной нашем нашей где то",
    ),
    ...list("км километров километрах километре казахстан казахстана казахстане рк республика точно примерно наверное"),
    ...list("не далеко нет женщина детьми"),
    ...list(
      "мен біз маған бізге қазір осы мына мында осында жанында жанынан маңында маңы маңынан қасында жақта жақтан",
    ),
    ...list("жақтамын жақын жерде жер жерінде аймағы аймағында аумағында бір өзім мекенім мекенжайым мекенжай шақырым"),
    ...list("шақырымда қазақстан қазақстанда қазақстаннан еліндегі кіші кішкентай емес емеспін және мен бен пен деген"),
    ...list("деген аталатын дегенде жердемін шеті шетінде i live am at the"),
  ],
  streetBefore: list(
    "улица улице улицы улицей ул ули проспект проспекте проспекта просп переулок переулке пер бульвар шоссе",
  ),
  streetAfter: list("көшесі көшесінде көше көш даңғылы даңғылында даңғыл көшесінен проспектісі орамы"),
  not: list("не емес емеспін емеспіз"),
  they: list(
    "муж он она отец брат свёкор свекровь мама мать сын дочь сестра күйеуім ол әкем анам ағам інім енем апам балам",
  ),
  moving: [
    ...list(
      "уехала уехали уехать сбежала сбежали ушла ушли выехала выехали еду едем поеду поезд поезде автобус автобусе",
    ),
    ...list("кеттім кеттік қаштым қаштық кетіп барамын барамыз барғым бара пойыз пойызда автобуста"),
  ],
  me: list("я мы мне нахожусь живу живём мен біз маған тұрамын тұрамыз жүрмін"),
};

/** {@link WORDS} folded, for comparing. */
export type PlaceWords = Readonly<Record<keyof WordLists | "around", ReadonlySet<string>>>;

export function foldPlaceWords(fold: (text: string) => string): PlaceWords {
  const folded = (words: readonly string[]) => new Set(words.map(fold));
  const { before, kind, region, district, being, other, not, me } = WORDS;
  return {
    before: folded(before),
    kind: folded(kind),
    region: folded(region),
    district: folded(district),
    being: folded(being),
    other: folded(other),
    streetBefore: folded(WORDS.streetBefore),
    streetAfter: folded(WORDS.streetAfter),
    not: folded(not),
    they: folded(WORDS.they),
    moving: folded(WORDS.moving),
    me: folded(me),
    around: folded([...before, ...kind, ...region, ...district, ...being, ...other, ...not, ...me]),
  };
}
