//! From the domain's values to what screens show.

use domain::category::Category;
use domain::files::fingerprint::Fingerprint;
use domain::files::identifiers::School;
use domain::files::{Problems, Records};
use domain::fold::fold;
use domain::linkage::decide::CERTAIN;
use domain::linkage::{Candidate, Outcome};
use domain::person::{EntAccount, Identity};
use domain::pronote_id::PronoteId;
use domain::reconciliation::{
    Decision, Holder, Partner, Run, Sending, Source, SourceId, Sources, StepCounts, UnknownWord,
};
use engine::{
    AccountView, CandidateView, Certainty, DetailView, FileView, HistoryView, HolderView,
    LabelView, ListKind, OverviewView, PairView, PartnerView, RowView, RowsQuery, RowsView,
    SendingView, StepView, WordView,
};
use std::collections::BTreeMap;

/// Probability from which it is called probable.
const PROBABLE: f64 = 0.5;

/// A loaded file.
pub fn file(name: String, source: &Source) -> FileView {
    let view = FileView {
        source: Some(source.id.0),
        kind: Some(source.kind()),
        records: source.records().map(count),
        ..refused_file(name, source.fingerprint, source.read.records.problems())
    };
    match &source.read.records {
        Records::Pronote(identifiers) => FileView {
            version: identifiers.version.clone(),
            schools: identifiers.schools.several().iter().map(school_name).collect(),
            school: source.school.map(count),
            exported_at: identifiers.container.as_ref().map(|c| c.exported_at.clone()),
            lines: count(identifiers.lines),
            with_cas_id: count(identifiers.accounts.iter().filter(|a| a.cas_id.is_some()).count()),
            ..view
        },
        Records::Portal(directory) => {
            let unknown = directory.accounts.iter().filter(|a| a.category.is_none());
            FileView {
                lines: count(directory.lines),
                without_category: count(unknown.count()),
                ..view
            }
        }
    }
}

/// A file of which nothing is taken.
pub fn refused_file(name: String, fingerprint: Fingerprint, problems: &Problems) -> FileView {
    FileView {
        source: None,
        waiting: None,
        name,
        kind: None,
        version: None,
        records: [0; 6],
        without_category: 0,
        schools: Vec::new(),
        school: None,
        exported_at: None,
        lines: 0,
        with_cas_id: 0,
        sha256: fingerprint.to_string(),
        problems: problems.as_slice().to_vec(),
        more_problems: count(problems.left_out()),
    }
}

/// "Collège des Essais (0990001N)".
fn school_name(school: &School) -> String {
    let uai = school.uai.as_ref().map(|uai| format!(" ({uai})")).unwrap_or_default();
    format!("{}{uai}", school.name).trim().to_owned()
}

/// Where the import stands.
pub fn overview(
    sources: &Sources,
    names: &[(SourceId, String)],
    run: Option<&Run>,
    outdated: bool,
) -> OverviewView {
    let name = |id: SourceId| {
        names
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, name)| name.clone())
            .unwrap_or_default()
    };
    let word = |word: UnknownWord| WordView {
        word: word.word,
        side: word.side,
        count: count(word.count),
        category: word.category,
    };
    OverviewView {
        files: sources.iter().map(|source| file(name(source.id), source)).collect(),
        waiting: Vec::new(),
        can_link: sources.are_complete(),
        outdated,
        contested: run.map_or(0, |run| count(run.contested().len())),
        mode: run.map(|run| run.setting().mode),
        steps: run.map(steps).unwrap_or_default(),
        directory: run.map_or(0, |run| count(run.setting().directory.len())),
        words: sources.unknown_words().into_iter().map(word).collect(),
        history: run.map_or_else(HistoryView::default, |run| HistoryView {
            can_undo: run.can_undo(),
            can_redo: run.can_redo(),
        }),
        unsent: run.is_some_and(Run::has_unsent_decisions),
    }
}

/// A page of a list, by last name and first name as a French reader sorts them.
pub fn rows(run: &Run, query: &RowsQuery) -> RowsView {
    let wanted: Vec<String> = fold(&query.filter).split_whitespace().map(str::to_owned).collect();
    let mut rows: Vec<(String, usize)> = run
        .rows(query.category)
        .filter(|&row| is_in(query.list, run.standing(row).decision))
        .map(|row| (sort_key(&run.setting().pronote[row].identity), row))
        .filter(|(key, row)| {
            let account = &run.setting().pronote[*row];
            let class = account.class.as_deref().map(fold).unwrap_or_default();
            let id = fold(account.id.as_str());
            wanted
                .iter()
                .all(|word| key.contains(word) || class.contains(word) || id.contains(word))
        })
        .collect();
    rows.sort();
    let total = count(rows.len());
    let skip = usize::try_from(query.offset).unwrap_or(usize::MAX);
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let page = rows.into_iter().skip(skip).take(limit);
    RowsView { total, rows: page.map(|(_, index)| row(run, index)).collect() }
}

/// One person and its candidates.
pub fn detail(run: &Run, index: usize) -> DetailView {
    let link = run.link(index);
    let candidate = |candidate: &Candidate| CandidateView {
        account: account(run, candidate.account),
        certainty: certainty(candidate.posterior, link.outcome),
        weight: candidate.weight.total(),
        reasons: link.reasons(candidate),
        holder: holder(run, candidate.account).filter(|holder| !is_row(holder, index)),
    };
    DetailView {
        row: row(run, index),
        candidates: link.candidates.iter().map(candidate).collect(),
        doubts: link.doubts.clone(),
    }
}

/// A portal account.
pub fn account(run: &Run, index: usize) -> AccountView {
    let account = &run.setting().directory[index];
    let EntAccount { identity, .. } = account;
    AccountView {
        account: count(index),
        last_name: identity.last_name.clone(),
        first_name: identity.first_name.clone(),
        birth_date: identity.birth_date,
        classes: account.classes.clone(),
        profile: account.profile.clone(),
        establishment: account.establishment.clone(),
        children: account.children.clone(),
        identifier: match (&account.ent_id, &account.login) {
            (Some(id), _) => id.as_str().to_owned(),
            (None, Some(login)) => login.as_str().to_owned(),
            (None, None) => String::new(),
        },
        no_key: run.setting().keys[index].as_ref().err().copied(),
    }
}

/// Who has an account.
pub fn holder(run: &Run, account: usize) -> Option<HolderView> {
    Some(holder_view(run, &run.holder(account)?))
}

/// The same, for a holder that is known.
pub fn holder_view(run: &Run, holder: &Holder) -> HolderView {
    match holder {
        Holder::Row(row) => {
            let account = &run.setting().pronote[*row];
            HolderView::Row {
                row: count(*row),
                name: full_name(&account.identity),
                category: account.category,
            }
        }
        Holder::Stored(id) => HolderView::Stored { pronote_id: id.to_string() },
    }
}

/// What validating a step sends.
pub fn sending(run: &Run, category: Category, number: u32, sending: &Sending) -> SendingView {
    let pairs = sending.pairs.iter().map(|(pair, row)| PairView {
        ent_key: pair.key.to_string(),
        pronote_id: pair.id.to_string(),
        decision: pair.decision,
        name: full_name(&run.setting().pronote[*row].identity),
    });
    SendingView {
        number,
        category,
        pairs: pairs.collect(),
        exchanges: count(sending.exchanges),
        counts: run.counts(category),
    }
}

/// Names for stored pairs.
pub fn labels(run: &Run, pairs: &[(String, String)]) -> Vec<LabelView> {
    let setting = run.setting();
    let accounts: BTreeMap<&str, usize> = setting
        .keys
        .iter()
        .enumerate()
        .filter_map(|(place, key)| Some((key.as_ref().ok()?.as_str(), place)))
        .collect();
    let people: BTreeMap<&str, usize> =
        setting.pronote.iter().enumerate().map(|(row, a)| (a.id.as_str(), row)).collect();
    let label = |(key, id): &(String, String)| LabelView {
        pronote: people.get(id.as_str()).map(|&row| full_name(&setting.pronote[row].identity)),
        account: accounts.get(key.as_str()).map(|&a| full_name(&setting.directory[a].identity)),
    };
    pairs.iter().map(label).collect()
}

fn row(run: &Run, index: usize) -> RowView {
    let person = &run.setting().pronote[index];
    let standing = run.standing(index);
    RowView {
        row: count(index),
        pronote_id: person.id.to_string(),
        last_name: person.identity.last_name.clone(),
        first_name: person.identity.first_name.clone(),
        birth_date: person.identity.birth_date,
        class: person.class.clone(),
        children: children(run, index),
        decision: standing.decision,
        partner: standing.partner.as_ref().map(|partner| match partner {
            Partner::Account(place) => PartnerView::Account(account(run, *place)),
            Partner::Absent(key) => PartnerView::Absent(key.to_string()),
        }),
        candidates: count(run.link(index).candidates.len()),
    }
}

fn children(run: &Run, index: usize) -> Vec<String> {
    let pronote = &run.setting().pronote;
    let of_id = |id: &PronoteId| pronote.iter().find(|account| account.id == *id);
    let children = pronote[index].children.iter().filter_map(of_id);
    children.map(|child| full_name(&child.identity)).collect()
}

fn steps(run: &Run) -> Vec<StepView> {
    let step = |category: Category| {
        let waiting = |row: &usize| !run.standing(*row).decision.is_recognised();
        let suggested = run.rows(category).filter(waiting);
        let suggested = suggested.filter(|&row| run.link(row).best().is_some()).count();
        let counts: StepCounts = run.counts(category);
        StepView { category, counts, suggested: count(suggested), state: run.state(category) }
    };
    Category::ALL.map(step).to_vec()
}

fn is_in(list: ListKind, decision: Decision) -> bool {
    decision.is_recognised() == (list == ListKind::Recognised)
}

fn is_row(holder: &HolderView, index: usize) -> bool {
    matches!(holder, HolderView::Row { row, .. } if *row == count(index))
}

/// What is left to a person is never called certain, however probable: that is why it is left.
fn certainty(posterior: f64, outcome: Outcome) -> Certainty {
    match outcome {
        Outcome::Automatic if posterior >= CERTAIN => Certainty::Certain,
        _ if posterior >= PROBABLE => Certainty::Probable,
        _ => Certainty::Possible,
    }
}

fn full_name(identity: &Identity) -> String {
    format!("{} {}", identity.last_name, identity.first_name).trim().to_owned()
}

fn sort_key(identity: &Identity) -> String {
    format!("{} {}", fold(&identity.last_name), fold(&identity.first_name))
}

/// No list of a school reaches four billion.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
