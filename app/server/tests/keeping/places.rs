//! Places where a shop can be brought back, and everything that is in one.

use std::collections::BTreeMap;
use std::path::Path;

use collect::shop::Shop;
use records::carrying;
use sea_orm::{ConnectionTrait, Database};
use testkit::Stage;

/// An empty database of a server, or a file where there is none.
pub struct Server(Option<(String, String)>);

impl Server {
    /// A database on the server that the stage plays on.
    pub async fn beside(stage: &Stage) -> Self {
        match stage.server() {
            Some(server) => Self(Some(made(server).await)),
            None => Self(None),
        }
    }

    /// The other engine than the stage's own; nothing where there is no server at all.
    pub async fn other_than(stage: &Stage) -> Option<Self> {
        match (stage.server(), std::env::var("REGULARS_TEST_POSTGRES")) {
            (Some(_), _) => Some(Self(None)),
            (None, Ok(server)) => Some(Self(Some(made(&server).await))),
            (None, Err(_)) => None,
        }
    }

    pub fn address(&self) -> Option<String> {
        let (base, name) = self.0.as_ref()?;
        Some(format!("{base}/{name}"))
    }

    pub async fn drop(self) {
        if let Some((base, name)) = self.0 {
            tell(&base, &format!("drop database {name} with (force)")).await;
        }
    }
}

async fn made(server: &str) -> (String, String) {
    let (base, _) = server.rsplit_once('/').expect("a database is named");
    let name = format!("back_{}", uuid::Uuid::now_v7().simple());
    tell(base, &format!("create database {name}")).await;
    (base.to_owned(), name)
}

async fn tell(base: &str, sql: &str) {
    let server = Database::connect(format!("{base}/postgres")).await.expect("it answers");
    server.execute_unprepared(sql).await.expect("it obeys");
    server.close().await.expect("closed");
}

/// Every line of every table, sorted, as it is carried; documents by their meaning.
pub async fn everything(shop: &Shop) -> BTreeMap<String, Vec<String>> {
    let mut tx = shop.read().await.expect("a transaction");
    let mut all = BTreeMap::new();
    for table in carrying::tables(&mut tx).await.expect("tables") {
        if table.name == "backup" {
            continue;
        }
        let mut lines = Vec::new();
        let mut reading = carrying::lines_of(&mut tx, &table).await.expect("begun");
        while let Some((bytes, _)) = reading.next().await.expect("read") {
            let text = String::from_utf8(bytes).expect("text");
            lines.extend(text.lines().map(by_meaning));
        }
        lines.sort();
        all.insert(table.name, lines);
    }
    all
}

/// A server writes the fields of a document in an order of its own.
fn by_meaning(line: &str) -> String {
    let values: Vec<serde_json::Value> = serde_json::from_str(line).expect("JSON");
    let read = |value: serde_json::Value| {
        let document = value.as_str().and_then(|text| {
            let is_document = text.starts_with(['{', '[']);
            serde_json::from_str::<serde_json::Value>(text).ok().filter(|_| is_document)
        });
        document.map_or(value.clone(), |document| sorted(&document))
    };
    let values: Vec<serde_json::Value> = values.into_iter().map(read).collect();
    serde_json::Value::from(values).to_string()
}

fn sorted(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(fields) => {
            let fields: BTreeMap<_, _> =
                fields.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            fields.into_iter().collect()
        }
        serde_json::Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

/// The bytes of a file, or of every file under a folder, by path.
pub fn bytes_of(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("a folder") {
            let entry = entry.expect("a file").path();
            let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
            let under = bytes_of(&entry);
            all.extend(under.into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        }
    } else {
        all.insert(String::new(), std::fs::read(path).expect("a file"));
    }
    all
}
