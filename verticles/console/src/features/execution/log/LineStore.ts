import { PLAIN, parseLine, type Style, same } from "./ansi";
import { fromBase64, measure, wholePart, widthOf } from "./bytes";
import { Records } from "./Records";
import { type LineView, TaskLines } from "./TaskLines";

/** One attempt of one step on one target, and which of its streams. */
export interface Source {
  taskId: string;
  target: string;
  step: number;
  attempt: number;
  stream: "stdout" | "stderr";
}

export interface Chunk extends Source {
  /** When it was stored. */
  at?: string;
  data: string;
  encoding?: "base64";
}

export interface Line {
  source: Source;
  /** From 1, among the lines of its source. */
  number: number;
  text: string;
  /** When its beginning was stored, in milliseconds since 1970; absent where nobody knows. */
  time?: number;
  /** How it begins: colours go on over line ends. */
  start: Style;
  /** So many bytes are not kept here; such a line has no text of its own. */
  elided?: number;
  /** Goes on a line that is too long to be shown as one. */
  continued: boolean;
  /** The text was given up, so that the browser has room for what came later. */
  forgotten: boolean;
}

interface Tail extends Source {
  index: number;
  number: number;
  style: Style;
  /** The line that has not ended. */
  open: number;
  pending: Uint8Array;
  continues: boolean;
}

const BLOCK = 1024 * 1024;
/** A line is shown in parts of so many bytes. */
const LONGEST = 16 * 1024;
const NEWLINE = 10;
const NOTHING = new Uint8Array(0);
const OPEN = 0xffffffff;
const ELIDED = 0xfffffffe;

/**
 * All lines of an execution, by arrival: their bytes in large blocks, and what is known of each in typed arrays, so that
 * a million of them are a few objects. A line begins where its first byte arrives and grows until its line end comes.
 */
export class LineStore implements LineView {
  private readonly records = new Records();
  private readonly blocks: (Uint8Array | undefined)[] = [];
  private used = BLOCK;
  private firstKept = 0;
  private kept = 0;
  private readonly tails: Tail[] = [];
  private readonly bySource = new Map<string, Tail>();
  private readonly byTask = new Map<string, TaskLines>();
  private readonly styles: Style[] = [PLAIN];
  private readonly styleIds = new Map<string, number>([["-1,-1,0", 0]]);
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  /** Lines that grew since they were asked for. */
  private grown = new Set<number>();
  /** Times of lines count from the first one, from 1 on; 0 is none. */
  private firstTime = 0;
  private now = 0;
  /** The longest target name and line; in columns. */
  widestName = 0;
  widest = 0;

  /** @param mostBytes of text that are kept at most; what is older is forgotten first */
  constructor(private readonly mostBytes = 256 * BLOCK) {}

  get count(): number {
    return this.records.count;
  }

  at(position: number): number {
    return position >= 0 && position < this.count ? position : -1;
  }

  positionOf(line: number): number {
    return this.at(line);
  }

  /** The lines of one target. */
  ofTask(taskId: string): LineView {
    return this.linesOf(taskId);
  }

  /** Bytes of text and of what is known of it. */
  get size(): number {
    return this.kept + this.records.size;
  }

  append(chunk: Chunk) {
    const tail = this.tailOf(chunk);
    this.now = this.timeOf(chunk.at);
    const bytes = chunk.encoding === "base64" ? fromBase64(chunk.data) : this.encoder.encode(chunk.data);
    let from = 0;
    if (tail.open >= 0) {
      const end = bytes.indexOf(NEWLINE);
      this.grow(tail, end < 0 ? bytes : bytes.subarray(0, end));
      if (end < 0) {
        return;
      }
      this.close(tail);
      from = end + 1;
    }
    const last = bytes.lastIndexOf(NEWLINE);
    if (last >= from) {
      this.addLines(tail, bytes.subarray(from, last + 1));
      from = last + 1;
    }
    if (from < bytes.length) {
      this.open(tail, bytes.subarray(from));
    }
  }

  /** So many bytes of a stream are not kept: lines are not joined over them. */
  elide(source: Source & { at?: string }, bytes: number) {
    const tail = this.tailOf(source);
    this.now = this.timeOf(source.at);
    if (tail.open >= 0) {
      this.close(tail);
    }
    this.add(tail, ELIDED, 0, bytes, 0, 0);
  }

  line(index: number): Line {
    const { records } = this;
    const tail = this.tails[records.get("source", index)];
    if (!tail) {
      throw new RangeError(`There is no line ${index}`);
    }
    const block = records.get("block", index);
    const length = records.get("length", index);
    const bytes = this.bytesOf(index);
    const time = records.get("time", index);
    return {
      source: tail,
      time: time === 0 ? undefined : this.firstTime + time - 1,
      number: records.get("number", index),
      text: bytes ? this.decoder.decode(bytes) : "",
      start: this.styles[records.get("style", index)] ?? PLAIN,
      elided: block === ELIDED ? length : undefined,
      continued: records.get("continued", index) === 1,
      forgotten: bytes === undefined && block !== ELIDED,
    };
  }

  sourceOf(index: number): Source {
    const tail = this.tails[this.records.get("source", index)];
    if (!tail) {
      throw new RangeError(`There is no line ${index}`);
    }
    return tail;
  }

  /** How many bytes it has; more while it grows. */
  lengthOf(index: number): number {
    return this.records.get("length", index);
  }

  /** How wide a line is, in columns. */
  columns(index: number): number {
    return this.records.get("columns", index);
  }

  /** Which line has a place within its source; -1 while it has not come. */
  find(wanted: Omit<Source, "target">, number: number): number {
    const tail = this.bySource.get(keyOf(wanted));
    const lines = this.byTask.get(wanted.taskId);
    if (!tail || !lines || number > tail.number) {
      return -1;
    }
    for (let place = 0; place < lines.count; place++) {
      const index = lines.at(place);
      if (this.records.get("number", index) === number && this.records.get("source", index) === tail.index) {
        return index;
      }
    }
    return -1;
  }

  /** Which lines have grown since it was asked last. */
  takeGrown(): Set<number> {
    const grown = this.grown;
    this.grown = new Set();
    return grown;
  }

  private bytesOf(index: number): Uint8Array | undefined {
    const block = this.records.get("block", index);
    if (block === OPEN) {
      return this.tails[this.records.get("source", index)]?.pending;
    }
    const start = this.records.get("start", index);
    return this.blocks[block]?.subarray(start, start + this.records.get("length", index));
  }

  private timeOf(at: string | undefined): number {
    if (at === undefined) {
      return 0;
    }
    const time = Date.parse(at);
    this.firstTime ||= time;
    return Math.max(1, time - this.firstTime + 1);
  }

  private tailOf(source: Source): Tail {
    const key = keyOf(source);
    let tail = this.bySource.get(key);
    if (!tail) {
      tail = {
        taskId: source.taskId,
        target: source.target,
        step: source.step,
        attempt: source.attempt,
        stream: source.stream,
        index: this.tails.length,
        number: 0,
        style: PLAIN,
        open: -1,
        pending: NOTHING,
        continues: false,
      };
      this.tails.push(tail);
      this.bySource.set(key, tail);
      this.widestName = Math.max(this.widestName, source.target.length);
    }
    return tail;
  }

  private linesOf(taskId: string): TaskLines {
    let lines = this.byTask.get(taskId);
    if (!lines) {
      lines = new TaskLines();
      this.byTask.set(taskId, lines);
    }
    return lines;
  }

  private add(tail: Tail, block: number, start: number, length: number, columns: number, number: number): number {
    const index = this.records.add({
      source: tail.index,
      block,
      start,
      length,
      number,
      style: this.styleId(tail.style),
      columns,
      continued: tail.continues ? 1 : 0,
      time: this.now,
    });
    tail.continues = false;
    this.widest = Math.max(this.widest, columns);
    this.linesOf(tail.taskId).push(index);
    return index;
  }

  /** Whole lines, each with its end. */
  private addLines(tail: Tail, bytes: Uint8Array) {
    const { block, start } = this.put(bytes);
    let from = 0;
    while (from < bytes.length) {
      const end = bytes.indexOf(NEWLINE, from);
      tail.number++;
      while (end - from > LONGEST) {
        const cut = from + wholePart(bytes.subarray(from, from + LONGEST));
        this.addText(tail, bytes.subarray(from, cut), block, start + from);
        tail.continues = true;
        from = cut;
      }
      this.addText(tail, bytes.subarray(from, end), block, start + from);
      from = end + 1;
    }
  }

  private addText(tail: Tail, text: Uint8Array, block: number, start: number): number {
    const { columns, controls } = measure(text);
    const parsed = controls ? parseLine(this.decoder.decode(text), tail.style) : undefined;
    const index = this.add(tail, block, start, text.length, parsed ? widthOf(parsed.text) : columns, tail.number);
    if (parsed) {
      tail.style = parsed.end;
    }
    return index;
  }

  private open(tail: Tail, bytes: Uint8Array) {
    tail.number++;
    tail.open = this.add(tail, OPEN, 0, 0, 0, tail.number);
    this.grow(tail, bytes);
  }

  private grow(tail: Tail, bytes: Uint8Array) {
    let joined = NOTHING;
    if (tail.pending.length > 0) {
      joined = new Uint8Array(tail.pending.length + bytes.length);
      joined.set(tail.pending);
      joined.set(bytes, tail.pending.length);
    } else {
      joined = bytes.slice();
    }
    while (joined.length > LONGEST) {
      const cut = wholePart(joined.subarray(0, LONGEST));
      tail.pending = joined.subarray(0, cut);
      this.close(tail);
      tail.continues = true;
      tail.open = this.add(tail, OPEN, 0, 0, 0, tail.number);
      joined = joined.slice(cut);
    }
    tail.pending = joined;
    const { columns, controls } = measure(joined);
    this.resize(
      tail.open,
      joined.length,
      controls ? widthOf(parseLine(this.decoder.decode(joined), tail.style).text) : columns,
    );
  }

  private close(tail: Tail) {
    const { pending, open } = tail;
    const { block, start } = this.put(pending);
    this.records.set("block", open, block);
    this.records.set("start", open, start);
    const { columns, controls } = measure(pending);
    const parsed = controls ? parseLine(this.decoder.decode(pending), tail.style) : undefined;
    this.resize(open, pending.length, parsed ? widthOf(parsed.text) : columns);
    tail.style = parsed?.end ?? tail.style;
    tail.open = -1;
    tail.pending = NOTHING;
  }

  private resize(index: number, length: number, columns: number) {
    this.records.set("length", index, length);
    this.records.set("columns", index, columns);
    this.widest = Math.max(this.widest, columns);
    this.grown.add(index);
  }

  /** Puts bytes where they stay. */
  private put(bytes: Uint8Array): { block: number; start: number } {
    if (this.used + bytes.length > (this.blocks.at(-1)?.length ?? 0)) {
      this.blocks.push(new Uint8Array(Math.max(BLOCK, bytes.length)));
      this.kept += this.blocks.at(-1)?.length ?? 0;
      this.used = 0;
      this.forget();
    }
    const block = this.blocks.length - 1;
    const start = this.used;
    this.blocks[block]?.set(bytes, start);
    this.used += bytes.length;
    return { block, start };
  }

  private forget() {
    while (this.kept > this.mostBytes && this.firstKept < this.blocks.length - 1) {
      this.kept -= this.blocks[this.firstKept]?.length ?? 0;
      this.blocks[this.firstKept] = undefined;
      this.firstKept++;
    }
  }

  private styleId(style: Style): number {
    if (style === PLAIN || same(style, PLAIN)) {
      return 0;
    }
    const key = `${style.fg},${style.bg},${style.flags}`;
    let id = this.styleIds.get(key);
    if (id === undefined) {
      id = this.styles.length;
      this.styles.push(style);
      this.styleIds.set(key, id);
    }
    return id;
  }
}

function keyOf(source: Omit<Source, "target">): string {
  return `${source.taskId}.${source.step}.${source.attempt}.${source.stream}`;
}
