export interface KeyFacts {
  type: string;
  /** `SHA256:…` as ssh-keygen prints it; absent where the browser cannot compute it, as without TLS. */
  fingerprint?: string;
}

/** Type and fingerprint of a public key as in a known_hosts file; undefined when it is none. */
export async function keyFacts(text: string): Promise<KeyFacts | undefined> {
  const [type = "", encoded = ""] = text.trim().split(/\s+/);
  if (!/^[a-z0-9@.-]+$/i.test(type) || !/^[A-Za-z0-9+/]{16,}={0,2}$/.test(encoded)) {
    return undefined;
  }
  let blob: Uint8Array<ArrayBuffer>;
  try {
    blob = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
  if (!globalThis.crypto?.subtle) {
    return { type };
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", blob));
  return { type, fingerprint: `SHA256:${btoa(String.fromCharCode(...digest)).replace(/=+$/, "")}` };
}
