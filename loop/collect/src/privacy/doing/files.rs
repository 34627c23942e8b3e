//! Files of the shop's folder that hold somebody: removed where they can be, searched always.

use std::io::Read;
use std::path::Path;

use records::traces::{Found, Person, Word};

use super::DoingError;
use crate::imports;
use crate::shop::{Shop, files_under};

/// What a search of files came to.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) n_files: i64,
    pub(super) n_bytes: i64,
    pub(super) found: Vec<Found>,
}

/// Removes what was written for him or mentions him: letters in the folder, files handed over
/// (which have been taken in), kept sums. Answers how many files.
pub(super) async fn remove(
    shop: &Shop,
    person: &Person,
    messages: &[String],
) -> Result<i64, DoingError> {
    let (home, person, messages) = (shop.home().clone(), person.clone(), messages.to_vec());
    // The search finds him in such a file, and once more after it was taken in.
    let being_read = imports::being_read(&mut shop.read().await?).await?;
    in_thread(move || {
        let mut n = 0;
        let files = files_under(&home.files()).map_err(|error| told(&home.files(), &error))?;
        for path in files.into_iter().filter(|path| !being_read.contains(path)) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let name = name.unwrap_or_default();
            let is_his = messages.iter().any(|id| name.contains(id.as_str()));
            let words: Vec<&Word> = person.telling().filter(|word| !word.is_name()).collect();
            let mentions = || look_into(&path, &words).map(|(_, kinds)| !kinds.is_empty());
            if is_his || is_sealed(&path)? || mentions().map_err(|error| told(&path, &error))? {
                std::fs::remove_file(&path).map_err(|error| told(&path, &error))?;
                n += 1;
            }
        }
        match std::fs::remove_dir_all(home.kept()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(told(&home.kept(), &error))
            }
            _ => Ok(n),
        }
    })
    .await
}

/// Searches every file of the shop's folder for him, byte by byte; kinds that stand among the staff
/// too are not sought where rows are kept.
pub(super) async fn search(
    shop: &Shop,
    person: &Person,
    spared: &[String],
) -> Result<Looked, DoingError> {
    let (home, person, spared) = (shop.home().clone(), person.clone(), spared.to_vec());
    in_thread(move || {
        let mut looked = Looked::default();
        let files = files_under(home.path()).map_err(|error| told(home.path(), &error))?;
        // Of backups the receipt says until when they hold him.
        let backups = home.backups();
        for path in files.into_iter().filter(|path| !path.starts_with(&backups)) {
            let name = path.strip_prefix(home.path()).unwrap_or(&path).display().to_string();
            let is_rows = name.starts_with("regulars.db");
            let words: Vec<&Word> = person
                .telling()
                .filter(|word| !word.is_name() && !(is_rows && spared.contains(&word.kind)))
                .filter(|word| !(is_rows && word.kind == "id"))
                .collect();
            let (n_bytes, kinds) = match look_into(&path, &words) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                outcome => outcome.map_err(|error| told(&path, &error))?,
            };
            looked.n_files += 1;
            looked.n_bytes += n_bytes;
            for kind in kinds {
                looked.found.push(Found { place: name.clone(), kind, n: 1, is_fault: true });
            }
        }
        Ok(looked)
    })
    .await
}

async fn in_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DoingError> + Send + 'static,
) -> Result<T, DoingError> {
    let broken = |error: tokio::task::JoinError| DoingError::List(error.to_string());
    tokio::task::spawn_blocking(work).await.map_err(broken)?
}

fn told(path: &Path, error: &std::io::Error) -> DoingError {
    DoingError::File { path: path.display().to_string(), reason: error.to_string() }
}

/// What packed files, and texts of two bytes a sign, begin with: nobody can be found in them by
/// looking, so a file that was handed over so goes whole.
const SEALED: [&[u8]; 7] = [
    b"PK\x03\x04",
    b"PAR1",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xd0\xcf\x11\xe0",
];

fn is_sealed(path: &Path) -> Result<bool, DoingError> {
    let mut first = [0; 4];
    let mut file = std::fs::File::open(path).map_err(|error| told(path, &error))?;
    let n = file.read(&mut first).map_err(|error| told(path, &error))?;
    Ok(SEALED.iter().any(|beginning| first[..n].starts_with(beginning)))
}

/// Bytes looked at in one piece, and how far the pieces overlap.
const PIECE: usize = 1 << 20;
const OVERLAP: usize = 1 << 10;

/// How large a file is, and which kinds of words stand in it.
fn look_into(path: &Path, words: &[&Word]) -> std::io::Result<(i64, Vec<String>)> {
    let mut file = std::fs::File::open(path)?;
    let (mut piece, mut n_kept, mut n_bytes) = (vec![0; PIECE + OVERLAP], 0, 0);
    let mut kinds: Vec<String> = Vec::new();
    loop {
        let n = file.read(&mut piece[n_kept..])?;
        if n == 0 {
            break;
        }
        n_bytes += i64::try_from(n).unwrap_or_default();
        let until = n_kept + n;
        let small = piece[..until].to_ascii_lowercase();
        for word in words {
            if !kinds.contains(&word.kind) && word.stands_in_small(&small) {
                kinds.push(word.kind.clone());
            }
        }
        n_kept = until.min(OVERLAP);
        piece.copy_within(until - n_kept..until, 0);
    }
    Ok((n_bytes, kinds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_across_two_pieces_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("large.csv");
        let mut bytes = vec![b'x'; PIECE + OVERLAP - 5];
        bytes.extend(b",anna@example.test,");
        bytes.extend(vec![b'y'; 10_000]);
        std::fs::write(&path, &bytes).expect("written");
        let anna = Word::new("email", "anna@example.test");
        let vera = Word::new("email", "vera@example.test");
        let (n_bytes, kinds) = look_into(&path, &[&anna, &vera]).expect("read");
        assert_eq!((n_bytes, kinds), (bytes.len() as i64, vec!["email".to_owned()]));
        assert!(look_into(&path, &[&vera]).expect("read").1.is_empty());
    }
}
