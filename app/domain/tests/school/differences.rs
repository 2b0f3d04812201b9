//! The differences that creep in between two files kept by two teams.

use super::people::Person;
use super::random::Random;
use super::register::{Known, Member, Role};
use super::sides::{FIRST_NAME, Field, SURNAME, Sides};
use super::spelling;
use super::troubles::Trouble;

/// Brings a difference about, unless it cannot happen to this person; tells whether it did.
type Difference = fn(&mut Sides, &Person, &mut Random) -> bool;

const BOTH_NAMES: &[Field] = &[SURNAME, FIRST_NAME];

/// How often each difference comes up in a thousand pupils, guardians and others *to whom it can
/// happen*: a hyphen differs only where there is one.
const DIFFERENCES: [(Trouble, [u32; 3], Difference); 23] = [
    (Trouble::HyphenDiffers, [250, 200, 150], |sides, _, random| {
        sides.rewrite(BOTH_NAMES, random, spelling::without_hyphens)
    }),
    (Trouble::ApostropheDiffers, [350, 350, 300], |sides, _, random| {
        sides.rewrite(BOTH_NAMES, random, spelling::without_apostrophes)
    }),
    (Trouble::ParticleGlued, [120, 120, 120], |sides, _, random| {
        sides.rewrite(&[SURNAME], random, |name, _| spelling::with_the_particle_glued(name))
    }),
    (Trouble::ParticleMoved, [150, 150, 150], |sides, _, random| {
        sides.rewrite(&[SURNAME], random, |name, _| spelling::with_the_particle_moved(name))
    }),
    (Trouble::LigatureUndone, [700, 700, 700], |sides, _, random| {
        sides.rewrite(BOTH_NAMES, random, |name, _| spelling::without_ligatures(name))
    }),
    (Trouble::CompoundShortened, [80, 100, 80], |sides, _, random| {
        sides.rewrite(&[FIRST_NAME], random, spelling::half_of_a_compound)
    }),
    (Trouble::Initials, [60, 90, 100], |sides, _, random| {
        sides.rewrite(&[FIRST_NAME], random, spelling::with_an_initial)
    }),
    (Trouble::SecondNamesAdded, [30, 20, 15], |sides, person, random| {
        sides.rewrite(&[FIRST_NAME], random, |name, _| {
            Some(format!("{name} {}", person.second_names.join(" ")))
        })
    }),
    (Trouble::SecondNameGlued, [2, 18, 15], |sides, person, _| sides.glue_second_name(person)),
    (Trouble::BirthNameAlone, [0, 70, 60], |sides, person, random| {
        sides.rewrite(&[SURNAME], random, |_, _| person.birth_name.clone())
    }),
    (Trouble::BirthNameMarked, [0, 30, 30], |sides, person, random| {
        sides.rewrite(&[SURNAME], random, |name, random| {
            let birth_name = person.birth_name.as_deref()?;
            Some(spelling::with_the_birth_name_marked(name, birth_name, random))
        })
    }),
    (Trouble::DoubleName, [0, 50, 50], |sides, person, random| {
        sides.rewrite(&[SURNAME], random, |name, random| {
            let joint = random.pick(&["-", " "]);
            Some(format!("{name}{joint}{}", person.birth_name.as_deref()?))
        })
    }),
    (Trouble::LetterSubstituted, [6, 7, 4], |sides, _, random| {
        sides.rewrite(name_in_any_order(random), random, spelling::with_a_letter_substituted)
    }),
    (Trouble::LetterOmitted, [7, 8, 5], |sides, _, random| {
        sides.rewrite(name_in_any_order(random), random, spelling::with_a_letter_omitted)
    }),
    (Trouble::LetterInserted, [5, 6, 4], |sides, _, random| {
        sides.rewrite(name_in_any_order(random), random, spelling::with_a_letter_inserted)
    }),
    (Trouble::LettersTransposed, [6, 7, 4], |sides, _, random| {
        sides.rewrite(name_in_any_order(random), random, spelling::with_letters_transposed)
    }),
    (Trouble::NamesSwapped, [5, 7, 7], |sides, _, random| {
        let entry = sides.either(random);
        let first_name = spelling::capitalised(&entry.surname);
        entry.surname = entry.first_name.to_uppercase();
        entry.first_name = first_name;
        true
    }),
    (Trouble::BirthDayMonthInverted, [25, 0, 0], |sides, _, random| {
        sides.change_birth(random, |date, _| date.inverted())
    }),
    (Trouble::BirthDigitWrong, [8, 0, 0], |sides, _, random| {
        sides.change_birth(random, |date, random| Some(date.with_a_wrong_digit(random)))
    }),
    (Trouble::BirthDateMissing, [14, 0, 0], |sides, _, random| {
        sides.pronote.birth == sides.portal.birth && sides.either(random).birth.take().is_some()
    }),
    (Trouble::CivilityMissing, [0, 70, 20], |sides, _, random| {
        sides.either(random).civility.take().is_some()
    }),
    (Trouble::ClassDiffers, [25, 0, 0], |sides, _, _| {
        let last_year = sides.portal.class.as_deref().and_then(class_of_last_year);
        let known = last_year.is_some();
        sides.portal.class = last_year.or(sides.portal.class.take());
        known
    }),
    (Trouble::ClassMissing, [14, 0, 0], |sides, _, random| {
        sides.pronote.class == sides.portal.class && sides.either(random).class.take().is_some()
    }),
];

/// Writes a member for both sides, and notes the troubles that make the two differ.
///
/// Those with whom something is the matter already are spared most of them: a homonym with a typing
/// error would be no homonym.
pub fn write(member: &mut Member, random: &mut Random) -> Sides {
    let mut sides = Sides::agreeing(member, random);
    let (rates, capitals) = match member.role {
        Role::Student => (0, false),
        Role::Guardian => (1, random.chance(500)),
        _ => (2, true),
    };
    if member.troubles.is_empty() && member.known == Known::Both {
        for (trouble, per_mille, difference) in DIFFERENCES {
            if random.chance(per_mille[rates]) && difference(&mut sides, &member.person, random) {
                member.mark(trouble);
            }
        }
    }
    let cut = member.role == Role::Teacher && sides.cut_in_pronote();
    let accents = sides.lose_accents(capitals, random);
    if member.known == Known::Both {
        let cut = cut.then_some(Trouble::NameCut);
        for trouble in cut.into_iter().chain(accents) {
            member.mark(trouble);
        }
    }
    sides
}

/// The first name is mistyped as often as the surname.
fn name_in_any_order(random: &mut Random) -> &'static [Field] {
    if random.chance(500) { &[SURNAME, FIRST_NAME] } else { &[FIRST_NAME, SURNAME] }
}

/// `4B` was `5B`; those of the lowest grade were elsewhere.
fn class_of_last_year(class: &str) -> Option<String> {
    let mut signs = class.chars();
    let grade = signs.next()?.to_digit(10)?;
    (grade < 6).then(|| format!("{}{}", grade + 1, signs.as_str()))
}
