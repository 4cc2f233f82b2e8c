const SHIFT = 16;
const ROWS = 1 << SHIFT;
const MASK = ROWS - 1;

const FIELDS = ["source", "block", "start", "length", "number", "style", "columns", "continued", "time"] as const;
type Field = (typeof FIELDS)[number];

/** Many records of a few numbers, without an object for each. */
export class Records {
  private readonly parts: Record<Field, Uint32Array>[] = [];
  count = 0;

  get size(): number {
    return this.parts.length * ROWS * FIELDS.length * Uint32Array.BYTES_PER_ELEMENT;
  }

  get(field: Field, index: number): number {
    return this.parts[index >>> SHIFT]?.[field][index & MASK] ?? 0;
  }

  set(field: Field, index: number, value: number) {
    const part = this.parts[index >>> SHIFT];
    if (part) {
      part[field][index & MASK] = value;
    }
  }

  add(record: Record<Field, number>): number {
    const index = this.count++;
    if (index >>> SHIFT === this.parts.length) {
      const column = () => new Uint32Array(ROWS);
      this.parts.push({
        source: column(),
        block: column(),
        start: column(),
        length: column(),
        number: column(),
        style: column(),
        columns: column(),
        continued: column(),
        time: column(),
      });
    }
    const part = this.parts[index >>> SHIFT];
    const at = index & MASK;
    if (part) {
      // One by one: a million times, a loop over names is too slow.
      part.source[at] = record.source;
      part.block[at] = record.block;
      part.start[at] = record.start;
      part.length[at] = record.length;
      part.number[at] = record.number;
      part.style[at] = record.style;
      part.columns[at] = record.columns;
      part.continued[at] = record.continued;
      part.time[at] = record.time;
    }
    return index;
  }
}
