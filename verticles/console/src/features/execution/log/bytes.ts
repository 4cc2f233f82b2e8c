/** How many columns, told from the bytes alone; and whether there is something in it that a terminal obeys. */
export function measure(bytes: Uint8Array): { columns: number; controls: boolean } {
  let columns = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 32 || byte === 127) {
      return { columns: bytes.length, controls: true };
    }
    // Those that begin with E3 and more are as wide as two; those that go on a character are none.
    columns += byte < 0x80 ? 1 : byte < 0xc0 ? 0 : byte < 0xe3 ? 1 : 2;
  }
  return { columns, controls: false };
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) {
    width += char === "\t" ? 8 - (width % 8) : (char.codePointAt(0) ?? 0) >= 0x3000 ? 2 : 1;
  }
  return width;
}

/** How many of these bytes are whole characters. */
export function wholeCharacters(bytes: Uint8Array): number {
  let cut = bytes.length;
  while (cut > bytes.length - 4 && ((bytes[cut] ?? bytes[cut - 1] ?? 0) & 0xc0) === 0x80) {
    cut--;
  }
  return (bytes[cut - 1] ?? 0) >= 0xc0 ? cut - 1 : cut;
}

/** The bytes that base64 stands for. */
export function fromBase64(data: string): Uint8Array {
  const binary = atob(data);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) {
    bytes[at] = binary.charCodeAt(at);
  }
  return bytes;
}
