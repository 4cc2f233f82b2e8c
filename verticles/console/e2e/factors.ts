import { createHmac } from "node:crypto";
import type { CDPSession, Page } from "playwright-core";

const PERIOD_SECONDS = 30;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code of an authenticator application (RFC 6238), so many periods from now. */
export function codeOf(secret: string, periods = 0): string {
  const bits = [...secret.replace(/\s/g, "")].map((char) => BASE32.indexOf(char).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / PERIOD_SECONDS) + periods));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A device that keeps passkeys and knows who uses it, at a page of Chromium. */
export class Authenticator {
  private constructor(
    private readonly debug: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  static async at(page: Page): Promise<Authenticator> {
    const debug = await page.context().newCDPSession(page);
    await debug.send("WebAuthn.enable");
    const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Authenticator(debug, authenticatorId);
  }

  /** Whether the one who uses it is its owner. */
  async isUsedByItsOwner(isUserVerified: boolean) {
    await this.debug.send("WebAuthn.setUserVerified", { authenticatorId: this.authenticatorId, isUserVerified });
  }

  /** Loses all that it kept. */
  async forget() {
    await this.debug.send("WebAuthn.clearCredentials", { authenticatorId: this.authenticatorId });
  }
}
