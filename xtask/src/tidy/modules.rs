//! No source lies beside the program: a file that no `mod` names is not compiled, and its tests
//! pass by not being there.

use super::source::SourceFile;
use super::{Complaint, House};

/// Sources that no other source takes in.
pub fn orphans(house: &House) -> Vec<Complaint> {
    let lonely = house.rust.iter().filter(|file| !is_root(&file.path) && !is_taken_in(house, file));
    lonely.map(|file| Complaint::new(&file.path, "no `mod` names this file")).collect()
}

/// Whether cargo finds the file by its place.
fn is_root(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_of_cargo = folder.ends_with("/tests") && !folder.contains("/src/");
    ["lib.rs", "main.rs", "build.rs"].contains(&name) || is_of_cargo
}

fn is_taken_in(house: &House, file: &SourceFile) -> bool {
    let (folder, name) = file.path.rsplit_once('/').unwrap_or_default();
    let (above, module) = match name {
        "mod.rs" => folder.rsplit_once('/').unwrap_or_default(),
        name => (folder, name.trim_end_matches(".rs")),
    };
    let (declared, by_path) = (format!("mod {module};"), format!("/{name}\"]"));
    house.rust.iter().any(|other| {
        let (beside, _) = other.path.rsplit_once('/').unwrap_or_default();
        let is_above = beside == above || other.path == format!("{above}.rs");
        let is_near = file.path.starts_with(&format!("{beside}/"));
        is_above && other.text.contains(&declared)
            || is_near && other.text.contains("#[path") && other.text.contains(&by_path)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    #[test]
    fn a_file_that_no_module_names_is_told() {
        let house = house_of(&[
            ("loop/a/src/lib.rs", "mod b;\nmod c;"),
            ("loop/a/src/b.rs", "#[path = \"far/d.rs\"]\nmod d;"),
            ("loop/a/src/c/mod.rs", "#[cfg(test)]\nmod tests;"),
            ("loop/a/src/c/tests/mod.rs", "\n"),
            ("loop/a/src/c/tests/story.rs", ""),
            ("loop/a/src/far/d.rs", ""),
            ("loop/a/tests/whole.rs", "mod common;"),
            ("loop/a/tests/common/mod.rs", ""),
        ]);
        let lonely: Vec<_> = orphans(&house).into_iter().map(|it| it.place).collect();
        assert_eq!(lonely, ["loop/a/src/c/tests/story.rs"]);
    }
}
