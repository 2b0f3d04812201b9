// One style sheet out of the files of style/, where each component has its own.
import { build } from "esbuild";

await build({
  entryPoints: ["../style/main.css"],
  outfile: "../target/style/style.css",
  bundle: true,
  minify: true,
  target: ["chrome109", "firefox115", "safari16"],
});
