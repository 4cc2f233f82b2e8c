package io.opsconductor.auth.mfa;

/** RFC 4648 §6 without padding: what people can type and authenticator applications read. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte next : bytes) {
      held = ((held << Byte.SIZE) | (next & 0xff)) & 0xfff;
      bits += Byte.SIZE;
      while (bits >= BITS) {
        bits -= BITS;
        text.append(ALPHABET.charAt((held >> bits) & 0x1f));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((held << (BITS - bits)) & 0x1f));
    }
    return text.toString();
  }
}
