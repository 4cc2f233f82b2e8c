/** How far what is in a folder stands in from its head; pixels. */
export const INDENT = 22;

/** A folder of the list, or a job in it. */
export type TreeRow<T> = FolderRow | JobRow<T>;

export interface FolderRow {
  kind: "folder";
  /** From the top, such as `web/blue`. */
  folder: string;
  name: string;
  depth: number;
  /** Of jobs in it and below. */
  count: number;
  open: boolean;
}

export interface JobRow<T> {
  kind: "job";
  job: T;
  /** Without the folders under which it stands. */
  name: string;
  depth: number;
}

interface Folder<T> {
  folders: Map<string, Folder<T>>;
  jobs: T[];
  count: number;
}

/** The folders that lead to a job, from the top. */
function partsOf(name: string): string[] {
  return name
    .slice(0, Math.max(0, name.lastIndexOf("/")))
    .split("/")
    .filter(Boolean);
}

function leafOf(name: string): string {
  const leaf = name.slice(name.lastIndexOf("/") + 1);
  return leaf === "" || partsOf(name).length === 0 ? name : leaf;
}

/** Every folder by its path. */
export function foldersOf(names: string[]): string[] {
  const folders = new Set<string>();
  for (const name of names) {
    const parts = partsOf(name);
    for (let depth = 1; depth <= parts.length; depth++) {
      folders.add(parts.slice(0, depth).join("/"));
    }
  }
  return [...folders];
}

/** Folders by name and what is in them, before jobs that are in none; of a closed folder its head alone. */
export function treeOf<T extends { name: string }>(jobs: T[], closed: ReadonlySet<string>): TreeRow<T>[] {
  const top: Folder<T> = { folders: new Map(), jobs: [], count: 0 };
  for (const job of jobs) {
    let at = top;
    for (const part of partsOf(job.name)) {
      const below = at.folders.get(part) ?? { folders: new Map(), jobs: [], count: 0 };
      at.folders.set(part, below);
      below.count++;
      at = below;
    }
    at.jobs.push(job);
  }
  return rowsOf(top, "", 0, closed);
}

function rowsOf<T extends { name: string }>(
  within: Folder<T>,
  path: string,
  depth: number,
  closed: ReadonlySet<string>,
): TreeRow<T>[] {
  const folders = [...within.folders].sort(([one], [two]) => one.localeCompare(two));
  return [
    ...folders.flatMap(([name, below]): TreeRow<T>[] => {
      const folder = path === "" ? name : `${path}/${name}`;
      const open = !closed.has(folder);
      const head: FolderRow = { kind: "folder", folder, name, depth, count: below.count, open };
      return open ? [head, ...rowsOf(below, folder, depth + 1, closed)] : [head];
    }),
    ...within.jobs.map((job): JobRow<T> => ({ kind: "job", job, name: leafOf(job.name), depth })),
  ];
}

/** Whether a job's name has all the words that were typed. */
export function matches(name: string, typed: string): boolean {
  const lower = name.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
