//! Messages into a folder, as files that every program opens.

use std::path::{Path, PathBuf};

use super::{HandedOver, Parcel};

/// A folder of messages.
pub struct Folder(PathBuf);

impl Folder {
    pub(super) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Writes a letter as `msg_….eml`, a short text as `msg_….txt`; whole or not at all.
    pub(super) async fn keep(&self, parcel: &Parcel) -> HandedOver {
        let (name, bytes) = match parcel {
            Parcel::Letter(letter) => (format!("{}.eml", letter.id), letter.bytes.clone()),
            Parcel::Note(note) => {
                (format!("{}.txt", note.id), format!("To: {}\n\n{}\n", note.to, note.text).into())
            }
        };
        self.put(&name, &bytes).await
    }

    /// Writes a file; whole or not at all.
    pub(super) async fn put(&self, name: &str, bytes: &[u8]) -> HandedOver {
        let place = self.0.join(name);
        match self.write(bytes, &place).await {
            Ok(()) => HandedOver::Accepted { answer: place.display().to_string() },
            Err(error) => {
                let why = format!("cannot write into {}: {error}", self.0.display());
                HandedOver::Unreachable { why }
            }
        }
    }

    async fn write(&self, bytes: &[u8], place: &Path) -> std::io::Result<()> {
        tokio::fs::create_dir_all(&self.0).await?;
        let unfinished = place.with_extension("part");
        tokio::fs::write(&unfinished, bytes).await?;
        tokio::fs::rename(&unfinished, place).await
    }
}
