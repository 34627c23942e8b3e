//! The sheet that figures are written on.

use std::fmt;

/// Tables of figures under one heading, as Markdown.
pub struct Sheet(String);

impl Sheet {
    /// An empty sheet that says where and when it was filled.
    pub fn of_this_machine() -> Self {
        let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
        let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("");
        let model = model.trim_start_matches([' ', '\t', ':']);
        Self(format!(
            "# Benchmarks\n\nWritten by `cargo xtask bench`; medians of new processes with a warm \
             file cache, on {n_cores} cores ({model}).\n"
        ))
    }

    /// Begins a table.
    pub fn open(&mut self, title: &str, columns: &[&str]) {
        self.0.push_str(&format!("\n## {title}\n\n"));
        self.line(columns);
        self.line(&vec!["---"; columns.len()]);
    }

    /// Adds a row, and tells it to whoever is waiting.
    pub fn line(&mut self, cells: &[&str]) {
        eprintln!("bench: {}", cells.join(" · "));
        self.0.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_markdown() {
        let mut sheet = Sheet(String::new());
        sheet.open("Speed", &["who", "seconds"]);
        sheet.line(&["we", "0.2"]);
        assert_eq!(
            sheet.to_string(),
            "\n## Speed\n\n| who | seconds |\n| --- | --- |\n| we | 0.2 |\n"
        );
    }
}
