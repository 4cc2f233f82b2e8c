import { request } from "node:http";
import { describe, expect, inject, it } from "vitest";

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** As it goes over the wire: `fetch` would undo encodings and tidy up paths. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((done, failed) => {
    const asked = request(inject("url") + path, { method, headers, path }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on("error", failed);
    asked.end();
  });
}

const BROWSER = { Accept: "text/html,application/xhtml+xml" };

async function anAsset(): Promise<string> {
  return /\/assets\/[^"]+\.js/.exec(String((await ask("/")).body))?.[0] ?? "";
}

describe("the page", () => {
  it("should let in nothing but its own scripts, and only styles with the nonce of this answer", async () => {
    // when
    const first = await ask("/");
    const second = await ask("/");
    // then
    const policy = String(first.headers["content-security-policy"]);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(String(first.body)).toContain(`nonce="${nonce}"`);
    expect(String(second.headers["content-security-policy"])).not.toContain(nonce);
    expect(first.headers["cache-control"]).toBe("no-store");
    expect(first.headers["x-frame-options"]).toBe("DENY");
    expect(String(first.body)).not.toMatch(/https?:\/\//);
  });

  it("should be at every address that a person opens, and at none that a program asks for", async () => {
    expect((await ask("/jobs/0197e2a4-7c1e-7000-8000-000000000001?tab=yaml", BROWSER)).status).toBe(200);
    expect((await ask("/jobs")).status).toBe(404);
    expect((await ask("/api/v1/no-such", BROWSER)).headers["content-type"]).toContain("application/problem+json");
    expect((await ask("/api", BROWSER)).status).toBe(404);
    expect((await ask("/healthy", BROWSER)).headers["content-type"]).toContain("text/html");
    expect((await ask("/health/no-such", BROWSER)).headers["content-type"]).not.toContain("text/html");
    expect((await ask("/jobs", BROWSER, "POST")).status).toBe(404);
  });
});

describe("its files", () => {
  it("should stay with the browser for ever, in the smallest form that it takes", async () => {
    // given
    const asset = await anAsset();
    // when
    const brotli = await ask(asset, { "Accept-Encoding": "gzip, deflate, br, zstd" });
    const gzip = await ask(asset, { "Accept-Encoding": "gzip, br;q=0" });
    const plain = await ask(asset);
    const head = await ask(asset, { "Accept-Encoding": "br" }, "HEAD");
    // then
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(brotli.body.length).toBeLessThan(gzip.body.length);
    expect(gzip.body.length).toBeLessThan(plain.body.length);
    expect(brotli.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(brotli.headers.vary).toBe("accept-encoding");
    expect(head.body.length).toBe(0);
    expect(head.headers["content-length"]).toBe(String(brotli.body.length));
  });

  it("should be those of the build, and nothing else of the jar", async () => {
    for (const path of [
      "/assets/no-such.js",
      "/assets/../files.json",
      "/files.json",
      "/../logback.xml",
      "/%2e%2e/files.json",
    ]) {
      const answer = await ask(path, { Accept: "*/*" });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await ask("/assets/no-such.js", BROWSER)).status).toBe(404);
  });
});
