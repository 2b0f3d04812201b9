import { get } from "node:http";

/** What a browser that takes brotli transfers of a file, in bytes. */
function transferred(url: string): Promise<number> {
  return new Promise((done, failed) => {
    get(url, { headers: { "accept-encoding": "br" } }, (response) => {
      let bytes = 0;
      response.on("data", (data: Buffer) => (bytes += data.length));
      response.on("end", () => done(bytes));
    }).on("error", failed);
  });
}

/** The page, the engine and the style as the server gives them, compressed. */
export async function sizes(url: string): Promise<Record<"page" | "engine" | "rest", number>> {
  const html = await (await fetch(url)).text();
  const [wasm] = /\/app-[^"'\s>]+\.wasm/.exec(html) ?? [];
  const rest = ["/", ...new Set(html.match(/\/(?:app|style)-[^"'\s>]+\.(?:js|css)/g)), "/engine.js"];
  const sum = async (paths: string[]) =>
    (await Promise.all(paths.map((path) => transferred(`${url}${path}`)))).reduce((all, one) => all + one, 0);
  return { page: await sum([wasm!]), engine: await sum(["/engine_bg.wasm"]), rest: await sum(rest) };
}
