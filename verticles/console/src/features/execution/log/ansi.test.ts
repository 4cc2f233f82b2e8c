import { describe, expect, it } from "vitest";
import { applySgr, BOLD, NONE, PLAIN, parseLine, RGB, UNDERLINE } from "./ansi";

const ESC = "\x1b";

describe("a line of output", () => {
  it("should be one span when it has no escapes", () => {
    expect(parseLine("plain äöü 漢字", PLAIN).spans).toEqual([{ text: "plain äöü 漢字", style: PLAIN }]);
  });

  it("should show characters that turn the reading order, instead of obeying them", () => {
    expect(parseLine("rm \u202e/ fr- mr\u202c", PLAIN).text).toBe("rm \ufffd/ fr- mr\ufffd");
    expect(parseLine("שלום", PLAIN).text).toBe("שלום");
  });

  it("should have a span for each colour, bold and underline", () => {
    // given
    const line = `a${ESC}[31mred${ESC}[1;4mboth${ESC}[0mplain`;
    // when
    const { text, spans } = parseLine(line, PLAIN);
    // then
    expect(text).toBe("aredbothplain");
    expect(spans).toEqual([
      { text: "a", style: PLAIN },
      { text: "red", style: { fg: 1, bg: NONE, flags: 0 } },
      { text: "both", style: { fg: 1, bg: NONE, flags: BOLD | UNDERLINE } },
      { text: "plain", style: PLAIN },
    ]);
  });

  it("should tell how the next line begins", () => {
    // when
    const first = parseLine(`${ESC}[32mgreen`, PLAIN);
    const second = parseLine("still", first.end);
    // then
    expect(second.spans[0]?.style.fg).toBe(2);
  });

  it("should know bright, 256 and true colours, by semicolon or colon", () => {
    expect(applySgr(PLAIN, "91").fg).toBe(9);
    expect(applySgr(PLAIN, "38;5;208").fg).toBe(208);
    expect(applySgr(PLAIN, "48;2;1;2;3").bg).toBe(RGB | 0x010203);
    expect(applySgr(PLAIN, "38:5:208").fg).toBe(208);
    expect(applySgr(PLAIN, "38;5;999")).toEqual(PLAIN);
    expect(applySgr({ fg: 1, bg: 2, flags: 1 }, "")).toEqual(PLAIN);
  });

  it("should drop all other escapes, also those that are cut off", () => {
    expect(parseLine(`${ESC}[2J${ESC}[10;20Hat${ESC}]0;title\x07 home${ESC}(B${ESC}[?25l`, PLAIN).text).toBe("at home");
    expect(parseLine(`end${ESC}[3`, PLAIN).text).toBe("end");
    expect(parseLine(`bell\x07 null\x00`, PLAIN).text).toBe("bell null");
    expect(parseLine(`${ESC}]8;;https://evil.example\x07link${ESC}]8;;\x07`, PLAIN).text).toBe("link");
  });

  it("should show the text behind a string that is never ended", () => {
    expect(parseLine(`${ESC}]0;never ended`, PLAIN).text).toBe("0;never ended");
  });

  it("should overwrite after a carriage return and a backspace", () => {
    expect(parseLine("10%\r20%\r100% done", PLAIN).text).toBe("100% done");
    expect(parseLine("long text\rsho", PLAIN).text).toBe("shog text");
    expect(parseLine(`long text\r${ESC}[Ksho`, PLAIN).text).toBe("sho");
    expect(parseLine("abc\b\bX", PLAIN).text).toBe("aXc");
    expect(parseLine("windows\r", PLAIN).text).toBe("windows");
  });

  it("should keep a tab as it is, but where something is overwritten", () => {
    expect(parseLine("a\tb", PLAIN).text).toBe("a\tb");
    expect(parseLine("a\tb\rX", PLAIN).text).toBe("X       b");
  });
});
