import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { admin, type Person } from "./browser";

/** The API as a script uses it, to prepare what a test is about. */
export class Client {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async of({ username, password }: Person = admin(), url = inject("url")): Promise<Client> {
    const response = await fetch(`${url}/api/v1/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    return new Client(url, (await answer(response)).accessToken);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the tests know what they ask for
  async ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<any> {
    const headers = { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json", ...more };
    return answer(
      await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }
}

/** A new person. */
export async function somebody(roles: string[]): Promise<Person & { id: string }> {
  const person = { username: `eve-${randomUUID().slice(0, 8)}`, password: `${randomUUID()} nine lamps` };
  const { id } = await (await Client.of()).ask("POST", "/users", { ...person, roles });
  return { ...person, id };
}

// biome-ignore lint/suspicious/noExplicitAny: the tests know what they ask for
async function answer(response: Response): Promise<any> {
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${response.status} of ${response.url}: ${text}`);
  }
  return text && JSON.parse(text);
}
