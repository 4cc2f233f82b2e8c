import { connect, createServer, type Socket } from "node:net";

/** A wire between a browser and the product, which can be cut. */
export interface Wire {
  url: string;
  /** Breaks every connection that is open. */
  cut(): void;
  /** Nothing gets through until it is mended. */
  hold(held: boolean): void;
  close(): void;
}

export async function wireTo(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let held = false;
  const server = createServer((browser) => {
    if (held) {
      browser.destroy();
      return;
    }
    const product = connect(Number(port), hostname);
    for (const [one, other] of [
      [browser, product],
      [product, browser],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const cut = () => {
    for (const socket of open) {
      socket.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    cut,
    hold(next) {
      held = next;
      if (held) {
        cut();
      }
    },
    close() {
      cut();
      server.close();
    },
  };
}
