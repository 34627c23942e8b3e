//! Clusters of a million points: ours beside scikit-learn, on the same points.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use serde_json::json;
use stats::clusters::{Points, Settings, k_means};

use crate::children::{median, ours};
use crate::sheet::Sheet;
use crate::{Arguments, peers};

/// What `peers/clusters.py` is asked too.
const N_POINTS: usize = 1_000_000;
const N_COLUMNS: usize = 20;
const K: usize = 8;
/// One start from each of these; some take more rounds than others.
const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];
/// Where a search of theirs ends unless told otherwise.
const TOLERANCE: f64 = 1e-4;

/// Compares and writes the figures down; clusters that are worse than theirs are an error.
pub fn compare(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    let points = points_in(&arguments.folder)?;
    let python = peers::python(&arguments.folder)?;
    let (_, answer) = ours(&points, "cluster", 1)?;
    let theirs = peers::ask(&python, "clusters.py", &["scikit-learn"], &points)?;
    let number = |name: &str| answer[name].as_f64().context("our figures");
    let (seconds, inertia) = (number("seconds")?, number("inertia")?);
    let their_inertia = theirs.found["inertia"].as_f64().context("their inertia")?;
    ensure!(inertia <= their_inertia * 1.001, "ours {inertia}, theirs {their_inertia}");
    sheet.open(
        &format!("K-means, {N_POINTS} points of {N_COLUMNS} numbers, {K} clusters, all cores"),
        &["who", "seconds a start, median of five", "best inertia", "times ours"],
    );
    let mut note = |who: &str, took: f64, best: f64| {
        let ratio = format!("{:.2}", took / seconds);
        sheet.line(&[who, &format!("{took:.2}"), &format!("{best:.0}"), &ratio]);
    };
    note("Regulars", seconds, inertia);
    note("scikit-learn", theirs.seconds, their_inertia);
    Ok(())
}

/// Prints how long each start takes and the best of what they come to.
pub fn cluster(file: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(file)?;
    let numbers: Vec<f64> = bytes
        .chunks_exact(8)
        .map(|bytes| f64::from_le_bytes(bytes.try_into().expect("eight bytes")))
        .collect();
    let points = Points::new(&numbers, N_COLUMNS);
    let (mut seconds, mut best) = (Vec::new(), f64::INFINITY);
    for seed in SEEDS {
        let settings = Settings { tolerance: TOLERANCE, ..Settings::new(K, 1, seed) };
        let begun = Instant::now();
        let found = k_means(points, &settings, &|| true).context("points that differ")?;
        seconds.push(begun.elapsed().as_secs_f64());
        best = best.min(found.inertia);
    }
    println!("{}", json!({ "seconds": median(seconds), "inertia": best }));
    Ok(())
}

/// The file of the points, drawn unless it is there.
fn points_in(folder: &Path) -> anyhow::Result<PathBuf> {
    let path = folder.join(format!("points-{N_POINTS}-{N_COLUMNS}.f64"));
    if path.is_file() {
        return Ok(path);
    }
    let unfinished = path.with_extension("part");
    let mut file = BufWriter::new(std::fs::File::create(&unfinished)?);
    let mut dice = Dice(11);
    let centres: Vec<f64> = (0..K * N_COLUMNS).map(|_| dice.normal()).collect();
    for nth in 0..N_POINTS {
        let centre = &centres[nth % K * N_COLUMNS..][..N_COLUMNS];
        for middle in centre {
            file.write_all(&(middle + dice.normal()).to_le_bytes())?;
        }
    }
    file.flush()?;
    std::fs::rename(unfinished, &path)?;
    Ok(path)
}

/// Random numbers that are the same on every machine (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Normal, near enough: twelve shares together.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}
