//! The document in clear.

use super::families::families;
use super::xml::{close, element};
use super::{Announced, Announcing, LeftOut, SECTIONS};
use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::ent_key::CasKey;
use crate::person::{Civility, EntAccount, EntId, Login};
use crate::text::Text;
use std::collections::{BTreeMap, HashMap};

/// Somebody who is announced.
struct Somebody<'a> {
    /// The number in the document: the place in the directory, which nobody else has.
    place: usize,
    last_name: &'a str,
    first_name: &'a str,
    key: &'a str,
    birth_date: Option<BirthDate>,
    civility: Option<Civility>,
    national_id: Option<&'a str>,
}

/// Writes the document.
pub fn write(of: &Announcing<'_>) -> Announced {
    let row_of: HashMap<usize, usize> =
        of.pairs.iter().map(|&(row, account)| (account, row)).collect();
    let mut left_out: BTreeMap<LeftOut, usize> = BTreeMap::new();
    let mut sections: BTreeMap<Category, Vec<Somebody<'_>>> = BTreeMap::new();
    for (place, account) in of.directory.iter().enumerate() {
        let row = row_of.get(&place).copied();
        match somebody(of, place, account, row) {
            Ok((category, one)) => sections.entry(category).or_default().push(one),
            Err(why) => *left_out.entry(why).or_default() += 1,
        }
    }
    let mut counts = [0; 6];
    for (category, people) in &sections {
        counts[category.index()] = people.len();
    }
    let text = document(of, &sections);
    Announced { text, counts, left_out: left_out.into_iter().collect() }
}

fn somebody<'a>(
    of: &Announcing<'a>,
    place: usize,
    account: &'a EntAccount,
    row: Option<usize>,
) -> Result<(Category, Somebody<'a>), LeftOut> {
    let category = account.category.filter(|category| SECTIONS.contains(category));
    let category = category.ok_or(LeftOut::NoPlace)?;
    let key = match of.cas_key {
        CasKey::EntId => account.ent_id.as_ref().map(EntId::as_str),
        CasKey::Login => account.login.as_ref().map(Login::as_str),
    };
    let key = key.ok_or(LeftOut::NoKey)?;
    let known = row.map(|row| &of.pronote[row].identity);
    let identity = known.filter(|identity| identity.is_complete()).unwrap_or(&account.identity);
    if !identity.is_complete() {
        return Err(LeftOut::NoName);
    }
    let dates = [known.and_then(|identity| identity.birth_date), account.identity.birth_date];
    let birth_date = dates.into_iter().flatten().find(|date| date.is_possible());
    if category == Category::Student && birth_date.is_none() {
        return Err(LeftOut::NoBirthDate);
    }
    let national_id = row.and_then(|row| of.pronote[row].national_id.as_ref());
    let one = Somebody {
        place,
        last_name: &identity.last_name,
        first_name: &identity.first_name,
        key,
        birth_date,
        civility: account.identity.civility.or_else(|| known.and_then(|known| known.civility)),
        national_id: national_id.or(account.national_id.as_ref()).map(Text::as_str),
    };
    Ok((category, one))
}

fn document(of: &Announcing<'_>, sections: &BTreeMap<Category, Vec<Somebody<'_>>>) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let root = [
        ("xmlns", "http://www.index-education.com/rapprochementssoV2.0"),
        ("Date", of.date),
        ("Partenaire", of.partner),
        ("ProtocoleDelegationAuthentification", "CAS"),
    ];
    element(&mut text, "PARTENAIRE_INDEX", &root, false);
    element(&mut text, "Nomenclatures", &[], false);
    element(&mut text, "Civilites", &[], false);
    for civility in CIVILITIES {
        let (number, word) = civility_in_document(civility);
        element(&mut text, "Civilite", &[("Ident", number), ("Libelle", word)], true);
    }
    close(&mut text, "Civilites");
    close(&mut text, "Nomenclatures");
    let school = [("Ident", "0"), ("Numero", of.uai.as_str()), ("Nom", of.school)];
    element(&mut text, "Etablissements", &[], false);
    element(&mut text, "Etablissement", &school, true);
    close(&mut text, "Etablissements");
    element(&mut text, "EtablissementsGeres", &[], false);
    element(&mut text, "Etablissement", &school[..1], true);
    close(&mut text, "EtablissementsGeres");
    let families = families(of);
    let guardians = sections.get(&Category::Guardian).into_iter().flatten();
    let announced: std::collections::HashSet<usize> = guardians.map(|one| one.place).collect();
    for category in SECTIONS {
        // A section that is there holds somebody.
        let Some(people) = sections.get(&category) else { continue };
        let (section, name) = names(category);
        element(&mut text, section, &[], false);
        for one in people {
            let guardians = families.get(&one.place).into_iter().flatten();
            let guardians = guardians.copied().filter(|guardian| announced.contains(guardian));
            person(
                &mut text,
                category,
                name,
                one,
                guardians.filter(|_| category == Category::Student),
            );
        }
        close(&mut text, section);
    }
    close(&mut text, "PARTENAIRE_INDEX");
    text
}

fn person(
    text: &mut String,
    category: Category,
    name: &str,
    one: &Somebody<'_>,
    guardians: impl Iterator<Item = usize>,
) {
    let number = one.place.to_string();
    let date =
        one.birth_date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let mut attributes =
        vec![("Ident", number.as_str()), ("Nom", one.last_name), ("Prenom", one.first_name)];
    if let Some(date) = &date
        && matches!(category, Category::Teacher | Category::Student)
    {
        attributes.push(("DateNaissance", date));
    }
    attributes.push(("ID_Partenaire", one.key));
    if let Some(id) = one.national_id
        && category == Category::Student
    {
        attributes.push(("NumeroNational", id));
    }
    let civility = one.civility.filter(|_| category == Category::Guardian);
    let civility = civility.filter(|civility| CIVILITIES.contains(civility));
    let mut inside = String::new();
    if let Some(civility) = civility {
        element(&mut inside, "Civilite", &[("Ident", civility_in_document(civility).0)], true);
    }
    for guardian in guardians {
        element(&mut inside, "Responsable", &[("Ident", &guardian.to_string())], true);
    }
    element(text, name, &attributes, inside.is_empty());
    if !inside.is_empty() {
        text.push_str(&inside);
        close(text, name);
    }
}

/// Those that the document defines; a couple has none.
const CIVILITIES: [Civility; 2] = [Civility::Mr, Civility::Mrs];

const fn civility_in_document(civility: Civility) -> (&'static str, &'static str) {
    match civility {
        Civility::Mr => ("2", "M."),
        Civility::Mrs | Civility::Couple => ("1", "Mme"),
    }
}

/// Of a section, and of one person in it.
const fn names(category: Category) -> (&'static str, &'static str) {
    match category {
        Category::Teacher => ("Professeurs", "Professeur"),
        Category::Guardian => ("Responsables", "Responsable"),
        Category::Student => ("Eleves", "Eleve"),
        _ => ("Personnels", "Personnel"),
    }
}
