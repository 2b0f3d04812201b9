// What Trunk does not do: make the engine a worker that needs nothing but its own script, tell the
// service worker which files the page has, and compress what is served.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile, appendFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompress, constants, gzip } from "node:zlib";
import { promisify } from "node:util";

const dist = process.env.TRUNK_STAGING_DIR;

// The engine's policy forbids it to load anything, so that it starts itself with the compiled module
// that the page sends first; the Rust side then listens.
await appendFile(
  join(dist, "engine.js"),
  `
self.onmessage = (event) => {
  self.onmessage = null;
  wasm_bindgen.initSync({ module: event.data });
};
`,
);

// The page and what it cannot be drawn without; the engine is of no use before the server has answered.
const index = await readFile(join(dist, "index.html"));
const hashed = (await readdir(dist)).filter((name) => /-[0-9a-f]{8,16}(_bg)?\.(js|wasm|css)$/.test(name));
const files = ["/", "/icon.svg", ...hashed.map((name) => `/${name}`).sort()];
const build = createHash("sha256").update(index).digest("hex").slice(0, 16);
const worker = join(dist, "service-worker.js");
const head = `const build = ${JSON.stringify(build)};\nconst files = ${JSON.stringify(files)};\n`;
await writeFile(worker, head + (await readFile(worker, "utf8")));

const compressible = new Set([".html", ".js", ".css", ".wasm", ".svg", ".xml", ".csv", ".webmanifest"]);
const brotli = promisify(brotliCompress);
const gz = promisify(gzip);
// Whatever is smaller than a packet gains nothing.
const worthIt = 1400;

for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !compressible.has(extname(entry.name))) continue;
  const bytes = await readFile(path);
  if (bytes.length < worthIt) continue;
  const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  await writeFile(`${path}.br`, await brotli(bytes, options));
  await writeFile(`${path}.gz`, await gz(bytes, { level: 9 }));
}
