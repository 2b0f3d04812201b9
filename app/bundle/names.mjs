// Names that change with the content: browsers keep such a file for ever.
import { createHash } from "node:crypto";

/** Sixteen hexadecimal digits of the SHA-256 of all the parts: what the server takes for a hash in a name. */
export function digest(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 16);
}

/** Whether a path in the page, `/` first, is such a name. */
export function isHashed(path) {
  return /^\/[a-z]+-[0-9a-f]{16}[/.]/.test(path);
}

/** What a browser checks a file against before it uses it (subresource integrity). */
export function integrity(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}
