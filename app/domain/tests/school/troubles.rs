//! What makes one person's two accounts hard to recognise as one.

/// A difference between the two sides, or a resemblance that misleads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trouble {
    /// The accents of the name are written in PRONOTE only.
    AccentLost,
    /// The accents of the name are written in the portal only.
    AccentAdded,
    /// A hyphen on one side is a space, or nothing, on the other.
    HyphenDiffers,
    /// An apostrophe on one side is a space, nothing, or the typographic one on the other.
    ApostropheDiffers,
    /// The particle stands apart on one side and is glued to the name on the other.
    ParticleGlued,
    /// The particle stands after the name, in brackets, on one side.
    ParticleMoved,
    /// A ligature (œ, æ) is written as two letters on one side.
    LigatureUndone,
    /// One half only of a compound first name is written on one side.
    CompoundShortened,
    /// The first names after the usual one are written too on one side.
    SecondNamesAdded,
    /// The second first name is taken for a part of the first: apart in PRONOTE, with a hyphen in
    /// the portal.
    SecondNameGlued,
    /// A half of a compound first name is reduced to its initial on one side.
    Initials,
    /// One side knows the person by the birth name, the other by the name in use.
    BirthNameAlone,
    /// One side writes both surnames, with a word that tells which is which.
    BirthNameMarked,
    /// One side writes both surnames, one after the other.
    DoubleName,
    /// One letter of the name was struck beside the right key.
    LetterSubstituted,
    /// One letter of the name is missing.
    LetterOmitted,
    /// One letter of the name is there twice.
    LetterInserted,
    /// Two neighbouring letters of the name are in each other's place.
    LettersTransposed,
    /// The first name and the surname are in each other's column on one side.
    NamesSwapped,
    /// PRONOTE keeps the first ten characters of a name only.
    NameCut,
    /// The day and the month of birth are in each other's place on one side.
    BirthDayMonthInverted,
    /// One digit of the birth date is wrong on one side.
    BirthDigitWrong,
    /// One side does not know the birth date.
    BirthDateMissing,
    /// One side does not know the civility.
    CivilityMissing,
    /// The portal still has another class.
    ClassDiffers,
    /// One side does not know the class.
    ClassMissing,
    /// The person has no account of this category in the portal.
    NoPortalAccount,
    /// Another pupil has the same first name and surname, and another birth date.
    HomonymousPupil,
    /// A guardian of other children has the same first name and surname.
    HomonymousGuardian,
    /// Somebody of another category has the same first name and surname.
    HomonymElsewhere,
    /// A twin: same surname, same birth date, and a first name that is nearly the same.
    Twin,
    /// A father and his son bear the same first name and surname.
    FatherAndSon,
    /// The portal holds two accounts of this person: the old one has lost its class.
    DuplicateAccount,
    /// A teacher who is also a guardian, with two accounts on both sides.
    TwoRoles,
    /// A teacher who is also a guardian, with two PRONOTE identifiers and one portal account: it is
    /// the teacher's.
    SharedAccount,
    /// The person has no portal account, and somebody else's resembles what theirs would be.
    LookAlike,
}

impl Trouble {
    /// Every trouble with its name in the truth file, in the order of the declaration.
    pub const CODES: [(Self, &'static str); 36] = [
        (Self::AccentLost, "accent_lost"),
        (Self::AccentAdded, "accent_added"),
        (Self::HyphenDiffers, "hyphen_differs"),
        (Self::ApostropheDiffers, "apostrophe_differs"),
        (Self::ParticleGlued, "particle_glued"),
        (Self::ParticleMoved, "particle_moved"),
        (Self::LigatureUndone, "ligature_undone"),
        (Self::CompoundShortened, "compound_shortened"),
        (Self::SecondNamesAdded, "second_names_added"),
        (Self::SecondNameGlued, "second_name_glued"),
        (Self::Initials, "initials"),
        (Self::BirthNameAlone, "birth_name_alone"),
        (Self::BirthNameMarked, "birth_name_marked"),
        (Self::DoubleName, "double_name"),
        (Self::LetterSubstituted, "letter_substituted"),
        (Self::LetterOmitted, "letter_omitted"),
        (Self::LetterInserted, "letter_inserted"),
        (Self::LettersTransposed, "letters_transposed"),
        (Self::NamesSwapped, "names_swapped"),
        (Self::NameCut, "name_cut"),
        (Self::BirthDayMonthInverted, "birth_day_month_inverted"),
        (Self::BirthDigitWrong, "birth_digit_wrong"),
        (Self::BirthDateMissing, "birth_date_missing"),
        (Self::CivilityMissing, "civility_missing"),
        (Self::ClassDiffers, "class_differs"),
        (Self::ClassMissing, "class_missing"),
        (Self::NoPortalAccount, "no_portal_account"),
        (Self::HomonymousPupil, "homonymous_pupil"),
        (Self::HomonymousGuardian, "homonymous_guardian"),
        (Self::HomonymElsewhere, "homonym_elsewhere"),
        (Self::Twin, "twin"),
        (Self::FatherAndSon, "father_and_son"),
        (Self::DuplicateAccount, "duplicate_account"),
        (Self::TwoRoles, "two_roles"),
        (Self::SharedAccount, "shared_account"),
        (Self::LookAlike, "look_alike"),
    ];

    /// Its name in the truth file.
    pub fn code(self) -> &'static str {
        Self::CODES[self as usize].1
    }
}
