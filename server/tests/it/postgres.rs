//! A PostgreSQL server of the tests' own: an ordinary user's process on a temporary folder and a
//! loopback port. Where PostgreSQL is not installed, what needs it says so and is skipped.

use sqlx::{Connection as _, Executor as _, PgConnection};
use std::{
    fs,
    net::TcpListener,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// One server for all tests of the process, each with a database of its own.
static SERVER: OnceCell<Option<Postgres>> = OnceCell::const_new();

/// A server that runs as long as the tests.
pub(crate) struct Postgres {
    port: u16,
    bin: PathBuf,
    folder: TempDir,
}

/// The server, unless PostgreSQL is missing.
pub(crate) async fn server() -> Option<&'static Postgres> {
    SERVER.get_or_init(async || Postgres::start()).await.as_ref()
}

impl Postgres {
    pub(crate) fn start() -> Option<Self> {
        let Some(bin) = programs() else {
            eprintln!("SKIPPED: PostgreSQL is not installed (apt-get install postgresql)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            let (uid, gid) = owner();
            chown(folder.path(), Some(uid), Some(gid)).unwrap();
        }
        let data = folder.path().join("data");
        let mut make = as_ordinary_user(&bin.join("initdb"));
        make.args(["--no-sync", "--auth=trust", "--username=raccord", "-D"]).arg(&data);
        let done = make.current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let log = folder.path().join("log").to_str().unwrap().to_owned();
        let server = Self { port: free_port(), bin: bin.clone(), folder };
        let mut start = as_ordinary_user(&bin.join("pg_ctl"));
        start.args(["start", "-w", "-D", data.to_str().unwrap(), "-l", &log, "-o"]);
        let done = start.arg(server.options()).current_dir(server.folder.path()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        server.stop_with_us();
        Some(server)
    }

    /// As a power cut would: every process of it ends at once, and it starts again by itself.
    pub(crate) fn crash(&self) {
        let data = self.folder.path().join("data");
        for arguments in [&["stop", "-m", "immediate"][..], &["start", "-w"]] {
            let mut command = as_ordinary_user(&self.bin.join("pg_ctl"));
            let log = self.folder.path().join("log");
            command.arg("-D").arg(&data).arg("-l").arg(log).args(arguments);
            if arguments[0] == "start" {
                command.arg("-o").arg(self.options());
            }
            let done = command.current_dir(self.folder.path()).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    }

    /// The address of a new, empty database.
    pub(crate) async fn new_database(&self) -> String {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("raccord_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&self.address("postgres")).await.unwrap();
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE template0"));
        connection.execute(create).await.unwrap();
        connection.close().await.unwrap();
        self.address(&name)
    }

    fn options(&self) -> String {
        let folder = self.folder.path().display();
        // Processes are killed here, never the machine: what is in its memory stays.
        format!("-h 127.0.0.1 -p {} -k {folder} -c fsync=off -c max_connections=200", self.port)
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://raccord@127.0.0.1:{}/{database}", self.port)
    }

    /// Statics are not dropped: a process beside us waits for our end, stops the server and removes
    /// its folder.
    #[expect(clippy::zombie_processes, reason = "it ends after us")]
    fn stop_with_us(&self) {
        let script = "while [ -d \"/proc/$1\" ]; do sleep 0.2; done; \
                      \"$2\" stop -m immediate -D \"$3/data\" >/dev/null; rm -rf \"$3\"";
        let mut watcher = as_ordinary_user(Path::new("/bin/sh"));
        watcher
            .args(["-c", script, "watcher", &std::process::id().to_string()])
            .arg(self.bin.join("pg_ctl"))
            .arg(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        watcher.spawn().unwrap();
    }
}

/// Debian's own folder, the newest version first, then wherever else it is installed.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<_> = versions.map(|version| version.path().join("bin")).collect();
    folders.sort();
    folders.reverse();
    folders.extend(["/usr/local/bin", "/usr/bin"].map(PathBuf::from));
    folders.into_iter().find(|bin| bin.join("initdb").exists())
}

/// PostgreSQL refuses to run as root.
fn as_ordinary_user(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let (uid, gid) = owner();
    let mut command = Command::new("setpriv");
    let ids = [format!("--reuid={uid}"), format!("--regid={gid}")];
    command.args(ids).args(["--clear-groups", "--"]).arg(program);
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|meta| std::os::unix::fs::MetadataExt::uid(&meta) == 0)
}

/// `nobody`, on Debian and most others.
fn owner() -> (u32, u32) {
    (65_534, 65_534)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
