//! The body of a letter from a file: MJML, or blocks as JSON.

use std::path::Path;

use act::blocks::Design;
use anyhow::{Context, Result};

use crate::WrongUsage;

/// What a file says: blocks where its name ends with `.json`, MJML otherwise.
pub(super) fn read(file: &Path) -> Result<(String, Option<Design>)> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    if file.extension().is_none_or(|ending| ending != "json") {
        return Ok((text, None));
    }
    let design = serde_json::from_str(&text).map_err(|error| {
        anyhow::Error::new(WrongUsage(format!(
            "{} is no letter of blocks: {error}",
            file.display()
        )))
    })?;
    Ok((String::new(), Some(design)))
}
