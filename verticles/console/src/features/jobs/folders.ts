/** What is before the last `/` of a job's name; empty for none. */
export function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf("/")));
}

/** Each folder with the number of jobs in it and below, by name. */
export function foldersOf(names: string[]): { folder: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const parts = folderOf(name).split("/").filter(Boolean);
    for (let depth = 1; depth <= parts.length; depth++) {
      const folder = parts.slice(0, depth).join("/");
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([folder, count]) => ({ folder, count }))
    .sort((one, two) => one.folder.localeCompare(two.folder));
}

/** Whether a job is in a folder or below it, and its name has all the words that were typed. */
export function matches(name: string, folder: string, typed: string): boolean {
  const inside = folder === "" || name.startsWith(`${folder}/`);
  const lower = name.toLowerCase();
  return (
    inside &&
    typed
      .toLowerCase()
      .split(/\s+/)
      .every((word) => lower.includes(word))
  );
}
