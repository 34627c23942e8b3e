//! Cuts text into rows of cells, as forgiving as a spreadsheet and with a firm limit.
//!
//! Written by hand because an import must name the line of every row, survive a quote that is
//! never closed (only its own line is lost, not the rest of the file) and never hold more than
//! one row in memory; a general CSV reader does none of the three.

use super::Row;
use super::encodings::{Decoding, MALFORMED};
use crate::imports::reading::fault::{Fault, Rejection};

/// The longest row in bytes; real ones of a hundred columns stay below a hundredth of it.
pub(in crate::imports) const RECORD_LIMIT: usize = 1 << 20;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) enum Delimiter {
    /// One such sign, usually a comma, a semicolon or a tab.
    Sign(char),
    /// Any run of blanks; blanks before the first cell mean nothing.
    Blanks,
}

/// How rows and cells are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) struct Grammar {
    pub delimiter: Delimiter,
    /// `\n`, also after `\r`; or `\r` alone in files of old machines.
    pub line_end: char,
    /// The number of cells of a row, once known; a row of several lines must have it.
    pub columns: Option<usize>,
    /// The longest row in bytes.
    pub limit: usize,
}

/// What became of the search for the end of a quoted cell.
enum Close {
    /// The cell has so many bytes.
    At(usize),
    /// The quote was opened and forgotten.
    Never,
    /// More text is needed to tell.
    NotYet,
}

/// The rows of a text, one after the other.
pub(in crate::imports) struct Records {
    text: Decoding,
    grammar: Grammar,
    buffer: String,
    /// Where the next row begins in the buffer.
    from: usize,
    line: u64,
    ended: bool,
}

/// What became of an attempt to cut one row out of the buffer.
enum Cut {
    /// The row ends here, line end included, and goes over this many lines.
    Row { until: usize, n_lines: u64 },
    /// The buffer ends before the row does.
    Unfinished,
    /// The text ends inside a quoted cell.
    OpenQuote,
}

impl Records {
    /// The rows of this text.
    pub fn new(text: Decoding, grammar: Grammar) -> Self {
        Records { text, grammar, buffer: String::new(), from: 0, line: 1, ended: false }
    }

    /// Reads the next row into `row`; none at the end of the text.
    ///
    /// Empty lines are passed over. A line that is no row comes back as a rejection, a row that
    /// has no end as a fault.
    pub fn next(&mut self, row: &mut Row) -> Result<Option<Result<(), Rejection>>, Fault> {
        loop {
            if self.from == self.buffer.len() && !self.refill()? {
                return Ok(None);
            }
            match self.cut(row) {
                Cut::Row { until, n_lines } => {
                    row.line = self.line;
                    let is_strange = self.text.has_malformed()
                        && self.buffer[self.from..until].contains(MALFORMED);
                    if n_lines > 1 && self.grammar.columns.is_some_and(|n| n != row.cells.len()) {
                        return Ok(Some(Err(self.leave_out_line())));
                    }
                    self.from = until;
                    self.line += n_lines;
                    match row.cells.len() {
                        0 => continue,
                        _ if is_strange => return Ok(Some(Err(wrong_encoding(row.line)))),
                        _ => return Ok(Some(Ok(()))),
                    }
                }
                Cut::OpenQuote => return Ok(Some(Err(self.leave_out_line()))),
                Cut::Unfinished if self.buffer.len() - self.from <= self.grammar.limit => {
                    self.refill()?;
                }
                Cut::Unfinished if self.first_line_end().is_some() => {
                    return Ok(Some(Err(self.leave_out_line())));
                }
                Cut::Unfinished => return Err(self.endless_line()),
            }
        }
    }

    /// Brings more text into the buffer; false when there is none.
    fn refill(&mut self) -> Result<bool, Fault> {
        self.buffer.drain(..self.from);
        self.from = 0;
        let before = self.buffer.len();
        while !self.ended && self.buffer.len() == before {
            self.ended = !self.text.add_to(&mut self.buffer)?;
        }
        Ok(self.buffer.len() > before)
    }

    fn cut(&self, row: &mut Row) -> Cut {
        row.cells.clear();
        let rest = &self.buffer[self.from..];
        let end = match rest.find(self.grammar.line_end) {
            Some(end) => end,
            None if self.ended => rest.len(),
            None => return Cut::Unfinished,
        };
        let until = (self.from + end + 1).min(self.buffer.len());
        let line = rest[..end].trim_end_matches('\r');
        match self.grammar.delimiter {
            Delimiter::Blanks => {
                line.split_whitespace().for_each(|cell| row.cells.push(cell));
            }
            Delimiter::Sign(_) if line.is_empty() => {}
            Delimiter::Sign(sign) if !line.contains('"') => {
                line.split(sign).for_each(|cell| row.cells.push(cell));
            }
            Delimiter::Sign(sign) => return self.cut_quoted(sign, row),
        }
        Cut::Row { until, n_lines: 1 }
    }

    /// A row with quoted cells, which may hold delimiters and line ends.
    fn cut_quoted(&self, sign: char, row: &mut Row) -> Cut {
        let mut at = self.from;
        let mut n_lines = 1;
        loop {
            let rest = &self.buffer[at..];
            let cell_end =
                match rest.strip_prefix('"').map(|inside| (inside, self.close(inside, sign))) {
                    Some((inside, Close::At(end))) => {
                        n_lines += inside[..end].matches(self.grammar.line_end).count() as u64;
                        row.cells.push_quoted(&inside[..end]);
                        at + 1 + end + 1
                    }
                    Some((_, Close::Never)) => return Cut::OpenQuote,
                    Some((_, Close::NotYet)) => return Cut::Unfinished,
                    None => {
                        let end = rest.find([sign, self.grammar.line_end]);
                        let Some(end) = end.or(self.ended.then_some(rest.len())) else {
                            return Cut::Unfinished;
                        };
                        row.cells.push(rest[..end].trim_end_matches('\r'));
                        at + end
                    }
                };
            let after = self.buffer[cell_end..].trim_start_matches([' ', '\r']);
            at = self.buffer.len() - after.len();
            match after.chars().next() {
                Some(next) if next == sign => at += sign.len_utf8(),
                None if !self.ended => return Cut::Unfinished,
                _ => {
                    let until = (at + 1).min(self.buffer.len());
                    return Cut::Row { until, n_lines };
                }
            }
        }
    }

    /// Where a quoted cell ends: at a quote before a delimiter or a line end.
    ///
    /// Any other quote belongs to the text (`"Shelf 3" wide",1`), as shops write inches; but not
    /// in a cell that goes on in the next line: there it is the opening quote of another cell.
    fn close(&self, inside: &str, sign: char) -> Close {
        let (mut from, mut has_lone_quotes) = (0, false);
        loop {
            let Some(quote) = inside[from..].find('"').map(|at| from + at) else {
                return if self.ended { Close::Never } else { Close::NotYet };
            };
            let after = &inside[quote + 1..];
            if after.starts_with('"') {
                from = quote + 2;
                continue;
            }
            let next = after.trim_start_matches([' ', '\r']).chars().next();
            let is_end = match next {
                None if !self.ended => return Close::NotYet,
                None => true,
                Some(next) => next == sign || next == self.grammar.line_end,
            };
            has_lone_quotes |= !is_end;
            if has_lone_quotes && inside[..quote].contains(self.grammar.line_end) {
                return Close::Never;
            }
            if is_end {
                return Close::At(quote);
            }
            from = quote + 1;
        }
    }

    fn first_line_end(&self) -> Option<usize> {
        let end = self.buffer[self.from..].find(self.grammar.line_end)?;
        Some(self.from + end + 1)
    }

    /// Gives up one line whose quote is not closed, and goes on with the next.
    fn leave_out_line(&mut self) -> Rejection {
        let line = self.line;
        self.from = self.first_line_end().unwrap_or(self.buffer.len());
        self.line += 1;
        Rejection::new(line, "broken_quotes", "a quote is opened in this line and not closed")
    }

    fn endless_line(&self) -> Fault {
        let limit = match self.grammar.limit {
            limit if limit >= 1 << 20 => format!("{} MiB", limit >> 20),
            limit => format!("{limit} bytes"),
        };
        Fault::new(
            "endless_line",
            format!("the line is longer than {limit}"),
            "check that this is a table of orders with one row per line",
        )
        .at_line(self.line)
    }
}

pub(super) fn wrong_encoding(line: u64) -> Rejection {
    let text = "this line is written in another encoding than the rest; save the file in one \
                encoding, or name it with --encoding";
    Rejection::new(line, "encoding", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(text: &'static str, delimiter: Delimiter, columns: usize) -> Vec<String> {
        let columns = Some(columns);
        let grammar = Grammar { delimiter, line_end: '\n', columns, limit: 60 };
        let text = Decoding::new(Box::new(text.as_bytes()), encoding_rs::UTF_8);
        let mut records = Records::new(text, grammar);
        let mut row = Row::default();
        let mut seen = Vec::new();
        loop {
            match records.next(&mut row) {
                Ok(Some(Ok(()))) => {
                    let cells: Vec<&str> = row.cells.iter().collect();
                    seen.push(format!("{}: {}", row.line, cells.join(" | ")));
                }
                Ok(Some(Err(rejection))) => {
                    seen.push(format!("{}! {}", rejection.line, rejection.reason));
                }
                Ok(None) => return seen,
                Err(fault) => {
                    seen.push(fault.to_string());
                    return seen;
                }
            }
        }
    }

    const COMMA: Delimiter = Delimiter::Sign(',');

    #[test]
    fn rows_keep_the_number_of_the_line_they_begin_in() {
        let text = "a,b\r\n\r\n1,\"x\ny\"\r\n2, z\r\n3,";
        assert_eq!(rows_of(text, COMMA, 2), ["1: a | b", "3: 1 | x\ny", "5: 2 |  z", "6: 3 | "]);
    }

    #[test]
    fn quotes_inside_a_cell_belong_to_it() {
        let text = "1,\"say \"\"hi\"\"\"\n2,\"Shelf 3\" wide\"\n3,3\" pipe\n4,\"a,b\" \n";
        assert_eq!(
            rows_of(text, COMMA, 2),
            ["1: 1 | say \"hi\"", "2: 2 | Shelf 3\" wide", "3: 3 | 3\" pipe", "4: 4 | a,b"]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_one_line() {
        let rest = ["1: 1 | a", "2! broken_quotes", "3: 3 | c", "4: 4 | d"];
        assert_eq!(rows_of("1,a\n2,\"b\n3,c\n4,d\n", COMMA, 2), rest);
        // Closed by the next quoted cell: the row has two lines and too few cells.
        let closed = rows_of("1,a,x\n2,\"b,x\n3,c,\"y\"\n4,d,x\n", COMMA, 3);
        assert_eq!(closed, ["1: 1 | a | x", "2! broken_quotes", "3: 3 | c | y", "4: 4 | d | x"]);
        // Closed by a quote that was meant to open the next cell.
        let crossed = rows_of("1,a\n2,\"b\n3,\"c\"\n4,d\n", COMMA, 2);
        assert_eq!(crossed, ["1: 1 | a", "2! broken_quotes", "3: 3 | c", "4: 4 | d"]);
        // The rest of the file is longer than a row may be.
        let long = "1,\"b\n22222222222222,b\n333333333333333,b\n444444444444444,b\n5,e\n";
        assert_eq!(rows_of(long, COMMA, 2)[..2], ["1! broken_quotes", "2: 22222222222222 | b"]);
    }

    #[test]
    fn a_line_without_end_stops_the_reading() {
        let text = Box::leak("x".repeat(200_000).into_boxed_str());
        let seen = rows_of(text, COMMA, 2);
        assert!(seen[0].contains("line 1: the line is longer than 60 bytes"), "{seen:?}");
    }

    #[test]
    fn runs_of_blanks_divide_cells() {
        let text = " 00004 0001 19970101  2   29.33\r\n 00004\t0001\r\n";
        assert_eq!(
            rows_of(text, Delimiter::Blanks, 5),
            ["1: 00004 | 0001 | 19970101 | 2 | 29.33", "2: 00004 | 0001"]
        );
    }
}
