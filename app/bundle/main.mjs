// Builds the page into app/dist: the style, the page in parts, the engine, what opens them, and all of it
// compressed. Trunk cannot split a module into parts; besides that little was left for it to do.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compress } from "./compress.mjs";
import { engine } from "./engine.mjs";
import { copyPublic, index, serviceWorker } from "./index.mjs";
import { page } from "./page.mjs";
import { digest } from "./names.mjs";
import { style } from "./style.mjs";

const app = join(import.meta.dirname, "..");
const target = join(app, "../target/bundle");
const dist = join(target, "dist");

await rm(target, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const sheet = await style();
const styleName = `style-${digest(sheet)}.css`;
await writeFile(join(dist, styleName), sheet);
await copyPublic(dist);
// Each keeps one processor busy for minutes.
const [{ folder, parts }] = await Promise.all([page(target, dist), engine(target, dist)]);
const source = await readFile(join(app, "index.html"), "utf8");
await writeFile(join(dist, "index.html"), await index(source, dist, styleName, folder, parts));
await serviceWorker(dist);
await compress(dist);

// A build that was cut leaves the former page where it is.
await rm(join(app, "dist"), { recursive: true, force: true });
await rename(dist, join(app, "dist"));
