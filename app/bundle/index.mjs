// What opens the page: the one HTML file, and the service worker that opens it without network.
import { transform } from "esbuild";
import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { ahead } from "./ahead.mjs";
import { digest, integrity, isHashed } from "./names.mjs";
import { LOADER } from "./page.mjs";
import { workspace } from "./run.mjs";

/** What is served as it lies in public/: icons, manifest, service worker, the demonstration. */
export function copyPublic(dist) {
  return cp(join(workspace, "public"), dist, { recursive: true });
}

/** `index.html` with the names and digests of what was built. */
export async function index(source, dist, style, folder, parts) {
  const of = async (path) => integrity(await readFile(join(dist, path)));
  const { code: first } = await transform(ahead(folder, parts), { minify: true });
  const main = `${folder}/app.js`;
  const preload = async (path) => `<link rel="modulepreload" crossorigin href="/${path}" integrity="${await of(path)}">`;
  const head = [
    await preload(main),
    await preload(`${folder}/${LOADER}`),
    `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="/${folder}/app_bg.wasm">`,
    // Before the style: a script waits for those above it.
    `<script>${first.trim()}</script>`,
    `<link rel="stylesheet" href="/${style}" integrity="${await of(style)}">`,
    `<script type="module">import init from "/${main}";await init();</script>`,
  ];
  const { code } = await transform(inline(source), { minifyWhitespace: true, minifySyntax: true, charset: "utf8" });
  return source
    .replace(inline(source), () => code.trim())
    .replace("<!-- built -->", () => head.join(""))
    .replace(/<!--.*?-->/gs, "")
    .replace(/\n\s*/g, "");
}

/** The script that stands in the source. */
function inline(source) {
  return /<script>(.*?)<\/script>/s.exec(source)[1];
}

/** Tells the service worker what it keeps: the page and what it cannot be drawn without, in all its parts. */
export async function serviceWorker(dist) {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => `/${relative(dist, join(entry.parentPath, entry.name))}`);
  // The engine is of no use before the server has answered.
  const files = ["/", "/icon.svg", ...paths.filter(isHashed).sort()];
  const build = digest(await readFile(join(dist, "index.html")));
  const worker = join(dist, "service-worker.js");
  const head = `const build = ${JSON.stringify(build)};\nconst files = ${JSON.stringify(files)};\n`;
  await writeFile(worker, head + (await readFile(worker, "utf8")));
}
