//! Where the real data sets lie.

use std::path::{Path, PathBuf};

/// A file of the shared data sets; none, with a word, where they are not at hand.
///
/// They are not part of the repository: a clone without them beside it skips these tests.
pub fn real_data(file: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(file);
    if !path.exists() {
        println!("skipped: the shared data set {file} is not at hand");
        return None;
    }
    Some(path)
}
