import { describe, expect, it } from "vitest";
import { LineStore, type Source } from "./LineStore";

const web = (more: Partial<Source> = {}): Source => ({
  taskId: "t1",
  target: "web-1",
  step: 0,
  attempt: 1,
  stream: "stdout",
  ...more,
});
const texts = (store: LineStore) => Array.from({ length: store.count }, (_, at) => store.line(at).text);

describe("the lines of an execution", () => {
  it("should be in the order in which they began, whole over chunks that end within", () => {
    // given
    const store = new LineStore();
    // when
    store.append({ ...web(), data: "one\ntw" });
    store.append({ ...web({ taskId: "t2", target: "web-2" }), data: "other\n" });
    store.append({ ...web(), data: "o\nthree" });
    // then
    expect(texts(store)).toEqual(["one", "two", "other", "three"]);
    expect(store.line(3).number).toBe(3);
    expect(store.line(2).source.target).toBe("web-2");
  });

  it("should show a line that has not ended as it grows", () => {
    const store = new LineStore();
    store.append({ ...web(), data: "wor" });
    expect(texts(store)).toEqual(["wor"]);
    store.takeGrown();
    store.append({ ...web(), data: "king" });
    expect(texts(store)).toEqual(["working"]);
    expect(store.columns(0)).toBe(7);
    expect([...store.takeGrown()]).toEqual([0]);
    store.append({ ...web(), data: "\n" });
    expect(texts(store)).toEqual(["working"]);
    expect(store.count).toBe(1);
  });

  it("should keep streams, attempts and steps apart", () => {
    const store = new LineStore();
    store.append({ ...web(), data: "out" });
    store.append({ ...web({ stream: "stderr" }), data: "err" });
    store.append({ ...web({ attempt: 2 }), data: "again" });
    store.append({ ...web(), data: "side\n" });
    expect(texts(store)).toEqual(["outside", "err", "again"]);
  });

  it("should decode base64, and characters whose bytes come in two chunks", () => {
    const store = new LineStore();
    store.append({ ...web(), data: btoa("\xe2\x82"), encoding: "base64" });
    store.append({ ...web(), data: btoa("\xac\n\xff\n"), encoding: "base64" });
    expect(texts(store)).toEqual(["€", "�"]);
  });

  it("should carry colours over line ends, and not to other streams", () => {
    const store = new LineStore();
    store.append({ ...web(), data: "\x1b[32mgreen\nstill\x1b[0m\nplain\n" });
    store.append({ ...web({ stream: "stderr" }), data: "plain\n" });
    expect([0, 1, 2, 3].map((at) => store.line(at).start.fg)).toEqual([-1, 2, -1, -1]);
  });

  it("should give empty lines and windows line ends their place", () => {
    const store = new LineStore();
    store.append({ ...web(), data: "\n\na\r\n" });
    expect(texts(store)).toEqual(["", "", "a\r"]);
  });

  it("should show a very long line in parts of one number, without cutting a character", () => {
    // given
    const store = new LineStore();
    const long = `${"ä".repeat(20_000)}end`;
    // when
    store.append({ ...web(), data: `${long}\nnext\n` });
    store.append({ ...web({ taskId: "t2" }), data: long });
    store.append({ ...web({ taskId: "t2" }), data: long });
    // then
    const lines = Array.from({ length: store.count }, (_, at) => store.line(at));
    const joined = (task: string, number: number) =>
      lines
        .filter((line) => line.source.taskId === task && line.number === number)
        .map((line) => line.text)
        .join("");
    expect(joined("t1", 1)).toBe(long);
    expect(joined("t1", 2)).toBe("next");
    expect(joined("t2", 1)).toBe(long + long);
    expect(lines.filter((line) => line.source.taskId === "t1").map((line) => line.continued)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("should not cut a colour where it cuts a very long line", () => {
    // given
    const store = new LineStore();
    const cell = "\x1b[38;5;208m#";
    // when
    store.append({ ...web(), data: `${cell.repeat(4_000)}\n` });
    // then
    expect(store.count).toBeGreaterThan(2);
    expect(texts(store).join("")).toBe(cell.repeat(4_000));
    expect(texts(store).every((text) => text.startsWith("\x1b[") && /m#*$/.test(text))).toBe(true);
  });

  it("should cut what only begins as a colour does", () => {
    const store = new LineStore();
    store.append({ ...web(), data: `\x1b[${"1;".repeat(20_000)}\n` });
    expect(texts(store).join("")).toHaveLength(40_002);
  });

  it("should say what is not kept between lines that are not joined", () => {
    const store = new LineStore();
    store.append({ ...web(), data: "before" });
    store.elide(web(), 1000);
    store.append({ ...web(), data: "after\n" });
    expect(texts(store)).toEqual(["before", "", "after"]);
    expect(store.line(1).elided).toBe(1000);
    expect(store.line(2).number).toBe(2);
  });

  it("should find a line by its place in its stream, once it has come", () => {
    const store = new LineStore();
    store.append({ ...web({ taskId: "t2" }), data: "x\n" });
    store.append({ ...web(), data: "a\nb\n" });
    store.append({ ...web({ stream: "stderr" }), data: "c\n" });
    expect(store.find(web(), 2)).toBe(2);
    expect(store.find(web({ stream: "stderr" }), 1)).toBe(3);
    expect(store.find(web(), 3)).toBe(-1);
    expect(store.find(web({ taskId: "t9" }), 1)).toBe(-1);
  });

  it("should have the lines of one target alone", () => {
    // given
    const store = new LineStore();
    for (let round = 0; round < 200; round++) {
      store.append({ ...web(), data: `a${round}\n` });
      store.append({ ...web({ taskId: "t2" }), data: `b${round}\n` });
    }
    // when
    const view = store.ofTask("t2");
    // then
    expect(view.count).toBe(200);
    expect(store.line(view.at(150)).text).toBe("b150");
    expect(view.positionOf(view.at(150))).toBe(150);
    expect(view.positionOf(0)).toBe(-1);
    expect(view.at(200)).toBe(-1);
  });

  it("should forget the text of the oldest lines when there are too many bytes, and count them still", () => {
    const store = new LineStore(2 * 1024 * 1024);
    const line = `${"x".repeat(1023)}\n`;
    for (let at = 0; at < 4096; at++) {
      store.append({ ...web(), data: line });
    }
    expect(store.count).toBe(4096);
    expect(store.line(0).forgotten).toBe(true);
    expect(store.line(4095).text.length).toBe(1023);
  });

  it("should keep a million lines in little room, and quickly", () => {
    // given
    const store = new LineStore();
    const data = Array.from({ length: 10_000 }, (_, at) => `line ${at}\n`).join("");
    // when
    for (let part = 0; part < 100; part++) {
      store.append({ ...web({ taskId: `t${part % 10}` }), data });
    }
    // then
    expect(store.count).toBe(1_000_000);
    expect(store.size).toBeLessThan(64 * 1024 * 1024);
    expect(store.line(999_999).text).toBe("line 9999");
  });
});

describe("times of lines", () => {
  const at = (second: number) => `2026-03-01T12:00:0${second}.250Z`;
  const timeOf = (second: number) => Date.parse(at(second));

  it("should be when the beginning of a line came, whatever came of it later", () => {
    // given
    const store = new LineStore();
    // when
    store.append({ ...web(), at: at(1), data: "one\ntw" });
    store.append({ ...web(), at: at(2), data: "o\nthree\n" });
    // then
    expect([0, 1, 2].map((line) => store.line(line).time)).toEqual([timeOf(1), timeOf(1), timeOf(2)]);
  });

  it("should be none for what came without one", () => {
    // given
    const store = new LineStore();
    // when
    store.append({ ...web(), data: "old\n" });
    store.append({ ...web(), at: at(1), data: "new\n" });
    // then
    expect([0, 1].map((line) => store.line(line).time)).toEqual([undefined, timeOf(1)]);
  });
});
