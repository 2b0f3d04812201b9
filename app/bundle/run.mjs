// Runs the tools of the build, with what they print.
import { spawn } from "node:child_process";
import { join } from "node:path";

/** Rust's name of the browser's machine. */
export const WASM = "wasm32-unknown-unknown";

/** The root of the workspace. */
export const workspace = join(import.meta.dirname, "../..");

/** Runs a program in the workspace; refuses when it fails. */
export function run(program, ...args) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: workspace, stdio: "inherit" });
    child.on("error", failed);
    child.on("exit", (code) => (code === 0 ? done() : failed(new Error(`${program} failed (${code})`))));
  });
}

/** Where Cargo puts a program compiled for the browser with a profile. */
export function compiled(profile, name) {
  return join(workspace, process.env.CARGO_TARGET_DIR ?? "target", WASM, profile, `${name}.wasm`);
}
