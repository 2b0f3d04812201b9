//! From the domain's values to what screens show.

use domain::category::Category;
use domain::ent_key::EntKey;
use domain::files::fingerprint::Fingerprint;
use domain::files::identifiers::School;
use domain::files::{Problems, Records};
use domain::person::Identity;
use domain::reconciliation::{
    Moved, Portal, Run, Sending, Source, SourceId, Sources, StepCounts, UnknownWord,
};
use engine::{
    FileView, HistoryView, LabelView, MovedView, OverviewView, PairView, SendingView, StepView,
    WordView,
};
use std::collections::BTreeMap;

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
        is_former: false,
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
        files: sources
            .iter()
            .map(|source| FileView {
                is_former: sources.is_former(source.id),
                ..file(name(source.id), source)
            })
            .collect(),
        portal: Portal::Same,
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
        stored: run.difference(category).stored,
        moved: run.moved(category).iter().map(|moved| self::moved(run, moved)).collect(),
    }
}

fn moved(run: &Run, moved: &Moved) -> MovedView {
    let named = |key: &EntKey| match run.account_of_key(key) {
        Some(place) => full_name(&run.setting().directory[place].identity),
        None => key.to_string(),
    };
    MovedView {
        name: full_name(&run.setting().pronote[moved.row].identity),
        from: named(&moved.from),
        to: named(&moved.to),
    }
}

/// Names for stored pairs.
pub fn labels(run: &Run, pairs: &[(String, String)]) -> Vec<LabelView> {
    let setting = run.setting();
    let people: BTreeMap<&str, usize> =
        setting.pronote.iter().enumerate().map(|(row, a)| (a.id.as_str(), row)).collect();
    let label = |(key, id): &(String, String)| LabelView {
        pronote: people.get(id.as_str()).map(|&row| full_name(&setting.pronote[row].identity)),
        account: EntKey::parse(key)
            .ok()
            .and_then(|key| setting.keys.place_of(&key))
            .map(|place| full_name(&setting.directory[place].identity)),
    };
    pairs.iter().map(label).collect()
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

/// "NOM Prénom".
pub fn full_name(identity: &Identity) -> String {
    format!("{} {}", identity.last_name, identity.first_name).trim().to_owned()
}

/// No list of a school reaches four billion.
pub fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
