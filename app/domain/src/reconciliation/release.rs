//! What a portal with a CAS of its own reads from a file: who has which PRONOTE identifier, as a table
//! and as changes for an LDAP directory. The server gives the same to CAS servers that can ask; here logins may be added, which it
//! does not know.

use crate::category::Category;
use crate::ent_key::{CasKey, EntKey, LoginSalt};
use crate::person::EntAccount;
use crate::pronote_id::PronoteId;
use crate::reconciliation::table;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The attribute that PRONOTE reads.
pub const ID_PRONOTE: &str = "idPronote";

/// An account of the portal and its PRONOTE identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// "Identifiant ENT", where it is known.
    pub ent_id: Option<String>,
    /// The login, where the accounts file says it.
    pub login: Option<String>,
    /// What is sent as `idPronote`.
    pub pronote_id: String,
    /// The step it came from.
    pub category: Category,
}

/// Puts logins to stored mappings, in the order of these. Where only digests are stored, accounts that
/// are not in the directory are left out: nobody could say whose they are.
pub fn released<'a>(
    stored: impl IntoIterator<Item = (&'a EntKey, &'a PronoteId, Category)>,
    directory: &[EntAccount],
    (cas_key, salt): (CasKey, &LoginSalt),
) -> Vec<Released> {
    let mut accounts = HashMap::new();
    for account in directory {
        if let Ok(key) = account.key(cas_key, salt) {
            accounts.entry(key).or_insert(account);
        }
    }
    let one = |(key, id, category): (&EntKey, &PronoteId, Category)| {
        let account = accounts.get(key);
        let ent_id = account.and_then(|account| account.ent_id.as_ref());
        let ent_id = ent_id.map(|ent_id| ent_id.as_str().to_owned());
        let ent_id = match cas_key {
            CasKey::EntId => ent_id.or_else(|| Some(key.as_str().to_owned())),
            CasKey::Login => ent_id,
        };
        let login = account.and_then(|account| account.login.as_ref());
        let login = login.map(|login| login.as_str().to_owned());
        let known = ent_id.is_some() || login.is_some();
        known.then(|| Released { ent_id, login, pronote_id: id.as_str().to_owned(), category })
    };
    stored.into_iter().filter_map(one).collect()
}

/// For spreadsheets and scripts. `heading` names the columns of the account, its login; the identifier's
/// is what CAS calls it.
pub fn csv(accounts: &[Released], [ent_id, login]: [String; 2]) -> String {
    let mut rows = vec![vec![ent_id, login, ID_PRONOTE.to_owned()]];
    rows.extend(accounts.iter().map(|account| {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![text(&account.ent_id), text(&account.login), account.pronote_id.clone()]
    }));
    table::write(&rows)
}

/// Changes for an LDAP directory (RFC 2849): each entry under `base`, named by its login, or by the
/// "Identifiant ENT" where there is none.
pub fn ldif(accounts: &[Released], base: &str) -> String {
    let mut text = String::from("version: 1\n");
    for account in accounts {
        let Some(uid) = account.login.as_ref().or(account.ent_id.as_ref()) else { continue };
        let name = format!("uid={},{}", escaped(uid), base.trim());
        text.push('\n');
        text.push_str(&line("dn", &name));
        text.push_str("changetype: modify\n");
        text.push_str(&line("replace", ID_PRONOTE));
        text.push_str(&line(ID_PRONOTE, &account.pronote_id));
        text.push_str("-\n");
    }
    text
}

/// A value within a distinguished name (RFC 4514, section 2.4).
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let last = value.chars().count().saturating_sub(1);
    for (place, sign) in value.chars().enumerate() {
        let at_end = (place == 0 || place == last) && sign == ' ' || place == 0 && sign == '#';
        if at_end || "\"+,;<>\\=".contains(sign) {
            text.push('\\');
        }
        text.push(sign);
    }
    text
}

/// A line of LDIF: in base64 what is not a safe text (RFC 2849).
fn line(name: &str, value: &str) -> String {
    let safe = value.bytes().all(|b| b.is_ascii() && !matches!(b, 0 | b'\n' | b'\r'))
        && !value.starts_with([' ', ':', '<'])
        && !value.ends_with(' ');
    if safe {
        format!("{name}: {value}\n")
    } else {
        format!("{name}:: {}\n", STANDARD.encode(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::ent_accounts::Purpose;
    use crate::files::{Records, open};
    use crate::task::run;
    use std::sync::Arc;

    fn directory(text: &str) -> Arc<Vec<EntAccount>> {
        match run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage)).records {
            Records::Portal(portal) => portal.accounts,
            Records::Pronote(_) => panic!("not the portal's"),
        }
    }

    fn salt() -> LoginSalt {
        LoginSalt::new([7; LoginSalt::LEN])
    }

    /// Keys and identifiers; the answer as "portal identifier, login, PRONOTE identifier", with bars.
    #[track_caller]
    fn check(stored: &[(EntKey, &str)], cas_key: CasKey, expected: &[&str]) {
        let accounts = directory(
            "Nom;Prénom;Profil;Identifiant ENT;Login\nF;Z;Elève;TAA1;zoe.f\nD;P;Elève;TAA2;\n",
        );
        let stored: Vec<_> =
            stored.iter().map(|(key, id)| (key.clone(), PronoteId::parse(id).unwrap())).collect();
        let stored = stored.iter().map(|(key, id)| (key, id, Category::Student));
        let found = released(stored, &accounts, (cas_key, &salt()));
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let found: Vec<_> = found
            .iter()
            .map(|one| format!("{}|{}|{}", text(&one.ent_id), text(&one.login), one.pronote_id))
            .collect();
        assert_eq!(found, expected);
    }

    fn key(text: &str) -> EntKey {
        EntKey::parse(text).unwrap()
    }

    #[test]
    fn logins_come_from_the_directory() {
        check(
            &[(key("TAA1"), "A2"), (key("TAA2"), "B3"), (key("TAA9"), "C4")],
            CasKey::EntId,
            &["TAA1|zoe.f|A2", "TAA2||B3", "TAA9||C4"],
        );
    }

    #[test]
    fn a_digest_of_nobody_is_left_out() {
        let of_zoe = EntKey::of_login("zoe.f", &salt());
        let of_nobody = EntKey::of_login("gone", &salt());
        check(&[(of_zoe, "A2"), (of_nobody, "B3")], CasKey::Login, &["TAA1|zoe.f|A2"]);
    }

    fn zoe(login: &str) -> Released {
        Released {
            ent_id: Some("TAA1".to_owned()),
            login: Some(login.to_owned()).filter(|login| !login.is_empty()),
            pronote_id: "A2".to_owned(),
            category: Category::Student,
        }
    }

    #[test]
    fn a_table_for_spreadsheets() {
        let heading = ["Identifiant ENT", "Login"].map(str::to_owned);
        let text = csv(&[zoe("=zoe")], heading);
        assert_eq!(text, "\u{FEFF}Identifiant ENT;Login;idPronote\r\nTAA1;'=zoe;A2\r\n");
    }

    #[track_caller]
    fn check_name(login: &str, expected: &str) {
        let text = ldif(&[zoe(login)], " ou=people,dc=exemple,dc=fr ");
        let rest = "changetype: modify\nreplace: idPronote\nidPronote: A2\n-\n";
        assert_eq!(text, format!("version: 1\n\n{expected}\n{rest}"));
    }

    #[test]
    fn changes_for_a_directory() {
        check_name("zoe.f", "dn: uid=zoe.f,ou=people,dc=exemple,dc=fr");
        check_name("", "dn: uid=TAA1,ou=people,dc=exemple,dc=fr");
    }

    /// Somebody's login must not become another entry's name, nor another line.
    #[test]
    fn a_name_stays_one_name() {
        check_name("a,b=c", "dn: uid=a\\,b\\=c,ou=people,dc=exemple,dc=fr");
        let encoded = STANDARD.encode("uid=zoé\ndn: x,ou=people,dc=exemple,dc=fr");
        check_name("zoé\ndn: x", &format!("dn:: {encoded}"));
    }
}
