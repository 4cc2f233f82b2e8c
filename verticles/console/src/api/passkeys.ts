import type { Schemas } from "./client";
import { ApiProblem } from "./problem";

const NOT_ALLOWED = ["NotAllowedError", "AbortError"];
const MADE_BEFORE = "InvalidStateError";

/** WebAuthn speaks in bytes, JSON in base64url (WebAuthn Level 3, §5.1). */
function bytesOf(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0)).buffer;
}

function textOf(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Whether this browser can show passkeys to this page. */
export function passkeysWork(): boolean {
  return typeof PublicKeyCredential !== "undefined" && window.isSecureContext;
}

/** What the browser says when there is no passkey: none was there, nobody showed it, or they took too long; it does not tell which. */
async function answered(asked: Promise<Credential | null>, nothing: string): Promise<PublicKeyCredential> {
  try {
    return (await asked) as PublicKeyCredential;
  } catch (error) {
    if (!(error instanceof DOMException)) {
      throw error;
    }
    const code = NOT_ALLOWED.includes(error.name)
      ? nothing
      : error.name === MADE_BEFORE
        ? "passkey_made_before"
        : "passkey_unusable";
    throw new ApiProblem(400, { code, detail: error.message });
  }
}

/** Has the browser show a passkey. Throws `passkey_not_shown` when nobody does. */
export async function showPasskey(options: Schemas["PasskeyRequestOptions"]): Promise<Schemas["PasskeyCredential"]> {
  const shown = await answered(
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytesOf(options.challenge ?? ""),
        allowCredentials: (options.allowCredentials ?? []).map(described),
      },
    }),
    "passkey_not_shown",
  );
  const response = shown.response as AuthenticatorAssertionResponse;
  return {
    id: shown.id,
    type: "public-key",
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      userHandle: response.userHandle ? textOf(response.userHandle) : null,
    },
  };
}

/** Has the browser make a passkey. Throws `passkey_not_made` when nobody wants that, `passkey_made_before` when it has one. */
export async function makePasskey(
  options: Schemas["PasskeyCreationOptions"],
): Promise<Schemas["PasskeyInput"]["credential"]> {
  const made = await answered(
    navigator.credentials.create({
      publicKey: {
        ...options,
        rp: { name: options.rp?.name ?? "OpsConductor", ...(options.rp?.id ? { id: options.rp.id } : {}) },
        user: {
          id: bytesOf(options.user?.id ?? ""),
          name: options.user?.name ?? "",
          displayName: options.user?.displayName ?? "",
        },
        challenge: bytesOf(options.challenge ?? ""),
        pubKeyCredParams: (options.pubKeyCredParams ?? []).map((one) => ({ type: "public-key", alg: one.alg ?? -7 })),
        excludeCredentials: (options.excludeCredentials ?? []).map(described),
        authenticatorSelection: {
          requireResidentKey: options.authenticatorSelection?.requireResidentKey ?? false,
          residentKey: (options.authenticatorSelection?.residentKey ?? "preferred") as ResidentKeyRequirement,
          userVerification: options.authenticatorSelection?.userVerification ?? "preferred",
        },
      },
    }),
    "passkey_not_made",
  );
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    type: "public-key",
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports(),
    },
  };
}

function described(one: Schemas["PasskeyDescriptor"]): PublicKeyCredentialDescriptor {
  return {
    type: "public-key",
    id: bytesOf(one.id ?? ""),
    transports: (one.transports ?? []) as AuthenticatorTransport[],
  };
}
