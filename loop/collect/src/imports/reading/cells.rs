//! The cells of one row, end to end in one text, so that a row costs no allocation.

/// The cells of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::imports) struct Cells {
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<u32>,
}

impl Cells {
    /// Takes all cells away and keeps the room they had.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell at the end.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.end_cell();
    }

    /// Adds a quoted cell, in which two quotes stand for one.
    pub fn push_quoted(&mut self, inside: &str) {
        let mut parts = inside.split("\"\"");
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            self.text.push('"');
            self.text.push_str(part);
        }
        self.end_cell();
    }

    fn end_cell(&mut self) {
        // A row is shorter than its limit of a few megabytes, whoever reads it.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// One cell, counted from 0.
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.text.get(start as usize..end as usize)
    }

    /// Every cell.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Whether nothing but blanks stands in the row.
    pub fn is_blank(&self) -> bool {
        self.text.bytes().all(|byte| byte == b' ') || self.text.trim().is_empty()
    }

    /// The text of all cells and where they end, to be put aside.
    pub fn parts(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// Takes the place of these cells: a text and where its cells end.
    pub fn refill(&mut self, text: &str, ends: impl Iterator<Item = u32>) {
        self.clear();
        self.text.push_str(text);
        self.ends.extend(ends);
    }
}

impl<'a> FromIterator<&'a str> for Cells {
    fn from_iter<I: IntoIterator<Item = &'a str>>(cells: I) -> Self {
        let mut row = Cells::default();
        cells.into_iter().for_each(|cell| row.push(cell));
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were_put() {
        let mut cells: Cells = ["rye", "", "3,20"].into_iter().collect();
        cells.push_quoted("say \"\"hi\"\"");
        assert_eq!(cells.iter().collect::<Vec<_>>(), ["rye", "", "3,20", "say \"hi\""]);
        assert_eq!((cells.get(1), cells.get(4)), (Some(""), None));
        let (text, ends) = cells.parts();
        let mut copy = Cells::default();
        copy.refill(text, ends.iter().copied());
        assert_eq!(copy, cells);
    }
}
