import { describe, expect, it } from "vitest";
import { keyFacts } from "./fingerprint";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMxjY8pKLmhJ52JH1BvpN5WzMlnKRrSzgP2l5hhxLfvp";

describe("keyFacts", () => {
  it("should tell the fingerprint that ssh-keygen tells", async () => {
    expect(await keyFacts(`${KEY} a comment`)).toEqual({
      type: "ssh-ed25519",
      fingerprint: "SHA256:dxskSPwhce43ZroUH9r3kC6/VjYOVPhQWD0dubIoV8g",
    });
  });

  it.each(["", "ssh-ed25519", "ssh-ed25519 ???", "192.0.2.1 ssh-ed25519"])(
    "should not take %j for a key",
    async (text) => {
      expect(await keyFacts(text)).toBeUndefined();
    },
  );
});
