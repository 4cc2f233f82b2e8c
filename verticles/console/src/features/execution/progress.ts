/** The one in the middle; undefined of none. */
export function median(numbers: number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined || sorted.length % 2 === 1 || lower === undefined) {
    return upper;
  }
  return (lower + upper) / 2;
}

/** A round step of an axis, so that about so many fit into a length; milliseconds. */
export function axisStep(length: number, about: number): number {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];
  const milliseconds = [1, 2, 5, 10, 20, 50, 100, 200, 500, ...steps.map((step) => step * 1000)];
  return milliseconds.find((step) => length / step <= about) ?? Math.ceil(length / about / 86_400_000) * 86_400_000;
}
