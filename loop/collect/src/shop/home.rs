//! The shop's folder.

use std::path::{Path, PathBuf};

use records::Records;

/// The folder of one shop: rows, columns and files.
#[derive(Clone, Debug)]
pub struct Home(PathBuf);

/// Why a folder cannot be a shop's home.
#[derive(Debug, thiserror::Error)]
#[error("cannot use {} as the shop's folder: {reason}", path.display())]
pub struct HomeError {
    /// The folder.
    pub path: PathBuf,
    /// What the system said.
    pub reason: String,
}

impl Home {
    /// Makes the folder and its rooms where they are missing, and proves that it can be written.
    pub fn prepare(path: &Path) -> Result<Self, HomeError> {
        let refused =
            |error: std::io::Error| HomeError { path: path.to_owned(), reason: error.to_string() };
        // The reader of columns takes a path that does not begin at the root for one that does.
        let home = Self(std::path::absolute(path).map_err(refused)?);
        for room in [home.facts(), home.files()] {
            std::fs::create_dir_all(room).map_err(refused)?;
        }
        // A file system that is mounted read-only lets existing folders pass.
        let probe = path.join(".writable");
        std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)).map_err(refused)?;
        Ok(home)
    }

    /// Where the columns live.
    pub fn facts(&self) -> PathBuf {
        self.0.join("facts")
    }

    /// Where uploaded files and written messages live.
    pub fn files(&self) -> PathBuf {
        self.0.join("files")
    }

    /// Where answers are kept that can be found again at any time.
    pub fn kept(&self) -> PathBuf {
        self.0.join("kept")
    }

    /// The list of those who are forgotten, as digests; kept to be applied to a restored backup.
    pub fn erasures(&self) -> PathBuf {
        self.0.join("erasures.json")
    }

    /// Where backups are put that are not put elsewhere.
    pub fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// The key that the shop's secrets are sealed with.
    pub(crate) fn seal(&self) -> PathBuf {
        self.0.join("seal.key")
    }

    /// The address of the rows in this folder.
    pub fn records_address(&self) -> String {
        Records::file_address(&self.0.join("regulars.db"))
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// Every file under a folder, at any depth and in order; none where there is no such folder.
pub(crate) fn files_under(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let (mut waiting, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = waiting.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            match entry.file_type()? {
                kind if kind.is_dir() => waiting.push(entry.path()),
                kind if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort();
    Ok(files)
}
