// The engine: a worker that needs nothing but its own script.
import { transform } from "esbuild";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WASM, compiled, run } from "./run.mjs";

// The engine's policy forbids it to load anything, so that it starts itself with the compiled module
// that the page sends first; the Rust side then listens.
const start = `
self.onmessage = (event) => {
  self.onmessage = null;
  wasm_bindgen.initSync({ module: event.data });
};
`;

/** Builds the engine and puts it into `dist`. */
export async function engine(target, dist) {
  const which = ["--package", "engine", "--bin", "engine", "--target", WASM, "--profile", "engine"];
  await run("cargo", "build", "--locked", ...which);
  const made = join(target, "engine");
  const bindgen = ["--target", "no-modules", "--no-typescript", "--out-dir", made, "--out-name", "engine"];
  await run("wasm-bindgen", compiled("engine", "engine"), ...bindgen);
  const wasm = "engine_bg.wasm";
  await run("wasm-opt", "-O3", "--strip-debug", join(made, wasm), "--output", join(dist, wasm));
  await appendFile(join(made, "engine.js"), start);
  const { code } = await transform(await readFile(join(made, "engine.js"), "utf8"), { minify: true });
  await writeFile(join(dist, "engine.js"), code);
}
