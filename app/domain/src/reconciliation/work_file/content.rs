//! What is inside a work file. These types are the format: they change only with its version, and
//! everything read from them goes through the same checks as a file of the user's.

use super::{WorkFile, WorkFileError, WorkedFile};
use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::ent_key::EntKey;
use crate::files::ent_accounts::Directory;
use crate::files::fingerprint::Fingerprint;
use crate::files::identifiers::Identifiers;
use crate::files::{FileKind, FileRead, Records};
use crate::person::{Civility, EntAccount, EntId, Identity, Login, PronoteAccount};
use crate::pronote_id::PronoteId;
use crate::reconciliation::alias::Alias;
use crate::reconciliation::carry::Carried;
use crate::reconciliation::decision::Decision;
use crate::reconciliation::sources::Mode;
use crate::text::Text;
use crate::timetable::portal::Choices;
use crate::uai::Uai;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
struct Saved {
    uai: String,
    mode: Option<Mode>,
    files: Vec<SavedFile>,
    decisions: Vec<SavedDecision>,
}

#[derive(Serialize, Deserialize)]
struct SavedFile {
    name: String,
    kind: FileKind,
    fingerprint: [u8; 32],
    version: Option<String>,
    lines: u64,
    uais: Vec<String>,
    pronote: Vec<SavedPronote>,
    portal: Vec<SavedAccount>,
}

#[derive(Serialize, Deserialize)]
struct SavedIdentity {
    last_name: Text,
    first_name: Text,
    other_last_name: Option<Text>,
    civility: Option<u8>,
    birth_date: Option<BirthDate>,
}

#[derive(Serialize, Deserialize)]
struct SavedPronote {
    category: Category,
    id: String,
    identity: SavedIdentity,
    class: Option<Text>,
    cas_id: Option<Text>,
    national_id: Option<Text>,
    siecle_id: Option<Text>,
    children: Vec<String>,
    legal_rank: Option<u8>,
    shared_id: bool,
}

#[derive(Serialize, Deserialize)]
struct SavedAccount {
    ent_id: Option<String>,
    login: Option<String>,
    category: Option<Category>,
    profile: Text,
    identity: SavedIdentity,
    classes: Vec<Text>,
    establishment: Option<Text>,
    national_id: Option<Text>,
    siecle_id: Option<Text>,
    children: Vec<Text>,
    parents: Vec<Text>,
    parent_ids: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct SavedDecision {
    category: Category,
    id: String,
    names: Option<(String, String)>,
    decision: Decision,
    key: Option<String>,
    taken_from: Option<String>,
    alias: Option<(String, String)>,
}

pub(super) fn to_bytes(work: &WorkFile) -> Result<Vec<u8>, WorkFileError> {
    let saved = Saved {
        uai: work.uai.to_string(),
        mode: work.mode,
        files: work.files.iter().map(save_file).collect(),
        decisions: work.decisions.iter().map(save_decision).collect(),
    };
    postcard::to_allocvec(&(saved, &work.groups)).map_err(|_| WorkFileError::Damaged)
}

pub(super) fn of_bytes(bytes: &[u8], version: u8) -> Result<WorkFile, WorkFileError> {
    let damaged = |_| WorkFileError::Damaged;
    let (saved, rest): (Saved, _) = postcard::take_from_bytes(bytes).map_err(damaged)?;
    // The first version knew nothing of groups.
    let groups = match version {
        1 => Choices::new(),
        _ => postcard::from_bytes(rest).map_err(damaged)?,
    };
    let files: Option<Vec<_>> = saved.files.into_iter().map(load_file).collect();
    let decisions: Option<Vec<_>> = saved.decisions.into_iter().map(load_decision).collect();
    Ok(WorkFile {
        uai: Uai::parse(&saved.uai).map_err(|_| WorkFileError::Damaged)?,
        mode: saved.mode,
        files: files.ok_or(WorkFileError::Damaged)?,
        decisions: decisions.ok_or(WorkFileError::Damaged)?,
        groups,
    })
}

fn save_file(file: &WorkedFile) -> SavedFile {
    let text = |uai: &Uai| uai.to_string();
    let mut saved = SavedFile {
        name: file.name.clone(),
        kind: file.read.kind,
        fingerprint: file.fingerprint.to_bytes(),
        version: None,
        lines: 0,
        uais: Vec::new(),
        pronote: Vec::new(),
        portal: Vec::new(),
    };
    match &file.read.records {
        Records::Pronote(read) => {
            saved.version.clone_from(&read.version);
            saved.lines = read.lines as u64;
            saved.uais = read.uais.iter().map(text).collect();
            saved.pronote = read.accounts.iter().map(save_pronote).collect();
        }
        Records::Portal(read) => {
            saved.lines = read.lines as u64;
            saved.uais = read.uais.iter().map(text).collect();
            saved.portal = read.accounts.iter().map(save_account).collect();
        }
    }
    saved
}

fn load_file(saved: SavedFile) -> Option<WorkedFile> {
    let uais: Option<Vec<Uai>> = saved.uais.iter().map(|uai| Uai::parse(uai).ok()).collect();
    let lines = usize::try_from(saved.lines).ok()?;
    let records = if saved.kind == FileKind::EntAccounts {
        let accounts: Vec<EntAccount> = saved.portal.into_iter().map(load_account).collect();
        let accounts = Arc::new(accounts);
        Records::Portal(Directory { accounts, uais: uais?, lines, ..Directory::default() })
    } else {
        let accounts: Option<Vec<_>> = saved.pronote.into_iter().map(load_pronote).collect();
        Records::Pronote(Identifiers {
            accounts: accounts?,
            uais: uais?,
            version: saved.version,
            lines,
            ..Identifiers::default()
        })
    };
    Some(WorkedFile {
        name: saved.name,
        fingerprint: Fingerprint::of_bytes(saved.fingerprint),
        read: FileRead { kind: saved.kind, records },
    })
}

fn save_identity(identity: &Identity) -> SavedIdentity {
    SavedIdentity {
        last_name: identity.last_name.clone(),
        first_name: identity.first_name.clone(),
        other_last_name: identity.other_last_name.clone(),
        civility: identity.civility.map(|civility| match civility {
            Civility::Mr => 0,
            Civility::Mrs => 1,
            Civility::Couple => 2,
        }),
        birth_date: identity.birth_date,
    }
}

fn load_identity(saved: SavedIdentity) -> Identity {
    Identity {
        last_name: saved.last_name,
        first_name: saved.first_name,
        other_last_name: saved.other_last_name,
        civility: saved.civility.and_then(|civility| match civility {
            0 => Some(Civility::Mr),
            1 => Some(Civility::Mrs),
            2 => Some(Civility::Couple),
            _ => None,
        }),
        birth_date: saved.birth_date,
    }
}

fn save_pronote(account: &PronoteAccount) -> SavedPronote {
    SavedPronote {
        category: account.category,
        id: account.id.to_string(),
        identity: save_identity(&account.identity),
        class: account.class.clone(),
        cas_id: account.cas_id.clone(),
        national_id: account.national_id.clone(),
        siecle_id: account.siecle_id.clone(),
        children: account.children.iter().map(ToString::to_string).collect(),
        legal_rank: account.legal_rank,
        shared_id: account.shared_id,
    }
}

fn load_pronote(saved: SavedPronote) -> Option<PronoteAccount> {
    let children: Option<Vec<_>> =
        saved.children.iter().map(|id| PronoteId::parse(id).ok()).collect();
    Some(PronoteAccount {
        category: saved.category,
        id: PronoteId::parse(&saved.id).ok()?,
        identity: load_identity(saved.identity),
        class: saved.class,
        cas_id: saved.cas_id,
        national_id: saved.national_id,
        siecle_id: saved.siecle_id,
        children: children?,
        legal_rank: saved.legal_rank,
        shared_id: saved.shared_id,
    })
}

fn save_account(account: &EntAccount) -> SavedAccount {
    let text = |id: &EntId| id.as_str().to_owned();
    SavedAccount {
        ent_id: account.ent_id.as_ref().map(text),
        login: account.login.as_ref().map(|login| login.as_str().to_owned()),
        category: account.category,
        profile: (*account.profile).into(),
        identity: save_identity(&account.identity),
        classes: account.classes.clone(),
        establishment: account.establishment.as_deref().map(Text::from),
        national_id: account.national_id.clone(),
        siecle_id: account.siecle_id.clone(),
        children: account.children.clone(),
        parents: account.parents.clone(),
        parent_ids: account.parent_ids.iter().map(text).collect(),
    }
}

fn load_account(saved: SavedAccount) -> EntAccount {
    EntAccount {
        ent_id: saved.ent_id.and_then(|id| EntId::parse(&id)),
        login: saved.login.and_then(|login| Login::parse(&login)),
        category: saved.category,
        profile: saved.profile.as_str().into(),
        identity: load_identity(saved.identity),
        classes: saved.classes,
        establishment: saved.establishment.map(|label| label.as_str().into()),
        national_id: saved.national_id,
        siecle_id: saved.siecle_id,
        children: saved.children,
        parents: saved.parents,
        parent_ids: saved.parent_ids.iter().filter_map(|id| EntId::parse(id)).collect(),
    }
}

fn save_decision(carried: &Carried) -> SavedDecision {
    SavedDecision {
        category: carried.category,
        id: carried.id.to_string(),
        names: carried.names.clone(),
        decision: carried.decision,
        key: carried.key.as_ref().map(ToString::to_string),
        taken_from: carried.taken_from.as_ref().map(ToString::to_string),
        alias: carried.alias.as_ref().map(|a| (a.last_name.clone(), a.first_name.clone())),
    }
}

fn load_decision(saved: SavedDecision) -> Option<Carried> {
    Some(Carried {
        category: saved.category,
        id: PronoteId::parse(&saved.id).ok()?,
        names: saved.names,
        decision: saved.decision,
        key: saved.key.and_then(|key| EntKey::parse(&key).ok()),
        taken_from: saved.taken_from.and_then(|id| PronoteId::parse(&id).ok()),
        alias: saved.alias.map(|(last_name, first_name)| Alias { last_name, first_name }),
    })
}
