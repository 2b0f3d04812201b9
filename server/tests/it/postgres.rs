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

/// Debian's own folder, then wherever else it is installed.
const FOLDERS: [&str; 3] = ["/usr/lib/postgresql/15/bin", "/usr/local/bin", "/usr/bin"];

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
    fn start() -> Option<Self> {
        let bin = FOLDERS.iter().map(Path::new).find(|bin| bin.join("initdb").exists());
        let Some(bin) = bin else {
            eprintln!("SKIPPED: PostgreSQL is not installed (apt-get install postgresql)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            let (uid, gid) = owner();
            chown(folder.path(), Some(uid), Some(gid)).unwrap();
        }
        let data = folder.path().join("data");
        let run = |program: &str, arguments: &[&str]| {
            let mut command = as_ordinary_user(&bin.join(program));
            let done = command.current_dir(folder.path()).args(arguments).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        };
        let data_text = data.to_str().unwrap();
        run("initdb", &["--no-sync", "--auth=trust", "--username=raccord", "-D", data_text]);
        let port = free_port();
        let options = format!(
            "-h 127.0.0.1 -p {port} -k {} -c fsync=off -c max_connections=200",
            folder.path().display()
        );
        let log = folder.path().join("log");
        run(
            "pg_ctl",
            &["start", "-w", "-D", data_text, "-l", log.to_str().unwrap(), "-o", &options],
        );
        let server = Self { port, bin: bin.to_owned(), folder };
        server.stop_with_us();
        Some(server)
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
