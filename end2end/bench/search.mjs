// The directory search beside uFuzzy, MiniSearch and fuzzysort: the same accounts, the same queries, one
// run, one thread of V8 each (ours as WebAssembly). `make bench-search`.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import uFuzzy from "@leeoniya/ufuzzy";
import fuzzysort from "fuzzysort";
import MiniSearch from "minisearch";
import { chance, directory } from "./directory.mjs";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "target/search");
const QUERIES_OF_A_KIND = 200;
const SHOWN = 10;

const draw = chance(20_260_901);
const random = (below) => Math.floor(draw() * below);

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** One typing error in the longest word: a letter lost, doubled, changed, or two exchanged. */
function mistype(words) {
  const longest = words.reduce((at, word, other) => (word.length > words[at].length ? other : at), 0);
  const word = words[longest];
  const at = 1 + random(word.length - 2);
  const mistyped = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
    word.slice(0, at) + "abcdefghijklmnopqrstuvwxyz"[random(26)] + word.slice(at + 1),
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ][random(4)];
  return words.with(longest, mistyped);
}

const kinds = {
  exact: (last, first) => `${last} ${first}`,
  inverted: (last, first) => `${first} ${last}`,
  beginnings: (last, first) => `${fold(last).slice(0, 5)} ${fold(first).slice(0, 3)}`,
  "one typing error": (last, first) => mistype([fold(last), fold(first)]).join(" "),
};

/** A school and the rest of its portal, from the project's generator. */
function generated(strangers) {
  const generator = join(root, "target/release/examples/school");
  const options = ["--accounts", "5000", "--columns", "short", "--strangers", String(strangers)];
  execFileSync(generator, [...options, "--out", folder]);
  return join(folder, "comptes-ent.csv");
}

/** Half a million with many different surnames. */
function varied(surnames) {
  const file = join(folder, "annuaire.csv");
  writeFileSync(file, directory(500_000, surnames, 20_260_902));
  return file;
}

function peopleOf(file) {
  const [header, ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const column = (name) => header.split(";").indexOf(name);
  const [lastAt, firstAt, profileAt] = ["Nom", "Prénom", "Profil"].map(column);
  return lines.map((line, id) => {
    const cells = line.split(";");
    const [last, first, profile] = [cells[lastAt], cells[firstAt], cells[profileAt]];
    return { id, last, first, name: `${last} ${first}`, text: fold(`${last} ${first} ${profile}`) };
  });
}

function queries(people) {
  return Object.entries(kinds).flatMap(([kind, make]) =>
    Array.from({ length: QUERIES_OF_A_KIND }, () => {
      let person;
      do person = people[random(people.length)];
      while (person.last.length < 5 || person.first.length < 3);
      return { kind, query: make(person.last, person.first), meant: person.name };
    }),
  );
}

/** Builds and asks one of the libraries. */
function ask(people, asked, build) {
  let start = performance.now();
  const search = build(people);
  const index = performance.now() - start;
  const found = {};
  for (const { kind, query, meant } of asked) {
    start = performance.now();
    const ids = search(query);
    const took = performance.now() - start;
    const of = (found[kind] ??= { kind, times: [], hits: 0 });
    of.times.push(took);
    of.hits += ids.some((id) => people[id].name === meant);
  }
  return { index, kinds: Object.values(found) };
}

const libraries = {
  uFuzzy: (people) => {
    const fuzzy = new uFuzzy({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
    const texts = people.map(({ text }) => text);
    return (query) => {
      const [ids, , order] = fuzzy.search(texts, fold(query), 3);
      return (order ? order.map((at) => ids[at]) : (ids ?? [])).slice(0, SHOWN);
    };
  },
  MiniSearch: (people) => {
    const index = new MiniSearch({
      fields: ["text"],
      processTerm: fold,
      searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND" },
    });
    index.addAll(people);
    return (query) => index.search(query).slice(0, SHOWN).map(({ id }) => id);
  },
  fuzzysort: (people) => {
    const prepared = people.map(({ id, text }) => ({ id, text: fuzzysort.prepare(text) }));
    return (query) => fuzzysort.go(fold(query), prepared, { key: "text", limit: SHOWN }).map(({ obj }) => obj.id);
  },
};

/** Ours, in another thread of this V8. */
async function ours(file, asked) {
  const program = readFileSync(join(root, "target/wasm32-wasip1/release/examples/search.wasm"));
  const list = asked.map(({ kind, query, meant }) => `${kind};${query};${meant}`).join("\n");
  const input = Buffer.concat([Buffer.from(`${list}\n\n`), readFileSync(file)]);
  const [output] = await once(new Worker(new URL("alone.mjs", import.meta.url), { workerData: { program, input } }), "message");
  const [{ index }, ...kinds] = output.trim().split("\n").map((line) => JSON.parse(line));
  return { index, kinds };
}

const at = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))];

mkdirSync(folder, { recursive: true });
for (const make of [() => generated(45_000), () => varied(40_000), () => varied(375_000)]) {
  const file = make();
  const people = peopleOf(file);
  const asked = queries(people);
  const distinct = new Set(people.flatMap(({ text }) => text.split(/\P{L}+/u))).size;
  console.log(`\n${people.length} accounts, ${distinct} distinct words, ${QUERIES_OF_A_KIND} queries of each kind`);
  console.log("library       kind                index ms    p50 ms    p95 ms   in the first ten");
  const print = (name, { index, kinds }) => {
    for (const { kind, times, hits } of kinds) {
      const share = `${((100 * hits) / times.length).toFixed(1)} %`;
      console.log(
        name.padEnd(14) + kind.padEnd(18) + [index.toFixed(0), at(times, 0.5).toFixed(2), at(times, 0.95).toFixed(2), share].map((text) => text.padStart(10)).join(""),
      );
    }
  };
  print("Raccord", await ours(file, asked));
  for (const [name, build] of Object.entries(libraries)) print(name, ask(people, asked, build));
}
