import type { BrowserContext, Request } from "playwright-core";

/** One request of a desk, with its answer as far as it ended. */
export interface Exchange {
  readonly path: string;
  readonly sent: string;
  /** Empty while it goes on: the live stream. */
  readonly answered: string;
}

/** Writes down what a browser and the desk's interface say to each other, the Worker's requests included. */
export class DeskTraffic {
  readonly #exchanges: Promise<Exchange>[] = [];

  constructor(context: BrowserContext) {
    context.on("requestfinished", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/api/desk/")) this.#exchanges.push(exchangeOf(request, pathname));
    });
  }

  all(): Promise<readonly Exchange[]> {
    return Promise.all(this.#exchanges);
  }
}

async function exchangeOf(request: Request, path: string): Promise<Exchange> {
  const response = await request.response();
  return { path, sent: request.postData() ?? "", answered: (await response?.text()) ?? "" };
}
