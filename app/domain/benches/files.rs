//! How fast an export of 20 MB is read, natively: `cargo bench -p domain --bench files`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use domain::files::ent_accounts::Purpose;
use domain::files::open;
use domain::task::run;
use std::fmt::Write as _;
use std::hint::black_box;

/// Bytes of the export.
const SIZE: usize = 20_000_000;

/// An invented export of pupils with a guardian each, as in `end2end/bench/files.bench.ts`.
fn export() -> String {
    const SIGNS: &[u8] = b"23456789ABCDEFHJKMNPQRSTUVWXYZ";
    let mut seed = 1_u64;
    let mut random = move || {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        usize::try_from(seed >> 8).unwrap_or_default()
    };
    let mut id = move || {
        let mut left = SIGNS.to_vec();
        (0..16).map(|_| char::from(left.remove(random() % left.len()))).collect::<String>()
    };
    let mut text = String::with_capacity(SIZE + 1024);
    text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str("<ExportIdentifiantsPronote Version=\"1.0\" UAI=\"0990001N\">\n<Eleves>\n");
    let mut n = 0;
    while text.len() < SIZE {
        n += 1;
        let (pupil, guardian, name) = (id(), id(), &id()[..8]);
        let (class, day) = (3 + n % 4, 1 + n % 9);
        let _ = write!(
            text,
            "<Eleve Ident=\"{n}\" Nom=\"{name}\" Prenom=\"Zoé\" DateNaissance=\"2013-05-0{day}\" \
             Sexe=\"Feminin\" Classe=\"{class}A\" NumeroNational=\"{name}012\" IDSconet=\"{n}\" \
             IDPN=\"{pupil}\">\n  <Responsable Ident=\"{}\" RespLegal=\"1\" Nom=\"{name}\" \
             Prenom=\"ANNE\" Civilite=\"Mme\" Adresse1=\"{n} RUE DES ESSAIS\" CodePostal=\"99000\" \
             Ville=\"TESTVILLE\" IDPN=\"{guardian}\"/>\n</Eleve>\n",
            900_000 + n
        );
    }
    text.push_str("</Eleves>\n</ExportIdentifiantsPronote>\n");
    text
}

fn reading(criterion: &mut Criterion) {
    let text = export();
    let mut group = criterion.benchmark_group("files");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("identifiers/20MB", |bencher| {
        bencher.iter_with_large_drop(|| {
            let opened = open(text.as_bytes()).expect("an export");
            black_box(run(opened.reader(Purpose::Linkage)))
        });
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
