// One style sheet out of the files of style/, where each component has its own.
import { build } from "esbuild";
import { join } from "node:path";
import { workspace } from "./run.mjs";

/** The style sheet, minified. */
export async function style() {
  const { outputFiles } = await build({
    entryPoints: [join(workspace, "style/main.css")],
    bundle: true,
    minify: true,
    write: false,
    target: ["chrome109", "firefox115", "safari16"],
  });
  return outputFiles[0].contents;
}
