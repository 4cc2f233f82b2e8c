import { delimiterOf, isHeader, parseCsv } from "./csv";
import { parseInventoryIni } from "./inventoryIni";
import { parseInventoryYaml } from "./inventoryYaml";
import type { Parsed } from "./parsed";
import { parseSshConfig } from "./sshConfig";

export const FORMATS = ["ssh", "ini", "yaml", "csv"] as const;
export type Format = (typeof FORMATS)[number];

const PARSERS: Record<Format, (text: string) => Parsed> = {
  ssh: parseSshConfig,
  ini: parseInventoryIni,
  yaml: parseInventoryYaml,
  csv: parseCsv,
};

/** Which format a text most likely has. */
export function detectFormat(text: string): Format {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !/^\s*[#;]/.test(line));
  const first = lines[0] ?? "";
  if (isHeader(first.split(delimiterOf(text))) && /[,;\t]/.test(first)) {
    return "csv";
  }
  if (lines.some((line) => /^\s*\[[^\]]+\]\s*([#;].*)?$/.test(line))) {
    return "ini";
  }
  if (lines.some((line) => /^\s*(host|match)(\s+|\s*=\s*)[^\s=:]/i.test(line))) {
    return "ssh";
  }
  if (/^---/.test(first) || /^\s*["']?[\w.-]+["']?:(\s+[&{].*)?\s*$/.test(first)) {
    return "yaml";
  }
  return /[,;\t]/.test(first) && !/\sansible_\w+=/.test(first) ? "csv" : "ini";
}

/** Reads a text of a format; a byte order mark before it is passed over. */
export function readHosts(text: string, format: Format): Parsed {
  return PARSERS[format](text.replace(/^\uFEFF/, ""));
}
