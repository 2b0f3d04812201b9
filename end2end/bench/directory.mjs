// A portal's accounts with as many distinct words as asked, from a seed: what the school generator's lists of
// names are too short for. The words sound French; how often each comes falls as French surnames do.
const HEADER = "Identifiant ENT;Nom;Prénom;Profil";
const PROFILES = ["Elève", "Parent", "Parent", "Enseignant"];
const FIRST_NAMES = 3_000;
const ONSETS = ["b", "bl", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "j", "l", "m", "n", "p", "pl", "qu", "r", "s", "t", "tr", "v"];
const VOWELS = ["a", "e", "é", "i", "o", "u", "ai", "au", "eu", "oi", "ou", "an", "en", "on", "in"];
const ENDINGS = ["", "", "r", "l", "t", "s", "x", "rd", "lle", "tte", "ne", "gne", "y"];

/** As `accounts` people; the most frequent surname is half a hundredth of them. */
export function directory(accounts, surnames, seed) {
  const random = chance(seed);
  const last = words(surnames, random);
  const first = words(FIRST_NAMES, random);
  const people = [];
  for (let id = 0; id < accounts; id += 1) {
    const name = [one(last, random), one(first, random)];
    people.push([`TAA${String(id).padStart(7, "0")}`, name[0].toUpperCase(), capital(name[1]), PROFILES[id % PROFILES.length]]);
  }
  return [HEADER, ...people.map((person) => person.join(";"))].join("\n");
}

function words(count, random) {
  const known = new Set();
  const pick = (list) => list[Math.floor(random() * list.length)];
  while (known.size < count) {
    const syllables = 2 + Math.floor(random() * 2.4);
    let word = "";
    for (let at = 0; at < syllables; at += 1) word += pick(ONSETS) + pick(VOWELS);
    known.add(word + pick(ENDINGS));
  }
  return [...known];
}

/** The first words of a list often, the last ones rarely. */
const one = (list, random) => list[Math.floor(list.length * random() ** 2)];

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** The same in every run. */
export function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
