// What the screen of an address asks and is made of, on its way while the page itself still loads: each round
// trip of a phone takes a fifth of a second. What it asks is written in `src/api.rs`, which takes the answers
// from here (`src/api/ahead.rs`); were it another question here, it would be asked twice (a journey looks).
const UAI = "([0-9]{7}[A-Z])";
const school = "/api/establishments/$1";

/** Address, parts of the page, questions. */
const screens = [
  [`^/e/${UAI}$`, [], [`${school}/status`, `${school}/imports?limit=100`]],
  // Its heading comes with the page; the rest is asked for once that stands.
  [`^/e/${UAI}/import$`, [], [`${school}/status`, `${school}/mappings?offset=0&limit=5000`]],
  [`^/e/${UAI}/(imports|emploi-du-temps|comptes)`, ["work"], []],
  [`^/e/${UAI}/(services|nouveau-service|guide|diagnostic|configuration-cas|journal|conservation)`, ["settings"], []],
  ["^/(administration/|compte$)", ["settings"], []],
  ["^/(connexion|aide|confidentialite|accessibilite|plan)?$", ["entry"], []],
];

/** The files of each part, as the splitter's loader names them. */
export function filesOfParts(loader) {
  const parts = loader.matchAll(/^export const __wasm_split_load_(\w+) = .*?\n, \[(.*?)\]\)\);$/gms);
  return new Map([...parts].map(([, part, chunks]) => {
    const shared = chunks.split(", ").filter(Boolean).map((chunk) => chunk.replace(/^__/, ""));
    return [part, [`split_${part}`, ...shared].map((name) => `${name}.wasm`)];
  }));
}

/** A script for the head of the page: it has the browser fetch what the address will need. */
export function ahead(folder, parts) {
  const table = screens.map(([address, names, questions]) => {
    const files = new Set(names.flatMap((name) => {
      if (!parts.has(name)) throw new Error(`no part of the page is called ${name}`);
      return parts.get(name);
    }));
    return [address, [...files].map((file) => `/${folder}/${file}`), questions];
  });
  return `
const ask = (address) => ahead.set(address, fetch(address).catch(() => undefined));
window.ahead = new Map();
ask("/api/session");
for (const [address, files, questions] of ${JSON.stringify(table)}) {
  const found = location.pathname.match(new RegExp(address));
  if (!found) continue;
  for (const href of files) {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "", href }));
  }
  for (const question of questions) ask(question.replace("$1", found[1]));
}`;
}
