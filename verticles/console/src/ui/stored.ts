/** A list as this browser keeps it under a key, of what is sound in it; empty when it keeps none that can be read. */
export function storedList<T>(key: string, isSound: (value: unknown) => value is T): T[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isSound) : [];
  } catch {
    return [];
  }
}
