import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { expect, vi } from "vitest";

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** A mail server on the loopback that keeps what it is given. */
export class Mails {
  private readonly kept: Mail[] = [];
  private readonly server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        const { subject = "", text = "" } = await PostalMime.parse(Buffer.concat(parts));
        for (const { address } of session.envelope.rcptTo) {
          this.kept.push({ to: address, subject, text });
        }
        done();
      });
    },
  });

  /** Its port. */
  start(): Promise<number> {
    return new Promise((done) => {
      const listening = this.server.listen(0, "127.0.0.1", () => done((listening.address() as AddressInfo).port));
    });
  }

  /** The newest mail to an address with such a subject; waits for it. */
  to(address: string, subject: string): Promise<Mail> {
    return vi.waitFor(
      () => {
        const mail = this.kept.findLast((one) => one.to === address && one.subject.includes(subject));
        expect(mail, `a mail to ${address}: ${subject}`).toBeDefined();
        return mail as Mail;
      },
      { timeout: 15_000, interval: 50 },
    );
  }

  stop(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}

/** Where a mail leads. */
export function linkOf({ text }: { text: string }): string {
  return /https?:\S+/.exec(text)?.[0] ?? "";
}
