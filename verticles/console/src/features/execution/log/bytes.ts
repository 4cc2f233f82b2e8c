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

const ESC = 0x1b;
/** So long are escapes of terminals at most; bytes. */
const LONGEST_ESCAPE = 64;

/** At how many of these bytes they can be cut: not within a character, and not within an escape such as a colour. */
export function wholePart(bytes: Uint8Array): number {
  const cut = wholeCharacters(bytes);
  const introducer = bytes.subarray(0, cut).lastIndexOf(ESC);
  return introducer > 0 && cut - introducer < LONGEST_ESCAPE && !isEnded(bytes.subarray(introducer + 1, cut))
    ? introducer
    : cut;
}

/** Whether the end of an escape is among these bytes behind its beginning. */
function isEnded(bytes: Uint8Array): boolean {
  const isSequence = bytes[0] === 0x5b;
  return bytes.subarray(isSequence ? 1 : 0).some((byte) => byte >= (isSequence ? 0x40 : 0x30) && byte <= 0x7e);
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
