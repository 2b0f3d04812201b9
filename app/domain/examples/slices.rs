use domain::{
    files::{ent_accounts::Purpose, fingerprint::Fingerprint, open},
    linkage::{Input, Linker},
    reconciliation::Sources,
    task::{Progress, Task, run},
    uai::Uai,
};
use std::time::Instant;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut sources = Sources::new(Uai::parse("9990001X").unwrap());
    let t = Instant::now();
    for f in &args {
        let b = std::fs::read(f).unwrap();
        let r = run(open(&b).unwrap().reader(Purpose::Linkage));
        eprintln!("read {f} {:?}", t.elapsed());
        let _ = sources.add(Fingerprint::of(&b), r);
        eprintln!("added {:?}", t.elapsed());
    }
    let (p, d) = (sources.pronote(), sources.directory());
    eprintln!("sides {} {} {:?}", p.len(), d.len(), t.elapsed());
    let t = Instant::now();
    let mut l = Linker::new(Input { pronote: &p, directory: &d, settled: &[], held: &[] });
    eprintln!("new {:?}", t.elapsed());
    let mut last = 0;
    let mut sum = std::time::Duration::ZERO;
    let mut n = 0;
    loop {
        let t = Instant::now();
        let pr = l.advance();
        let e = t.elapsed();
        sum += e;
        n += 1;
        if e.as_millis() > 30 {
            eprintln!("slice {n} {pr:?} {e:?}");
        }
        if pr == Progress::Done {
            break;
        }
        let _ = &mut last;
    }
    let t = Instant::now();
    let links = l.finish();
    eprintln!("slices {n} {sum:?} finish {:?} {}", t.elapsed(), links.len());
}
