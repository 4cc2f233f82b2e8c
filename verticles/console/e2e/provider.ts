import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

const CLIENT = { id: "opsconductor", secret: "a secret of the client" };
const PAGE = `<!doctype html><html lang="en"><title>Acme ID</title>
<form method="post"><label>Name <input name="name" autofocus></label>
<button name="do" value="in">Sign in at Acme</button><button name="do" value="refuse">Refuse</button></form>`;

/** An OpenID provider on the loopback, which signs in whoever says a name, or refuses. */
export class Acme {
  static readonly client = CLIENT;
  private readonly server: Server = createServer();

  /** Its issuer; it sends browsers back to these addresses. */
  async start(redirectUris: string[]): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    const issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const provider = new Provider(issuer, configuration(redirectUris));
    const answer = provider.callback();
    this.server.on("request", async (request, response) => {
      if (!request.url?.startsWith("/interaction/")) {
        await answer(request, response);
      } else if (request.method === "GET") {
        response.setHeader("Content-Type", "text/html").end(PAGE);
      } else {
        const form = new URLSearchParams(await bodyOf(request));
        const name = form.get("name") ?? "";
        const result =
          form.get("do") === "in"
            ? { login: { accountId: name } }
            : { error: "access_denied", error_description: "Refused" };
        await provider.interactionFinished(request, response, result);
      }
    });
    return issuer;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }
}

function configuration(redirectUris: string[]): Configuration {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: redirectUris }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] as never },
    cookies: { keys: ["a key of the tests"] },
    claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, name) => ({
      accountId: name,
      claims: () => ({
        sub: name,
        name,
        preferred_username: name,
        email: `${name}@example.org`,
        email_verified: true,
      }),
    }),
    // Everybody has said yes before.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session?.accountId,
        clientId: oidc.client?.clientId,
      });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part);
  }
  return String(Buffer.concat(parts));
}
