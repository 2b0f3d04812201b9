//! The real program, killed at any moment while several clients validate steps: what it had answered
//! is there afterwards, whole, and nothing is there by half.
//!
//! `RACCORD_CRASH_ROUNDS=200 cargo test -p server --test it crash -- --nocapture` kills more often.

use crate::{
    postgres::Postgres,
    program::{Browser, Server},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    env, fs,
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Each client's own establishment: they do not make each other's revisions stale.
const SCHOOLS: [&str; 3] = ["0990001N", "0990002P", "0990003R"];

/// Pairs of a step. Step 7 has the pairs `k7x0` … and leaves none of step 6.
const PAIRS: usize = 60;

/// The longest life of the server in a round, in milliseconds. Long enough for a dozen steps.
const LIFE: u64 = 250;

#[test]
fn killed_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("raccord.db").display());
    run(&database, rounds(4), || {});
}

#[test]
fn killed_on_postgres_and_its_server_in_turn() {
    let Some(server) = Postgres::start() else { return };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = runtime.block_on(server.new_database());
    run(&database, rounds(4), || server.crash());
}

/// `also` is what else is killed, every other round.
fn run(database: &str, rounds: u32, also: impl Fn()) {
    let mut random = Random::seeded();
    let mut server = Server::start(database);
    let browser = server.set_up();
    let schools: Vec<_> = SCHOOLS.iter().map(|uai| School::new(uai, &server, &browser)).collect();
    let (mut answered, started) = (0, Instant::now());
    for round in 0..rounds {
        let killed = AtomicBool::new(false);
        thread::scope(|scope| {
            for school in &schools {
                scope.spawn(|| school.validate_until(&killed, server.port, &browser));
            }
            thread::sleep(Duration::from_millis(random.below(LIFE)));
            if round % 2 == 1 {
                also();
            }
            server.process.kill().unwrap();
            killed.store(true, Ordering::Relaxed);
        });
        server.process.wait().unwrap();
        whole(database);
        server = Server::start(database);
        for school in &schools {
            school.check(server.port, &browser);
        }
        answered = schools.iter().map(|school| *school.answered.lock().unwrap()).sum::<u64>();
    }
    drop(server);
    let seconds = started.elapsed().as_secs();
    println!("{rounds} rounds, {answered} steps answered, none lost, none by half, {seconds} s");
}

/// How many, unless the environment says otherwise.
fn rounds(usual: u32) -> u32 {
    env::var("RACCORD_CRASH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// The file is whole, and the audit chain is.
fn whole(database: &str) {
    let done = Command::new(env!("CARGO_BIN_EXE_raccord"))
        .args(["audit", "verify", "--database", database])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && told.contains("unbroken"), "{told}");
    if let Some(path) = database.strip_prefix("sqlite:") {
        let copy = format!("{path}.copy");
        let _ = fs::remove_file(&copy);
        let done = Command::new(env!("CARGO_BIN_EXE_raccord"))
            .args(["backup", "--database", database, "--to", &copy])
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let restored = format!("sqlite:{path}.restored");
        let _ = fs::remove_file(format!("{path}.restored"));
        // Restoring looks at every page and every reference.
        let done = Command::new(env!("CARGO_BIN_EXE_raccord"))
            .args(["restore", "--database", &restored, "--from", &copy])
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

/// What a client does in its establishment, and what it was answered.
struct School {
    uai: &'static str,
    import: String,
    /// The step that was answered last, which is the stock's revision too.
    answered: Mutex<u64>,
}

impl School {
    fn new(uai: &'static str, server: &Server, browser: &Browser) -> Self {
        let body = json!({"uai": uai, "name": "Lycée Fictif", "cas_key": "ent_id"});
        let made = browser.send(server.port, "POST", "/api/establishments", &[], &body);
        assert_eq!(made.unwrap().0, 201);
        let source = json!({"kind": "identifiers", "sha256": "0".repeat(64),
                            "records": [["teacher", 1]]});
        let body = json!({"mode": "complete", "sources": [source]});
        let path = format!("/api/establishments/{uai}/imports");
        let key = ("idempotency-key", "start".to_owned());
        let (status, import) = browser.send(server.port, "POST", &path, &[key], &body).unwrap();
        assert_eq!(status, 201);
        let import = import["id"].as_str().unwrap().to_owned();
        Self { uai, import, answered: Mutex::new(0) }
    }

    fn validate_until(&self, killed: &AtomicBool, port: u16, browser: &Browser) {
        while !killed.load(Ordering::Relaxed) {
            let before = *self.answered.lock().unwrap();
            let step = before + 1;
            let pair = |n: usize| {
                json!({"ent_key": format!("k{step}x{n}"), "pronote_id": format!("p{step}x{n}"),
                       "decision": "automatic"})
            };
            let report = json!({"refused": 0, "to_review": 0, "undecided": 0});
            let pairs: Vec<_> = (0..PAIRS).map(pair).collect();
            let body = json!({"pairs": pairs, "report": report});
            let path =
                format!("/api/establishments/{}/imports/{}/steps/teacher", self.uai, self.import);
            let headers = [
                ("if-match", format!("\"{before}\"")),
                ("idempotency-key", format!("step-{step}")),
            ];
            match browser.send(port, "PUT", &path, &headers, &body) {
                Some((200, outcome)) => {
                    assert_eq!(outcome["revision"], step);
                    *self.answered.lock().unwrap() = step;
                }
                // Killed, or its database was: the same step comes again with the same key.
                Some((500.., _)) | None => {}
                Some((status, told)) => panic!("{status} {told}"),
            }
        }
    }

    /// The stock is that of the step that was answered last, or of the one after it, which was on its
    /// way; never a mixture.
    fn check(&self, port: u16, browser: &Browser) {
        let path = format!("/api/establishments/{}/mappings?limit=5000", self.uai);
        let (status, stock) = browser.send(port, "GET", &path, &[], &Value::Null).unwrap();
        assert_eq!(status, 200, "{stock}");
        let mut answered = self.answered.lock().unwrap();
        let revision = stock["revision"].as_u64().unwrap();
        assert!([*answered, *answered + 1].contains(&revision), "{revision} after {answered}");
        let key = |item: &Value| item["pair"]["ent_key"].as_str().unwrap().to_owned();
        let stored: BTreeSet<_> = stock["items"].as_array().unwrap().iter().map(key).collect();
        let pairs = if revision == 0 { 0 } else { PAIRS };
        let expected: BTreeSet<_> = (0..pairs).map(|n| format!("k{revision}x{n}")).collect();
        assert_eq!(stored, expected);
        *answered = revision;
    }
}

/// Moments to kill at; the seed is printed, so that a failure can be looked at again.
struct Random(u64);

impl Random {
    fn seeded() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let seed = env::var("RACCORD_CRASH_SEED").ok().and_then(|text| text.parse().ok());
        let seed = seed.unwrap_or(u64::from(now.subsec_nanos()) | 1);
        println!("RACCORD_CRASH_SEED={seed}");
        Self(seed)
    }

    /// xorshift64.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
