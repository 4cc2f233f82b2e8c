/** The version of a thing as `If-Match` names it. */
export function etag({ version }: { version: number }): string {
  return `"${version}"`;
}
