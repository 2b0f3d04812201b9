//! A name comes in, the same name written otherwise goes out: nothing when it cannot be written so.

use super::random::Random;

/// Without accents and cedillas. Ligatures stay.
pub fn without_accents(name: &str) -> String {
    name.chars().map(without_accent).collect()
}

/// With the ligatures as two letters.
pub fn without_ligatures(name: &str) -> Option<String> {
    let undone = name.replace('œ', "oe").replace('Œ', "OE").replace('æ', "ae").replace('Æ', "AE");
    changed(name, undone)
}

/// With a space, or more rarely nothing, for each hyphen.
pub fn without_hyphens(name: &str, random: &mut Random) -> Option<String> {
    let joint = if random.chance(850) { " " } else { "" };
    changed(name, name.replace('-', joint))
}

/// With something else for each apostrophe.
pub fn without_apostrophes(name: &str, random: &mut Random) -> Option<String> {
    let joint = random.pick(&[" ", "", "’"]);
    changed(name, name.replace('\'', joint))
}

/// With the particle glued: `LE GOFF`, `LEGOFF`.
pub fn with_the_particle_glued(surname: &str) -> Option<String> {
    const GLUED: [&str; 11] =
        ["DE LA ", "DE ", "DU ", "D'", "LE ", "BEN ", "BEL ", "BOU ", "EL ", "AÏT ", "DA "];
    let particle = GLUED.iter().find(|&&particle| surname.starts_with(particle))?;
    let glued: String = particle.chars().filter(|c| c.is_alphabetic()).collect();
    Some(surname.replacen(particle, &glued, 1))
}

/// With the particle behind: `DE LA TOUR`, `TOUR (DE LA)`.
pub fn with_the_particle_moved(surname: &str) -> Option<String> {
    const MOVED: [&str; 4] = ["DE LA ", "DE ", "DU ", "D'"];
    MOVED.iter().find_map(|particle| {
        let rest = surname.strip_prefix(particle)?;
        Some(format!("{rest} ({})", particle.trim_end()))
    })
}

/// One half of a compound first name, most often the first.
pub fn half_of_a_compound(first_name: &str, random: &mut Random) -> Option<String> {
    let (one, other) = first_name.split_once('-')?;
    let half = if random.chance(750) { one } else { other };
    Some(half.to_owned())
}

/// A compound first name with an initial: `J-Marie`, `J.Marie`, `Jean-M.`.
pub fn with_an_initial(first_name: &str, random: &mut Random) -> Option<String> {
    let (one, other) = first_name.split_once('-')?;
    let (first, second) = (one.chars().next()?, other.chars().next()?);
    Some(match random.below(4) {
        0 | 1 => format!("{first}-{other}"),
        2 => format!("{first}.{other}"),
        _ => format!("{one}-{second}."),
    })
}

/// Both surnames with a word that tells which is which.
pub fn with_the_birth_name_marked(name: &str, birth_name: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("{name} née {birth_name}"),
        1 => format!("{birth_name} épouse {name}"),
        2 => format!("{name} ({birth_name})"),
        _ => format!("{birth_name} ép. {name}"),
    }
}

/// With one letter replaced by its neighbour on a French keyboard.
pub fn with_a_letter_substituted(name: &str, random: &mut Random) -> Option<String> {
    let (mut letters, place) = letters_and_place(name, random)?;
    letters[place] = neighbour_on_the_keyboard(letters[place], random)?;
    Some(letters.into_iter().collect())
}

/// With one letter less.
pub fn with_a_letter_omitted(name: &str, random: &mut Random) -> Option<String> {
    let (mut letters, place) = letters_and_place(name, random)?;
    letters.remove(place);
    Some(letters.into_iter().collect())
}

/// With one letter written twice.
pub fn with_a_letter_inserted(name: &str, random: &mut Random) -> Option<String> {
    let (mut letters, place) = letters_and_place(name, random)?;
    letters.insert(place, letters[place]);
    changed(name, letters.into_iter().collect())
}

/// With two neighbouring letters in each other's place, their capitals where they were.
pub fn with_letters_transposed(name: &str, random: &mut Random) -> Option<String> {
    let (mut letters, place) = letters_and_place(name, random)?;
    let (left, right) = (letters[place - 1], letters[place]);
    let as_written = |letter: char, like: char| {
        if like.is_uppercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
    };
    let both_plain = left.is_ascii_alphabetic() && right.is_ascii_alphabetic();
    letters[place - 1] = as_written(right, left);
    letters[place] = as_written(left, right);
    changed(name, letters.into_iter().collect()).filter(|_| both_plain)
}

/// The first ten characters of a longer name.
pub fn cut(name: &str) -> Option<String> {
    let kept: String = name.chars().take(10).collect();
    changed(name, kept.trim_end_matches([' ', '-']).to_owned())
}

/// A name in capitals written as a first name: `LE GOFF`, `Le Goff`.
pub fn capitalised(name: &str) -> String {
    let mut starts = true;
    name.chars()
        .map(|c| {
            let start = std::mem::replace(&mut starts, !c.is_alphabetic());
            // No capital of these names has a small letter of several characters.
            let small = c.to_lowercase().next().unwrap_or(c);
            if start { c } else { small }
        })
        .collect()
}

fn changed(before: &str, after: String) -> Option<String> {
    (after != before).then_some(after)
}

/// The characters of a name long enough to be recognised with an error, and the place of a letter
/// without accent that is not the first.
fn letters_and_place(name: &str, random: &mut Random) -> Option<(Vec<char>, usize)> {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() < 4 {
        return None;
    }
    let place = 1 + random.place(letters.len() - 1);
    letters[place].is_ascii_alphabetic().then_some((letters, place))
}

fn neighbour_on_the_keyboard(letter: char, random: &mut Random) -> Option<char> {
    const ROWS: [&str; 3] = ["azertyuiop", "qsdfghjklm", "wxcvbn"];
    let small = letter.to_ascii_lowercase();
    let (row, place) = ROWS.iter().find_map(|row| Some((row.as_bytes(), row.find(small)?)))?;
    let towards_the_right = place == 0 || (place + 1 < row.len() && random.chance(500));
    let beside = if towards_the_right { place + 1 } else { place - 1 };
    let neighbour = char::from(row[beside]);
    Some(if letter.is_ascii_uppercase() { neighbour.to_ascii_uppercase() } else { neighbour })
}

fn without_accent(letter: char) -> char {
    const ACCENTED: &str = "àâäéèêëîïôöùûüçñÀÂÄÉÈÊËÎÏÔÖÙÛÜÇÑ";
    const PLAIN: &str = "aaaeeeeiioouuucnAAAEEEEIIOOUUUCN";
    if letter.is_ascii() {
        return letter;
    }
    ACCENTED
        .chars()
        .zip(PLAIN.chars())
        .find_map(|(accented, plain)| (accented == letter).then_some(plain))
        .unwrap_or(letter)
}
