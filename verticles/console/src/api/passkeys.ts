import type { Schemas } from "./client";

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

/** Has the browser show a passkey. Throws a `DOMException` when nobody does. */
export async function showPasskey(options: Schemas["PasskeyRequestOptions"]): Promise<Schemas["PasskeyCredential"]> {
  const shown = (await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge ?? ""),
      allowCredentials: (options.allowCredentials ?? []).map(described),
    },
  })) as PublicKeyCredential;
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

/** Has the browser make a passkey. Throws a `DOMException` when nobody wants that. */
export async function makePasskey(
  options: Schemas["PasskeyCreationOptions"],
): Promise<Schemas["PasskeyInput"]["credential"]> {
  const made = (await navigator.credentials.create({
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
  })) as PublicKeyCredential;
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
