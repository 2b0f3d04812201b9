// Compresses what is served, once and as small as it gets.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompress, constants, gzip } from "node:zlib";
import { promisify } from "node:util";

const compressible = new Set([".html", ".js", ".css", ".wasm", ".svg", ".xml", ".csv", ".webmanifest"]);
const brotli = promisify(brotliCompress);
const gz = promisify(gzip);
// Whatever is smaller than a packet gains nothing.
const worthIt = 1400;

/** Puts `name.br` and `name.gz` beside each file of the page that gains by it. */
export async function compress(dist) {
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !compressible.has(extname(entry.name))) continue;
    const bytes = await readFile(path);
    if (bytes.length < worthIt) continue;
    const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
    await writeFile(`${path}.br`, await brotli(bytes, options));
    await writeFile(`${path}.gz`, await gz(bytes, { level: 9 }));
  }
}
