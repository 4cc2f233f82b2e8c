import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** What a browser has to fetch before it shows anything, and for the largest of the pages; bytes as gzip. */
const SHELL_BUDGET = 270 * 1024;
const ROUTE_BUDGET = 450 * 1024;

interface Chunk {
  imports: string[];
  size: number;
  entry: boolean;
  lazy: boolean;
}

/**
 * Compresses what was built, once, and lists it for the gateway in `files.json`. Fails when more is to be fetched than
 * the budgets allow.
 */
export function packed(): Plugin {
  let outDir = "";
  return {
    name: "opsconductor-packed",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    writeBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>();
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === "chunk") {
          const css = [...((part as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? [])];
          chunks.set(name, {
            imports: part.imports,
            size: gzipSync(part.code).length + css.reduce((sum, file) => sum + packedSize(join(outDir, file)), 0),
            entry: part.isEntry,
            lazy: part.isDynamicEntry,
          });
        }
      }
      checkBudgets(chunks);
      writeFileSync(join(outDir, "files.json"), JSON.stringify({ files: pack(outDir) }, null, 1));
    },
  };
}

function packedSize(file: string): number {
  return gzipSync(readFileSync(file)).length;
}

function weight(name: string, chunks: Map<string, Chunk>, seen: Set<string>): number {
  const chunk = chunks.get(name);
  if (!chunk || seen.has(name)) {
    return 0;
  }
  seen.add(name);
  return chunk.size + chunk.imports.reduce((sum, next) => sum + weight(next, chunks, seen), 0);
}

function checkBudgets(chunks: Map<string, Chunk>) {
  const entry = [...chunks].find(([, chunk]) => chunk.entry)?.[0];
  if (!entry) {
    throw new Error("There is no entry");
  }
  const shell = weight(entry, chunks, new Set());
  let heaviest = { name: entry, size: shell };
  for (const [name, chunk] of chunks) {
    const seen = new Set<string>();
    const size = chunk.lazy ? weight(entry, chunks, seen) + weight(name, chunks, seen) : 0;
    if (size > heaviest.size) {
      heaviest = { name, size };
    }
  }
  const words = `shell ${kib(shell)} of ${kib(SHELL_BUDGET)}, heaviest route ${kib(heaviest.size)} of ${kib(ROUTE_BUDGET)} (${heaviest.name})`;
  if (shell > SHELL_BUDGET || heaviest.size > ROUTE_BUDGET) {
    throw new Error(`The console is over its budget: ${words}`);
  }
  process.stdout.write(`console: ${words}\n`);
}

function kib(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`;
}

/** Keeps of each file what is sent: most browsers take brotli, all take gzip; fonts are compressed already. */
function pack(outDir: string) {
  const files: Record<string, { type: string; immutable: boolean; encodings: string[] }> = {};
  for (const found of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
    const path = join(found.parentPath, found.name);
    const type = TYPES[extname(found.name)];
    if (found.isDirectory()) {
      continue;
    }
    if (!type) {
      throw new Error(`Nobody has said of what type ${found.name} is`);
    }
    const name = relative(outDir, path);
    const immutable = name.startsWith("assets/");
    const compressed = immutable && !name.endsWith(".woff2");
    if (compressed) {
      const plain = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
      rmSync(path);
    }
    files[`/${name}`] = { type, immutable, encodings: compressed ? ["br", "gzip"] : [] };
  }
  return files;
}
