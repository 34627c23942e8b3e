//! Letters into a folder, as files that every mail program opens.

use std::path::{Path, PathBuf};

use super::{Composed, HandedOver};

/// A folder of letters.
pub struct Folder(PathBuf);

impl Folder {
    pub(super) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Writes a letter as `msg_….eml`; appears whole or not at all.
    pub(super) async fn keep(&self, letter: &Composed) -> HandedOver {
        let place = self.0.join(format!("{}.eml", letter.id));
        match self.write(letter, &place).await {
            Ok(()) => HandedOver::Accepted { answer: place.display().to_string() },
            Err(error) => {
                let why = format!("cannot write into {}: {error}", self.0.display());
                HandedOver::Unreachable { why }
            }
        }
    }

    async fn write(&self, letter: &Composed, place: &Path) -> std::io::Result<()> {
        tokio::fs::create_dir_all(&self.0).await?;
        let unfinished = place.with_extension("part");
        tokio::fs::write(&unfinished, &letter.bytes).await?;
        tokio::fs::rename(&unfinished, place).await
    }
}
