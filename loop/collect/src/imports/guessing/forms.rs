//! Guesses how a file is to be read: encoding, delimiter, header.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::Encoding;

use crate::imports::guessing::options::ImportOptions;
use crate::imports::layouts::{Field, plain};
use crate::imports::reading::fault::Fault;
use crate::imports::reading::{
    Decoding, Delimiter, Form, Grammar, Kind, RECORD_LIMIT, Records, Row, columns_of,
    guess_encoding, head_of, kind_of_text, open, read,
};
use crate::imports::values::{DayEvidence, DecimalSign, day_evidence, decimal};

/// How much of a file is looked at to guess its form.
const HEAD: usize = 1 << 18;
/// How many rows are shown and guessed from.
const SAMPLE_ROWS: usize = 200;

/// A first look at a file: how it is read, and its first rows.
#[derive(Debug, Clone)]
pub(in crate::imports) struct Look {
    pub form: Form,
    pub has_header: bool,
    /// The names of the columns; `column 3` for one without a name.
    pub headers: Vec<String>,
    /// The first rows below the header.
    pub sample: Vec<Row>,
    /// Some lines are written in another encoding.
    pub is_mixed: bool,
}

/// Looks at the beginning of a file.
pub(in crate::imports) fn look(path: &Path, options: &ImportOptions) -> Result<Look, Fault> {
    let (form, is_mixed) = form_of(path, options)?;
    let mut rows = Vec::new();
    let unseen = Arc::default();
    read(path, &form, &unseen, |row| {
        rows.extend(row.ok().filter(|row| !row.cells.is_blank()).cloned());
        Ok(match rows.len() > SAMPLE_ROWS {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })
    })?;
    let Some(first) = rows.first() else {
        return Err(Fault::new("empty_file", "the file has no rows", "export it again"));
    };
    let has_header = form.kind.holds_documents()
        || options.header.unwrap_or_else(|| is_header(first, rows.get(1)));
    let n_columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let headers = headers_of(has_header.then_some(first), n_columns);
    if has_header {
        rows.remove(0);
    }
    let mut form = form;
    form.grammar.columns = Some(headers.len());
    Ok(Look { form, has_header, headers, sample: rows, is_mixed })
}

fn form_of(path: &Path, options: &ImportOptions) -> Result<(Form, bool), Fault> {
    let mut opened = open(path, &Arc::default())?;
    let line = Grammar {
        delimiter: Delimiter::Sign(','),
        line_end: '\n',
        columns: None,
        limit: RECORD_LIMIT,
    };
    let mut form = Form {
        kind: opened.kind,
        packing: opened.packing,
        encoding: encoding_rs::UTF_8,
        grammar: line,
        sheet: options.sheet.clone(),
        columns: Vec::new(),
    };
    match opened.kind {
        Kind::Workbook => return Ok((form, false)),
        Kind::Parquet => return Ok((with_columns(path, form)?, false)),
        _ => {}
    }
    let head = head_of(&mut opened, HEAD)?;
    let (guessed, is_mixed) = guess_encoding(&head);
    form.encoding = told_encoding(options)?.unwrap_or(guessed);
    if let Some(declared) = declared_encoding(&head).filter(|_| options.encoding.is_none()) {
        form.encoding = declared;
    }
    let text = text_of(&head, form.encoding)?;
    form.kind = kind_of_text(&text);
    if form.kind.holds_documents() {
        return Ok((with_columns(path, form)?, false));
    }
    if !text.contains('\n') && text.contains('\r') {
        form.grammar.line_end = '\r';
    }
    form.grammar.delimiter = match told_delimiter(options)? {
        Some(delimiter) => delimiter,
        None => guess_delimiter(&text, form.grammar),
    };
    Ok((form, is_mixed && options.encoding.is_none()))
}

/// Documents have their columns all over the file.
fn with_columns(path: &Path, form: Form) -> Result<Form, Fault> {
    let columns = columns_of(path, &form)?;
    if columns.is_empty() {
        return Err(Fault::new("empty_file", "the file has no orders", "export it again"));
    }
    Ok(Form { columns, ..form })
}

/// The encoding that an XML file says it is written in.
fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    // A mark at the beginning is not lost on the way; the word in the declaration is, often.
    let start = String::from_utf8_lossy(&head[..head.len().min(200)]);
    let declaration = start.trim_start().strip_prefix("<?xml")?;
    let (declaration, _) = declaration.split_once("?>")?;
    let (_, told) = declaration.split_once("encoding")?;
    let name = told.trim_start_matches(['=', ' ', '"', '\'']);
    Encoding::for_label(name.split(['"', '\'']).next()?.as_bytes())
}

fn told_encoding(options: &ImportOptions) -> Result<Option<&'static Encoding>, Fault> {
    let Some(name) = &options.encoding else { return Ok(None) };
    let known = Encoding::for_label(name.trim().as_bytes()).map(Some);
    known.ok_or_else(|| {
        let text = format!("`{name}` is no encoding");
        Fault::new("bad_option", text, "say utf-8, utf-16le, windows-1251, koi8-u or another")
    })
}

fn told_delimiter(options: &ImportOptions) -> Result<Option<Delimiter>, Fault> {
    let Some(text) = &options.delimiter else { return Ok(None) };
    let mut signs = text.chars();
    match (text.as_str(), signs.next(), signs.next()) {
        ("blanks", ..) => Ok(Some(Delimiter::Blanks)),
        ("tab" | "\\t", ..) => Ok(Some(Delimiter::Sign('\t'))),
        (_, Some(sign), None) if !matches!(sign, '"' | '\n' | '\r') => {
            Ok(Some(Delimiter::Sign(sign)))
        }
        _ => {
            let text = format!("`{text}` cannot stand between cells");
            Err(Fault::new("bad_option", text, "say one sign such as ; or the word tab or blanks"))
        }
    }
}

/// The head as text, up to its last whole line.
fn text_of(head: &[u8], encoding: &'static Encoding) -> Result<String, Fault> {
    let mut decoding = Decoding::new(Box::new(std::io::Cursor::new(head.to_vec())), encoding);
    let mut text = String::new();
    while decoding.add_to(&mut text)? {}
    if head.len() == HEAD
        && let Some(end) = text.rfind('\n')
    {
        text.truncate(end + 1);
    }
    Ok(text)
}

/// The delimiter that gives most rows the same number of cells.
///
/// Rarer signs stand first: a semicolon in every row is no accident, a comma may be a decimal one.
fn guess_delimiter(text: &str, grammar: Grammar) -> Delimiter {
    let signs = [';', '\t', '|', ','].map(Delimiter::Sign);
    let mut best = (0.0, 1, Delimiter::Sign(','));
    for delimiter in signs.into_iter().chain([Delimiter::Blanks]) {
        let (share, n_cells) = evenness(text, Grammar { delimiter, ..grammar });
        // Words are divided by blanks too, so blanks are believed last.
        let is_last_resort = delimiter == Delimiter::Blanks && best.0 >= 0.5;
        let is_better = share > best.0 + 0.05 || (share >= best.0 - 0.05 && n_cells > best.1);
        if n_cells > 1 && is_better && !is_last_resort {
            best = (share, n_cells, delimiter);
        }
    }
    best.2
}

/// The share of rows that have the commonest number of cells, and that number.
fn evenness(text: &str, grammar: Grammar) -> (f64, usize) {
    let bytes = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
    let mut records = Records::new(Decoding::new(bytes, encoding_rs::UTF_8), grammar);
    let mut row = Row::default();
    let mut counts = std::collections::BTreeMap::new();
    let mut n_rows = 0_u32;
    while n_rows < SAMPLE_ROWS as u32 {
        match records.next(&mut row) {
            Ok(Some(Ok(()))) => {
                n_rows += 1;
                *counts.entry(row.cells.len()).or_insert(0_u32) += 1;
            }
            Ok(Some(Err(_))) => n_rows += 1,
            Ok(None) | Err(_) => break,
        }
    }
    let best = counts.into_iter().max_by_key(|(n_cells, n)| (*n, *n_cells));
    let (n_cells, n) = best.unwrap_or((0, 0));
    (f64::from(n) / f64::from(n_rows.max(1)), n_cells)
}

/// Whether a first row holds names: one of them is known, or it has only words above numbers.
fn is_header(first: &Row, second: Option<&Row>) -> bool {
    let is_known = |cell: &str| {
        let word = plain(cell);
        Field::all().any(|field| field.aliases().contains(&word.as_str()))
    };
    if first.cells.iter().any(is_known) {
        return true;
    }
    let is_value = |cell: &str| {
        decimal(cell.trim(), DecimalSign::Point).is_some()
            || decimal(cell.trim(), DecimalSign::Comma).is_some()
            || day_evidence(cell) != DayEvidence::NoDay
    };
    let has_values = |row: &Row| row.cells.iter().any(is_value);
    !has_values(first) && second.is_none_or(has_values)
}

fn headers_of(header: Option<&Row>, n_columns: usize) -> Vec<String> {
    let n_columns = header.map_or(n_columns, |row| row.cells.len());
    let name = |at: usize| {
        let name = header.and_then(|row| row.cells.get(at)).unwrap_or("").trim();
        if name.is_empty() { format!("column {}", at + 1) } else { name.to_owned() }
    };
    (0..n_columns).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(content: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, content).unwrap();
        let look = look(&path, &ImportOptions::default()).unwrap();
        let delimiter = match look.form.grammar.delimiter {
            Delimiter::Sign(sign) => format!("{sign:?}"),
            Delimiter::Blanks => "blanks".into(),
        };
        format!("{delimiter} {:?} {} rows", look.headers, look.sample.len())
    }

    #[test]
    fn delimiter_and_header_are_guessed() {
        for (content, guess) in [
            ("id,when\n1,2025-01-01\n", r#"',' ["id", "when"] 1 rows"#),
            ("дата;сума\n01.02.2025;12,50\n02.02.2025;7,00\n", r#"';' ["дата", "сума"] 2 rows"#),
            ("a\tb c\n1\t2 3\n", r#"'\t' ["a", "b c"] 1 rows"#),
            (
                " 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n",
                r#"blanks ["column 1", "column 2", "column 3", "column 4", "column 5"] 2 rows"#,
            ),
            ("who,what\nanna,milk\n", r#"',' ["column 1", "column 2"] 2 rows"#),
            ("id|text\r1|a,b;c\r2|d\r", r#"'|' ["id", "text"] 2 rows"#),
        ] {
            assert_eq!(looked(content), guess);
        }
    }
}
