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

/** What comes before any screen; the parts of the page that follow where they are needed; the engine. */
export type Sizes = Record<"first" | "parts" | "engine", number>;

/** The page and the engine as the server gives them, compressed. The service worker knows all its files. */
export async function sizes(url: string): Promise<Sizes> {
  const html = await (await fetch(url)).text();
  const worker = await (await fetch(`${url}/service-worker.js`)).text();
  const [, list] = /^const files = (.*);$/m.exec(worker)!;
  const files: string[] = JSON.parse(list!);
  const preloaded = [...html.matchAll(/<(?:link|script)[^>]* (?:href|src)="(\/[^"]*)"/g)].map(([, path]) => path!);
  const first = files.filter((path) => path === "/" || preloaded.includes(path));
  const sum = async (paths: string[]) =>
    (await Promise.all(paths.map((path) => transferred(`${url}${path}`)))).reduce((all, one) => all + one, 0);
  return {
    first: await sum(first),
    parts: await sum(files.filter((path) => !first.includes(path))),
    engine: await sum(["/engine.js", "/engine_bg.wasm"]),
  };
}
