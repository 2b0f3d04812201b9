//! From a run to what the screens of a step show.

use crate::views::{count, full_name};
use domain::category::Category;
use domain::linkage::{Candidate, Link};
use domain::person::EntAccount;
use domain::pronote_id::PronoteId;
use domain::reconciliation::{
    Certainty, FieldPair, Filter, Holder, NameGroup, Outlook, Partner, Plan, Remaining, Renumbered,
    Run, SinceLast, Stored, StoredMapping, certainty, side_by_side,
};
use domain::text::Text;
use engine::{
    AccountView, CandidateView, DetailView, FamilyView, FoundView, HolderView, HomonymsView,
    KindView, KindsView, MemberView, NameGroupView, PartnerView, PlanView, PlannedPair,
    RemainingView, ReportView, RowView, RowsQuery, RowsView, SearchChoices, SinceView,
    StepReportView,
};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of a bulk act that are shown before it: enough to see what kind they are of, few enough to
/// be read.
const SAMPLE: usize = 8;

/// Kinds that are offered for a bulk act: the smaller ones are as quick one by one.
const MOST_KINDS: usize = 12;

/// A part of a list.
pub fn rows(run: &Run, query: &RowsQuery) -> RowsView {
    let rows = run.list(&query.filter);
    let skip = usize::try_from(query.offset).unwrap_or(usize::MAX);
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let part = rows.iter().skip(skip).take(limit);
    RowsView {
        total: count(rows.len()),
        offset: query.offset,
        rows: part.map(|&index| row(run, index)).collect(),
    }
}

/// One person and its candidates.
pub fn detail(run: &Run, index: usize, filter: &Filter) -> DetailView {
    let link = run.link(index);
    let found = link.candidates.iter().map(|one| candidate(run, index, one, false));
    let relatives = run.relatives(index);
    let related = relatives.iter().map(|one| candidate(run, index, one, true));
    let account = &run.setting().pronote[index];
    let stands = match run.standing(index).partner {
        Some(Partner::Account(place)) => beside(run, index, place),
        _ => Vec::new(),
    };
    let family = run.family(index);
    let relatives = (family.pupils.len() + family.guardians.len()).saturating_sub(1);
    let list = run.list(filter);
    let recognised = run.standing(index).decision.is_recognised();
    DetailView {
        row: row(run, index),
        candidates: found.chain(related).collect(),
        doubts: link.doubts.clone(),
        stands,
        cause: (!recognised).then(|| run.cause(index)),
        alias: run.alias(index).map(|alias| (alias.last_name.clone(), alias.first_name.clone())),
        alike: count(if account.shared_id { 0 } else { run.alike(index) }),
        relatives: count(relatives),
        place: list.iter().position(|&one| one == index).map(count),
        total: count(list.len()),
    }
}

/// A PRONOTE account in a list.
pub fn row(run: &Run, index: usize) -> RowView {
    let person = &run.setting().pronote[index];
    let standing = run.standing(index);
    let link = run.link(index);
    let name = |place: usize| full_name(&run.setting().directory[place].identity);
    RowView {
        row: count(index),
        pronote_id: person.id.to_string(),
        last_name: person.identity.last_name.to_string(),
        first_name: person.identity.first_name.to_string(),
        birth_date: person.identity.birth_date,
        class: person.class.as_ref().map(ToString::to_string),
        children: children(run, index),
        decision: standing.decision,
        partner: standing.partner.as_ref().map(|partner| match partner {
            Partner::Account(place) => PartnerView::Account(account(run, *place)),
            Partner::Absent(key) => PartnerView::Absent(key.to_string()),
        }),
        candidates: count(link.candidates.len()),
        outlook: Outlook::of(link),
        best: link.best().map(|best| name(best.account)),
        flags: run.flags(index),
    }
}

/// A portal account.
pub fn account(run: &Run, index: usize) -> AccountView {
    let account = &run.setting().directory[index];
    let EntAccount { identity, .. } = account;
    AccountView {
        account: count(index),
        last_name: identity.last_name.to_string(),
        first_name: identity.first_name.to_string(),
        birth_date: identity.birth_date,
        classes: account.classes.iter().map(ToString::to_string).collect(),
        profile: account.profile.to_string(),
        establishment: account.establishment.as_ref().map(ToString::to_string),
        children: account.children.iter().map(ToString::to_string).collect(),
        identifier: match (&account.ent_id, &account.login) {
            (Some(id), _) => id.as_str().to_owned(),
            (None, Some(login)) => login.as_str().to_owned(),
            (None, None) => String::new(),
        },
        no_key: run.setting().keys[index].as_ref().err().copied(),
    }
}

/// An account that was found.
pub fn found(run: &Run, index: usize) -> FoundView {
    let key = run.setting().keys[index].as_ref().ok();
    FoundView {
        account: account(run, index),
        key: key.map(ToString::to_string),
        holder: holder(run, index),
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

/// What a search can be narrowed to.
pub fn search_choices(directory: &[EntAccount]) -> SearchChoices {
    let categories: BTreeSet<Category> = directory.iter().filter_map(|a| a.category).collect();
    let classes: BTreeSet<&Text> = directory.iter().flat_map(|a| &a.classes).collect();
    let establishments: BTreeSet<&str> =
        directory.iter().filter_map(|a| a.establishment.as_deref()).collect();
    SearchChoices {
        categories: categories.into_iter().collect(),
        classes: classes.into_iter().map(ToString::to_string).collect(),
        establishments: establishments.into_iter().map(ToString::to_string).collect(),
    }
}

/// What can be accepted in bulk in a step.
pub fn kinds(run: &Run, category: Category) -> KindsView {
    let kinds = run.kinds(category);
    let mut certainties: BTreeMap<Certainty, u32> = BTreeMap::new();
    for &row in kinds.iter().flat_map(|kind| &kind.rows) {
        let link: &Link = run.link(row);
        if let Some(best) = link.best() {
            *certainties.entry(certainty(best.posterior, link.outcome)).or_default() += 1;
        }
    }
    let view = |kind: domain::reconciliation::KindOfRows| KindView {
        like: count(kind.rows[0]),
        count: count(kind.rows.len()),
        reasons: kind.reasons,
    };
    let waiting = kinds.iter().flat_map(|kind| &kind.rows);
    KindsView {
        certainties: certainties.into_iter().collect(),
        only_namesakes: count(waiting.filter(|&&row| run.link(row).only_namesake).count()),
        kinds: kinds.into_iter().take(MOST_KINDS).map(view).collect(),
    }
}

/// What a bulk act would do, with pairs from all over the list.
pub fn plan(run: &Run, plan: &Plan) -> PlanView {
    let stride = plan.pairs.len().div_ceil(SAMPLE).max(1);
    let pair = |&(row, place): &(usize, usize)| PlannedPair {
        name: full_name(&run.setting().pronote[row].identity),
        account: full_name(&run.setting().directory[place].identity),
        fields: beside(run, row, place),
    };
    PlanView {
        pairs: count(plan.pairs.len()),
        left_out: count(plan.left_out.len()),
        expected_wrong: rounded_up(plan.expected_wrong),
        not_estimated: count(plan.not_estimated),
        sample: plan.pairs.iter().step_by(stride).map(pair).collect(),
    }
}

/// The family around a row.
pub fn family(run: &Run, index: usize) -> FamilyView {
    let family = run.family(index);
    let member = |&row: &usize| {
        let relatives = run.relatives(row);
        let found = run.link(row).candidates.iter().map(|one| (one, false));
        let related = relatives.iter().map(|one| (one, true));
        let free = |(one, _): &(&Candidate, bool)| {
            run.setting().keys[one.account].is_ok() && run.holder(one.account).is_none()
        };
        let choices = found.chain(related).filter(free);
        MemberView {
            row: self::row(run, row),
            category: run.setting().pronote[row].category,
            choices: choices.map(|(one, related)| candidate(run, row, one, related)).collect(),
        }
    };
    FamilyView {
        members: family.pupils.iter().chain(&family.guardians).map(member).collect(),
        accounts: family.accounts.iter().map(|&place| account(run, place)).collect(),
    }
}

/// Who could be confused with whom.
pub fn homonyms(run: &Run, category: Category, offset: u32, limit: u32) -> HomonymsView {
    let groups = run.homonyms(category);
    let skip = usize::try_from(offset).unwrap_or(usize::MAX);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let view = |group: &NameGroup| NameGroupView {
        rows: group.rows.iter().map(|&index| row(run, index)).collect(),
        accounts: group.accounts.iter().map(|&place| found(run, place)).collect(),
        apart: group.apart.clone(),
        nature: group.nature,
    };
    HomonymsView {
        total: count(groups.len()),
        groups: groups.iter().skip(skip).take(limit).map(view).collect(),
    }
}

/// The report so far.
pub fn report(run: &Run, before: &Stored) -> ReportView {
    let step = |category: Category| {
        let summary = run.summary(category);
        StepReportView {
            category,
            counts: summary.counts,
            state: summary.state,
            causes: summary.causes.iter().map(|&(cause, rows)| (cause, count(rows))).collect(),
            difference: run.difference(category),
        }
    };
    let remaining = |remaining: Remaining| RemainingView {
        category: run.setting().pronote[remaining.row].category,
        row: row(run, remaining.row),
        cause: remaining.cause,
        reasons: remaining.reasons,
    };
    let steps = Category::ALL.map(step);
    ReportView {
        steps: steps.into_iter().filter(|step| step.counts.total() > 0).collect(),
        remaining: run.remaining().into_iter().map(remaining).collect(),
        stored: count(run.setting().stored.iter().count()),
        since: Category::ALL
            .into_iter()
            .filter(|category| run.rows(*category).next().is_some())
            .map(|category| since(run, run.since_last(before, category)))
            .collect(),
    }
}

fn since(run: &Run, since: SinceLast) -> SinceView {
    let person = |row: usize| full_name(&run.setting().pronote[row].identity);
    let account = |left: &StoredMapping| match run.account_of_key(&left.key) {
        Some(place) => full_name(&run.setting().directory[place].identity),
        None => left.id.to_string(),
    };
    let renumbered = |one: &Renumbered| {
        let id = run.setting().pronote[one.row].id.to_string();
        [person(one.row), one.from.to_string(), id]
    };
    let mut arrives: Vec<_> = since.arrives.iter().map(|&row| person(row)).collect();
    let mut leaves: Vec<_> = since.leaves.iter().map(account).collect();
    arrives.sort();
    leaves.sort();
    SinceView {
        category: since.category,
        stays: count(since.stays),
        arrives,
        leaves,
        renumbered: since.renumbered.iter().map(renumbered).collect(),
        several: since.several.into_iter().map(|one| (one.person, one.ids)).collect(),
    }
}

fn candidate(run: &Run, index: usize, found: &Candidate, by_family: bool) -> CandidateView {
    let outcome = run.link(index).outcome;
    let own =
        |holder: &HolderView| matches!(holder, HolderView::Row { row, .. } if *row == count(index));
    let weight = (!by_family).then_some(&found.weight);
    CandidateView {
        account: account(run, found.account),
        certainty: certainty(found.posterior, outcome),
        weight: found.weight.total(),
        reasons: run.reasons(index, found),
        fields: side_by_side(
            &run.setting().pronote[index],
            &children(run, index),
            &run.setting().directory[found.account],
            (found.comparison.swapped, weight),
        ),
        holder: holder(run, found.account).filter(|holder| !own(holder)),
        by_family,
    }
}

/// A row beside an account, whether or not the account is a candidate.
fn beside(run: &Run, index: usize, place: usize) -> Vec<FieldPair> {
    let found = run.link(index).candidates.iter().find(|one| one.account == place);
    side_by_side(
        &run.setting().pronote[index],
        &children(run, index),
        &run.setting().directory[place],
        (found.is_some_and(|one| one.comparison.swapped), found.map(|one| &one.weight)),
    )
}

fn children(run: &Run, index: usize) -> Vec<String> {
    let pronote = &run.setting().pronote;
    let of_id = |id: &PronoteId| pronote.iter().find(|account| account.id == *id);
    let children = pronote[index].children.iter().filter_map(of_id);
    children.map(|child| full_name(&child.identity)).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of pairs, not negative"
)]
fn rounded_up(pairs: f64) -> u32 {
    pairs.ceil() as u32
}
