// The page: compiled, split into the parts that `src/parts.rs` names, made smaller. All of it goes into one
// folder whose name changes with the content.
import { transform } from "esbuild";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { filesOfParts } from "./ahead.mjs";
import { digest } from "./names.mjs";
import { WASM, compiled, run } from "./run.mjs";

/** What `wasm-split-cli` calls the script that loads the parts; the page imports it by this name. */
export const LOADER = "__wasm_split.js";

/** Builds the page below `target` and puts it into `dist`; answers the folder's name in it and its parts. */
export async function page(target, dist) {
  // The splitter follows the linker's relocations.
  const relocations = ["--", "-Clink-arg=--emit-relocs"];
  const which = ["--package", "app", "--bin", "app", "--target", WASM, "--profile", "page"];
  await run("cargo", "rustc", "--locked", ...which, ...relocations);

  const split = join(target, "split");
  const made = join(target, "page");
  await mkdir(made, { recursive: true });
  await run("wasm-split-cli", compiled("page", "app"), split, "--target", "web", "--out-name", "app");
  // The parts find the names of the first one as the linker left them.
  const names = ["--keep-lld-exports", "--no-demangle", "--no-typescript"];
  await run("wasm-bindgen", join(split, "app.wasm"), "--target", "web", ...names, "--out-dir", made, "--out-name", "app");

  const modules = (await readdir(split)).filter((name) => name.endsWith(".wasm") && name !== "app.wasm");
  await smaller(join(made, "app_bg.wasm"), join(made, "app_bg.wasm"));
  for (const module of modules.sort()) await smaller(join(split, module), join(made, module));
  await script(join(made, "app.js"), join(made, "app.js"));
  await script(join(split, LOADER), join(made, LOADER));
  const parts = filesOfParts(await readFile(join(split, LOADER), "utf8"));

  const files = (await readdir(made)).sort();
  const contents = await Promise.all(files.map((name) => readFile(join(made, name))));
  const folder = `app-${digest(...files, ...contents)}`;
  await rename(made, join(dist, folder));
  return { folder, parts };
}

function smaller(from, to) {
  return run("wasm-opt", "-Oz", "--strip-debug", from, "--output", to);
}

async function script(from, to) {
  const { code } = await transform(await readFile(from, "utf8"), { minify: true, format: "esm" });
  await writeFile(to, code);
}
