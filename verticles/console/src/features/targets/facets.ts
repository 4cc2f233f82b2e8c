type Tagged = { tags: Record<string, string> };

export interface FacetValue {
  value: string;
  count: number;
}

export interface Facet {
  key: string;
  /** How many have the tag at all. */
  count: number;
  values: FacetValue[];
}

const byCount = (a: { count: number }, b: { count: number }) => b.count - a.count;

/** Which tags there are, by key and value, those of most targets first. */
export function facetsOf(targets: readonly Tagged[]): Facet[] {
  const keys = new Map<string, Map<string, number>>();
  for (const { tags } of targets) {
    for (const [key, value] of Object.entries(tags)) {
      const values = keys.get(key) ?? new Map<string, number>();
      values.set(value, (values.get(value) ?? 0) + 1);
      keys.set(key, values);
    }
  }
  return [...keys]
    .map(([key, counts]) => {
      const values = [...counts].map(([value, count]) => ({ value, count }));
      values.sort((a, b) => byCount(a, b) || a.value.localeCompare(b.value, undefined, { numeric: true }));
      return { key, count: values.reduce((sum, { count }) => sum + count, 0), values };
    })
    .sort((a, b) => byCount(a, b) || a.key.localeCompare(b.key));
}
