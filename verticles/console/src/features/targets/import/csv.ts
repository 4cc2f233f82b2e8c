import { readTag, type Tags } from "../tags";
import { DEFAULT_PORT, type Entry, MOST_ENTRIES, type Note, type Parsed, readPort } from "./parsed";

type Field = "name" | "host" | "port" | "tags" | "user" | "hostKey";

const FIELDS: Record<string, Field> = {
  name: "name",
  alias: "name",
  target: "name",
  host: "host",
  hostname: "host",
  address: "host",
  ip: "host",
  ipaddress: "host",
  fqdn: "host",
  port: "port",
  sshport: "port",
  tags: "tags",
  labels: "tags",
  user: "user",
  username: "user",
  hostkey: "hostKey",
};
const WITHOUT_HEADER: Field[] = ["name", "host", "port", "tags"];
const TAG_COLUMN = /^tags?[:.](.+)$/i;

type Column = { field: Field } | { tag: string } | undefined;

interface Row {
  line: number;
  cells: string[];
}

/** The sign between the cells of a line, as far as the first line shows it. */
export function delimiterOf(text: string): string {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== "") ?? "";
  const counted = [",", ";", "\t"].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** Whether a line names columns that are known. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => columnOf(cell) !== undefined);
}

function columnOf(title: string): Column {
  const tag = title.trim().match(TAG_COLUMN)?.[1];
  const field = FIELDS[title.toLowerCase().replace(/[^a-z]/g, "")];
  return tag ? { tag } : field ? { field } : undefined;
}

/** Reads CSV (RFC 4180; with commas, semicolons or tabs). Columns are known by their titles. */
export function parseCsv(text: string): Parsed {
  const notes: Note[] = [];
  const [first, ...others] = rowsOf(text, delimiterOf(text), notes);
  if (!first) {
    return { entries: [], notes };
  }
  const header = isHeader(first.cells);
  const columns: Column[] = header ? first.cells.map(columnOf) : WITHOUT_HEADER.map((field) => ({ field }));
  if (header) {
    notes.push({ line: first.line, kind: "mapped", code: "header" });
    first.cells.forEach((title, index) => {
      if (!columns[index] && title.trim() !== "") {
        notes.push({ line: first.line, kind: "unsupported", code: "column", values: { title } });
      } else if (isField(columns[index], "user")) {
        notes.push({ line: first.line, kind: "unsupported", code: "ofCredential", values: { key: title, value: "…" } });
      }
    });
  } else {
    notes.push({ line: first.line, kind: "changed", code: "noHeader" });
  }
  const entries: Entry[] = [];
  for (const row of header ? others : [first, ...others]) {
    if (entries.length >= MOST_ENTRIES) {
      notes.push({ line: row.line, kind: "error", code: "tooMany", values: { most: MOST_ENTRIES } });
      break;
    }
    const entry = entryOf(row, columns, notes);
    if (entry) {
      entries.push(entry);
    }
  }
  return { entries, notes };
}

function isField(column: Column, field: Field): boolean {
  return column !== undefined && "field" in column && column.field === field;
}

function entryOf({ line, cells }: Row, columns: Column[], notes: Note[]): Entry | undefined {
  const cell = (field: Field) => cells[columns.findIndex((column) => isField(column, field))]?.trim() ?? "";
  const name = cell("name") || cell("host");
  const host = cell("host") || cell("name");
  if (!name) {
    notes.push({ line, kind: "error", code: "noName" });
    return undefined;
  }
  const port = cell("port") === "" ? DEFAULT_PORT : readPort(cell("port"));
  if (port === undefined) {
    notes.push({ line, kind: "error", code: "badPort", values: { name, value: cell("port") } });
    return undefined;
  }
  if (cell("name") === "") {
    notes.push({ line, kind: "changed", code: "addressIsName", values: { name } });
  } else if (cell("host") === "") {
    notes.push({ line, kind: "changed", code: "nameIsAddress", values: { name } });
  }
  if (cell("port") === "") {
    notes.push({ line, kind: "changed", code: "defaultPort", values: { name, port } });
  }
  if (cells.slice(columns.length).some((extra) => extra.trim() !== "")) {
    notes.push({ line, kind: "unsupported", code: "extraCells" });
  }
  const hostKey = cell("hostKey");
  const tags = tagsOfRow(line, cells, columns, cell("tags"), notes);
  return { line, name, host, port, tags, ...(hostKey ? { hostKey } : {}) };
}

function tagsOfRow(line: number, cells: string[], columns: Column[], list: string, notes: Note[]): Tags {
  const tags: Tags = {};
  const written = list.split(/[;|\s,]+/).filter(Boolean);
  columns.forEach((column, index) => {
    const value = cells[index]?.trim();
    if (column && "tag" in column && value) {
      written.push(`${column.tag}=${value}`);
    }
  });
  for (const text of written) {
    const tag = readTag(text.includes("=") ? text : text.replace(":", "="));
    if ("fault" in tag) {
      notes.push({ line, kind: "unsupported", code: "badTag", values: { tag: text } });
    } else {
      tags[tag.key] = tag.value;
    }
  }
  return tags;
}

/** Lines of cells; a cell in quotes may hold the delimiter, quotes and line ends. Empty lines and comments are left out. */
function rowsOf(text: string, delimiter: string, notes: Note[]): Row[] {
  const rows: Row[] = [];
  let row: Row = { line: 1, cells: [] };
  let cell = "";
  let quoted = false;
  let line = 1;
  let opened = 0;
  const endRow = () => {
    row.cells.push(cell);
    cell = "";
    if (row.cells.some((one) => one.trim() !== "") && !row.cells[0]?.startsWith("#")) {
      rows.push(row);
    }
    row = { line: line + 1, cells: [] };
  };
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (quoted) {
      if (c === '"' && text[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (c === '"') {
        quoted = false;
      } else {
        line += c === "\n" ? 1 : 0;
        cell += c;
      }
    } else if (c === '"' && cell.trim() === "") {
      quoted = true;
      opened = line;
      cell = "";
    } else if (c === delimiter) {
      row.cells.push(cell);
      cell = "";
    } else if (c === "\n") {
      endRow();
      line++;
    } else if (c !== "\r") {
      cell += c;
    }
  }
  endRow();
  if (quoted) {
    notes.push({ line: opened, kind: "error", code: "openQuote" });
  }
  return rows;
}
