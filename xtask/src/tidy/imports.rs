//! The import law: look left and down, never right or up.

use serde_json::Value;

use super::{Complaint, House};

/// What each crate of ours may use. Tests may use `testkit` besides.
pub const LAW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("stats", &[]),
    ("wire", &["domain"]),
    ("records", &["domain"]),
    ("facts", &["domain"]),
    ("collect", &["domain", "stats", "wire", "records", "facts"]),
    ("know", &["domain", "stats", "wire", "records", "facts", "collect"]),
    ("act", &["domain", "stats", "wire", "records", "facts", "collect", "know"]),
    ("learn", &["domain", "stats", "wire", "records", "facts", "collect", "know", "act"]),
    ("access", &["domain", "wire", "records", "collect"]),
    (
        "server",
        &["domain", "wire", "records", "facts", "collect", "know", "act", "learn", "access"],
    ),
    (
        "regulars",
        &[
            "domain", "stats", "wire", "records", "facts", "collect", "know", "act", "learn",
            "access", "server", "testkit",
        ],
    ),
    ("testkit", &["domain", "records", "facts", "collect"]),
    ("bench", &["domain", "stats", "records", "facts", "collect", "know", "testkit"]),
    ("xtask", &[]),
];

/// Dependencies between our crates that the law does not allow.
pub fn broken_law(house: &House) -> Vec<Complaint> {
    packages(house).flat_map(complaints_about).collect()
}

/// Manifests without our licence, which would be published without one.
pub fn missing_licence(house: &House) -> Vec<Complaint> {
    packages(house)
        .filter(|package| package["license"] != "Apache-2.0")
        .map(|package| {
            Complaint::new(name_of(package), "the manifest lacks license.workspace = true")
        })
        .collect()
}

fn packages(house: &House) -> impl Iterator<Item = &Value> {
    house.metadata["packages"].as_array().into_iter().flatten()
}

fn complaints_about(package: &Value) -> Vec<Complaint> {
    let name = name_of(package);
    let Some((_, allowed)) = LAW.iter().find(|(crate_name, _)| *crate_name == name) else {
        return vec![Complaint::new(name, "is not in the table of the import law")];
    };
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    dependencies
        .filter(|dependency| LAW.iter().any(|(ours, _)| *ours == name_of(dependency)))
        .filter(|dependency| !allowed.contains(&name_of(dependency)))
        .filter(|dependency| !(dependency["kind"] == "dev" && name_of(dependency) == "testkit"))
        .map(|dependency| Complaint::new(name, format!("must not use {}", name_of(dependency))))
        .collect()
}

fn name_of(value: &Value) -> &str {
    value["name"].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(package: Value) -> Vec<String> {
        complaints_about(&package).into_iter().map(|complaint| complaint.text).collect()
    }

    #[test]
    fn looking_right_or_up_is_told() {
        let know = json!({ "name": "know", "dependencies": [
            { "name": "collect", "kind": null },
            { "name": "act", "kind": null },
            { "name": "testkit", "kind": "dev" },
            { "name": "serde", "kind": null },
        ]});
        assert_eq!(told(know), ["must not use act"]);
    }

    #[test]
    fn the_testkit_stays_in_tests() {
        let act = json!({ "name": "act", "dependencies": [{ "name": "testkit", "kind": null }] });
        assert_eq!(told(act), ["must not use testkit"]);
    }

    #[test]
    fn a_new_crate_must_enter_the_table() {
        let told = told(json!({ "name": "helpers", "dependencies": [] }));
        assert_eq!(told, ["is not in the table of the import law"]);
    }
}
