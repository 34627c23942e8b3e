//! A private PostgreSQL for one run of the tests: its own folder, its own port, gone afterwards.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::checkout::{finish, say};
use crate::needs;

/// How the folders of our clusters are called; the number is the process that made it.
const FOLDER_PREFIX: &str = "regulars-postgres-";

/// A running cluster; dropping it stops the server and removes every byte.
pub struct Cluster {
    server: Child,
    bin: PathBuf,
    folder: PathBuf,
    account: Option<Account>,
    port: u16,
}

/// PostgreSQL refuses to run as root, so root lends it another account.
#[derive(Clone, Copy)]
struct Account {
    uid: u32,
    gid: u32,
}

impl Cluster {
    /// Starts a server that answers on loopback only.
    pub fn start() -> anyhow::Result<Self> {
        let bin = needs::postgres_bin()?;
        let account = if needs::is_root() { Some(unprivileged_account()?) } else { None };
        sweep_leftovers(&bin, account);

        let folder = std::env::temp_dir().join(format!("{FOLDER_PREFIX}{}", std::process::id()));
        std::fs::create_dir(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        if let Some(Account { uid, gid }) = account {
            chown(&folder, Some(uid), Some(gid))?;
        }
        finish(lent(account, &bin.join("initdb")).args(INITDB).arg(folder.join("data")))?;

        let port = free_port()?;
        let server = serve(&bin, &folder, account, port)?;
        let mut cluster = Cluster { server, bin, folder, account, port };
        cluster.wait_until_ready()?;
        say(&format!("PostgreSQL for the tests listens on {}", cluster.address()));
        Ok(cluster)
    }

    /// Where the tests find it; each makes its own database beside this one.
    pub fn address(&self) -> String {
        format!("postgres://regulars@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let deadline = Instant::now() + Duration::from_secs(30);
        while Instant::now() < deadline {
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended at once ({status}): {}", self.last_words());
            }
            let is_listening = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok();
            // The port opens a moment before recovery is over; the pid file then says `ready`.
            let pid_file = std::fs::read_to_string(self.folder.join("data/postmaster.pid"));
            if is_listening && pid_file.is_ok_and(|text| text.contains("ready")) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("PostgreSQL did not start within 30 s: {}", self.last_words())
    }

    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        log.lines().last().unwrap_or("it wrote nothing").to_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&self.bin, &self.folder, self.account);
        // Best effort: `stop` may have failed because the server is already gone.
        let _ = self.server.kill();
        let _ = self.server.wait();
        remove(&self.folder);
    }
}

/// The data is thrown away, so nothing waits for a disk.
const INITDB: &[&str] = &[
    "--username=regulars",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
    "--pgdata",
];

const SETTINGS: &[&str] =
    &["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

fn serve(bin: &Path, folder: &Path, account: Option<Account>, port: u16) -> anyhow::Result<Child> {
    let log = std::fs::File::create(folder.join("log"))?;
    let mut command = lent(account, &bin.join("postgres"));
    command.arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    command.args(["-h", "127.0.0.1", "-p", &port.to_string()]);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    command.spawn().context("cannot start postgres")
}

/// A command that runs under the lent account, from a folder that account may enter.
fn lent(account: Option<Account>, program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(std::env::temp_dir()).stdout(Stdio::null());
    if let Some(Account { uid, gid }) = account {
        command.uid(uid).gid(gid);
    }
    command
}

fn unprivileged_account() -> anyhow::Result<Account> {
    let accounts = std::fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
    let find = |name| accounts.lines().find_map(|line| account_of(line, name));
    find("postgres")
        .or_else(|| find("nobody"))
        .context("PostgreSQL does not run as root, and there is no account `postgres` or `nobody`")
}

fn account_of(line: &str, name: &str) -> Option<Account> {
    let mut fields = line.split(':');
    (fields.next()? == name).then_some(())?;
    let mut numbers = fields.skip(1).map(|field| field.parse().ok());
    Some(Account { uid: numbers.next()??, gid: numbers.next()?? })
}

/// Stops and removes clusters whose `xtask` was killed before it could clean up.
fn sweep_leftovers(bin: &Path, account: Option<Account>) {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else {
        return;
    };
    for folder in entries.flatten().map(|entry| entry.path()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let Some(maker) = name.strip_prefix(FOLDER_PREFIX) else {
            continue;
        };
        if !Path::new("/proc").join(maker).exists() {
            stop(bin, &folder, account);
            remove(&folder);
        }
    }
}

fn stop(bin: &Path, folder: &Path, account: Option<Account>) {
    let mut pg_ctl = lent(account, &bin.join("pg_ctl"));
    pg_ctl.arg("stop").arg("-D").arg(folder.join("data")).args(["-m", "immediate", "-s"]);
    // Fails when no server runs there, which is what we want.
    let _ = pg_ctl.stderr(Stdio::null()).status();
}

fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        say(&format!("cannot remove {}: {error}", folder.display()));
    }
}

/// The system picks a free port; nobody else on a test machine takes it in the same blink.
fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_from_its_line() {
        let line = "postgres:x:101:104:PostgreSQL administrator:/var/lib/postgresql:/bin/bash";
        let account = account_of(line, "postgres").expect("the line is well formed");
        assert_eq!((account.uid, account.gid), (101, 104));
        assert!(account_of(line, "nobody").is_none());
    }

    #[test]
    fn a_cluster_answers_while_it_lives_and_leaves_nothing_behind() {
        if !Path::new("/usr/lib/postgresql").exists() {
            return; // installing a server is the business of `cargo xtask test`
        }
        let cluster = Cluster::start().expect("PostgreSQL is installed");
        let (port, folder) = (cluster.port, cluster.folder.clone());
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok());
        drop(cluster);
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
        assert!(!folder.exists());
    }
}
