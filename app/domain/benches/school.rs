//! How fast a school is read and linked, natively: `cargo bench -p domain`.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use domain::files::ent_accounts::Purpose;
use domain::files::fingerprint::Fingerprint;
use domain::files::{FileRead, open};
use domain::linkage::{Input, Linker};
use domain::reconciliation::Sources;
use domain::task::run;
use domain::uai::Uai;
use school::{Plan, School};
use std::hint::black_box;

#[path = "../tests/school/mod.rs"]
#[expect(dead_code, reason = "a benchmark writes no truth file")]
mod school;

/// A college, and the largest schools.
const SIZES: [usize; 2] = [1_500, 5_000];

fn school_of(accounts: usize) -> School {
    school::build(&Plan { pronote_accounts: accounts, ..Plan::default() })
}

fn read(text: &str) -> FileRead {
    run(open(text.as_bytes()).expect("a file of ours").reader(Purpose::Linkage))
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    for accounts in SIZES {
        let school = school_of(accounts);
        for (name, text) in
            [("identifiers", &school.identifiers_xml), ("directory", &school.ent_csv)]
        {
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, accounts), text, |bencher, text| {
                bencher.iter(|| black_box(read(text)));
            });
        }
    }
    group.finish();
}

fn linking(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("link");
    for accounts in SIZES {
        let school = school_of(accounts);
        let mut sources = Sources::new(Uai::parse(Plan::default().uai).expect("shaped as a UAI"));
        for text in [&school.identifiers_xml, &school.ent_csv] {
            sources.add(Fingerprint::of(text.as_bytes()), read(text)).expect("a good file");
        }
        let (pronote, directory) = (sources.pronote(), sources.directory());
        let input = Input { pronote: &pronote, directory: &directory, settled: &[], held: &[] };
        group.throughput(Throughput::Elements(pronote.len() as u64));
        group.bench_with_input(BenchmarkId::new("accounts", accounts), &input, |bencher, input| {
            bencher.iter(|| black_box(run(Linker::new(*input))));
        });
    }
    group.finish();
}

criterion_group!(benches, reading, linking);
criterion_main!(benches);
