import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WhatsAppAPI } from "whatsapp-api-js";
import {
  ActionButtons,
  ActionList,
  ActionLocation,
  Body,
  Button,
  Interactive,
  ListSection,
  Row,
  Template,
  Text,
} from "whatsapp-api-js/messages";
import { cloudMessages, tickMessages } from "../../../src/channels/whatsapp/cloud-message.ts";
import {
  type CloudMessage,
  locationRequest,
  templateMessage,
  textMessage,
} from "../../../src/channels/whatsapp/cloud-payload.ts";
import { graphClient, type Recipient } from "../../../src/channels/whatsapp/graph-client.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { type GraphStandIn, startGraph } from "../../support/graph-stand-in.ts";
import { bodyOf, buttonsOf, rowsOf } from "./payload-parts.ts";

const option = (i: number, label = `Ответ ${i}`) => [{ label, data: `a.1.o${i}` }];
const options = (count: number) => Array.from({ length: count }, (_, i) => option(i + 1));
const doors = [
  { label: "Жасыру", data: "d.hide.kk" },
  { label: "Қазір қауіпті", data: "d.danger.kk" },
];
const long = `${"Слова. ".repeat(300).trim()}\n\nСогласны?`;

/** What this bot sends, by what it is. */
const MESSAGES: readonly (readonly [string, CloudMessage])[] = Object.entries({
  "a text": cloudMessages("Сіз қауіпсізсіз бе?", []),
  "a text with an address in it": cloudMessages("https://example.org", []),
  "a text of two messages": cloudMessages("x ".repeat(3_000), []),
  "one button": cloudMessages("?", [option(1)]),
  "two buttons": cloudMessages("?", [doors]),
  "three buttons": cloudMessages("?", [option(1), doors]),
  "long words before buttons": cloudMessages(long, [option(1), doors]),
  "a list of four": cloudMessages("?", [...options(2), doors]),
  "a list of ten": cloudMessages("?", [...options(8), doors]),
  "a list with small print": cloudMessages("?", [option(1, "Ол балаларды алып кетемін деп қорқытады"), doors]),
  "titles that were twins": cloudMessages("?", [option(1, "Да"), option(2, "да"), ...options(2)]),
  "seventeen numbered": cloudMessages("?", [...options(17), doors]),
  boxes: tickMessages([[{ label: "☑ Ұрады", data: "t.1.o1.0" }], [{ label: "☐ Аңдиды", data: "t.1.o2.1" }], doors]),
  "a place asked for": [locationRequest("Қайдасыз?")],
  "an approved text": [templateMessage("news", "kk")],
  "an approved text in Russian": [templateMessage("news", "ru")],
}).flatMap(([name, messages]) => messages.map((message): [string, CloudMessage] => [name, message]));

const RECIPIENTS: readonly Recipient[] = [
  { kind: "phone", digits: "12025550101" },
  { kind: "user", id: "KZ.13491208655302741918" },
];

/** Where the others say something else, and why that is no fault of either. */
const DIFFERENCES: Readonly<Record<"kapso" | "whatsapp-api-js", Readonly<Record<string, string>>>> = {
  kapso: {
    "interactive.action.parameters": "repeats the question in a place that Meta's pages do not know",
  },
  "whatsapp-api-js": {
    "text.preview_url": "leaves out what is Meta's choice anyway; we say that nothing is looked up",
    "template.language.policy": "writes out the only policy that there is",
  },
};

let graph: GraphStandIn;
beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.stop());

interface Request {
  readonly url: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** A `fetch` that keeps what it was asked, and answers as Meta does. */
function recorder(into: Request[]): typeof fetch {
  return async (url, init) => {
    const { authorization = null } = Object.fromEntries(new Headers(init?.headers ?? {}));
    into.push({ url: String(url), authorization, body: JSON.parse(String(init?.body)) });
    return Response.json({ messaging_product: "whatsapp", contacts: [], messages: [{ id: "wamid.x" }] });
  };
}

async function sendOurs(to: Recipient, message: CloudMessage): Promise<Request> {
  const { apiRoot, version, token, account } = graph;
  const { phoneNumberId } = account;
  const client = graphClient({ apiRoot, version, phoneNumberId, token: new Secret(token) });
  await client.send(to, message);
  await client.close();
  const url = `https://graph.facebook.com/${version}/${phoneNumberId}/messages`;
  return { url, authorization: `Bearer ${token}`, body: graph.sends.at(-1)?.wire };
}

async function sendWithKapso(to: Recipient, message: CloudMessage): Promise<Request> {
  const asked: Request[] = [];
  const { messages } = new WhatsAppClient({
    accessToken: graph.token,
    graphVersion: graph.version,
    fetch: recorder(asked),
  });
  const address = to.kind === "phone" ? { to: to.digits } : { recipient: to.id };
  const base = { phoneNumberId: graph.account.phoneNumberId, ...address };
  const bodyText = bodyOf(message);
  if (message.type === "text") await messages.sendText({ ...base, body: bodyText, previewUrl: false });
  else if (message.type === "template") await messages.sendTemplate({ ...base, template: message.template });
  else if (message.interactive.type === "button")
    await messages.sendInteractiveButtons({ ...base, bodyText, buttons: [...buttonsOf(message)] });
  else if (message.interactive.type === "list") {
    const buttonText = message.interactive.action.button;
    await messages.sendInteractiveList({ ...base, bodyText, buttonText, sections: [{ rows: [...rowsOf(message)] }] });
  } else {
    const parameters = { requestMessage: bodyText };
    await messages.sendInteractiveLocationRequest({ ...base, bodyText, parameters });
  }
  return asked[0] ?? expect.fail("nothing was sent");
}

async function sendWithApiJs(to: Recipient, message: CloudMessage): Promise<Request> {
  const asked: Request[] = [];
  const ponyfill = { fetch: recorder(asked) };
  const api = new WhatsAppAPI({ token: graph.token, v: graph.version, secure: false, ponyfill });
  // The type wants an id, the code takes either; a number alone is the older way of saying it.
  if (to.kind === "phone") await api.sendMessage(graph.account.phoneNumberId, to.digits, builtByApiJs(message));
  else await api.sendMessage(graph.account.phoneNumberId, { bsuid: to.id }, builtByApiJs(message));
  return asked[0] ?? expect.fail("nothing was sent");
}

function builtByApiJs(message: CloudMessage): Text | Template | Interactive {
  if (message.type === "text") return new Text(bodyOf(message));
  if (message.type === "template") return new Template(message.template.name, message.template.language.code);
  const body = new Body(bodyOf(message));
  if (message.interactive.type === "location_request_message") return new Interactive(new ActionLocation(), body);
  if (message.interactive.type === "button") {
    const [first, ...more] = buttonsOf(message).map(({ id, title }) => new Button(id, title));
    return new Interactive(new ActionButtons(first ?? expect.fail("no buttons"), ...more), body);
  }
  const [first, ...more] = rowsOf(message).map(({ id, title, description }) => new Row(id, title, description));
  const section = new ListSection(undefined, first ?? expect.fail("no rows"), ...more);
  return new Interactive(new ActionList(message.interactive.action.button, section), body);
}

/** Every path at which the two differ, lists compared place by place. */
function differencesOf(ours: unknown, theirs: unknown, path = ""): readonly string[] {
  if (typeof ours !== "object" || typeof theirs !== "object" || ours === null || theirs === null)
    return Object.is(ours, theirs) ? [] : [path];
  const fields = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...fields].flatMap((field) =>
    differencesOf(Reflect.get(ours, field), Reflect.get(theirs, field), path === "" ? field : `${path}.${field}`),
  );
}

describe.each(RECIPIENTS)("what goes to $kind", (to) => {
  it.each(MESSAGES)("is what two other clients send: %s", async (_, message) => {
    const ours = await sendOurs(to, message);
    expect(graph.sends.at(-1)?.wrong).toBeNull();
    const others = { kapso: await sendWithKapso(to, message), "whatsapp-api-js": await sendWithApiJs(to, message) };
    for (const who of ["kapso", "whatsapp-api-js"] as const) {
      expect({ ...others[who], body: null }).toEqual({ ...ours, body: null });
      const unnamed = differencesOf(ours.body, others[who].body).filter((path) => !(path in DIFFERENCES[who]));
      expect(unnamed, who).toEqual([]);
    }
  });
});

describe("the table of differences", () => {
  it("names nothing that is no difference", async () => {
    const [to] = RECIPIENTS;
    if (to === undefined) return expect.fail("nobody to send to");
    const seen = { kapso: new Set<string>(), "whatsapp-api-js": new Set<string>() };
    for (const message of [textMessage("да"), locationRequest("Где вы?"), templateMessage("news", "ru")]) {
      const ours = await sendOurs(to, message);
      for (const path of differencesOf(ours.body, (await sendWithKapso(to, message)).body)) seen.kapso.add(path);
      for (const path of differencesOf(ours.body, (await sendWithApiJs(to, message)).body))
        seen["whatsapp-api-js"].add(path);
    }
    expect([...seen.kapso]).toEqual(Object.keys(DIFFERENCES.kapso));
    expect([...seen["whatsapp-api-js"]]).toEqual(Object.keys(DIFFERENCES["whatsapp-api-js"]));
  });
});
