//! What can be wrong with a file, said so that its owner can put it right.

use serde::{Deserialize, Serialize};

/// Why a file is not imported at all: what is wrong, where, and what to do about it.
///
/// A fault is found before anything is written, so the shop is as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Fault {
    /// Stable name of what is wrong, for programs and translations.
    pub code: String,
    /// The file, as its owner called it.
    pub file: String,
    /// The line it was seen in, counted from 1 as an editor does.
    pub line: Option<u64>,
    /// What is wrong.
    pub text: String,
    /// What to do about it.
    pub hint: String,
}

impl Fault {
    /// A fault of a whole file.
    pub fn new(code: &str, text: impl Into<String>, hint: impl Into<String>) -> Self {
        Fault {
            code: code.into(),
            file: String::new(),
            line: None,
            text: text.into(),
            hint: hint.into(),
        }
    }

    /// The same fault, seen in one line.
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same fault, in a file of this name; a name that is already there is kept.
    pub fn in_file(mut self, file: &str) -> Self {
        if self.file.is_empty() {
            self.file = file.into();
        }
        self
    }

    /// A file that could not be read to its end.
    pub fn unreadable(error: &std::io::Error) -> Self {
        let hint = match error.kind() {
            std::io::ErrorKind::NotFound => "check the path",
            std::io::ErrorKind::PermissionDenied => "allow this user to read it",
            std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidData => {
                "the archive is damaged or cut short; export or download it again"
            }
            _ => "check the disk and try again",
        };
        Fault::new("unreadable", format!("cannot be read: {error}"), hint)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}; {}", self.file, self.text, self.hint),
            None => write!(f, "{}: {}; {}", self.file, self.text, self.hint),
        }
    }
}

impl std::error::Error for Fault {}

/// A row that was left out, and why; the other rows are not touched by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Rejection {
    /// The line of the file the row begins in.
    pub line: u64,
    /// Stable name of the reason.
    pub reason: String,
    /// The reason in words, with the cell that caused it.
    pub text: String,
    /// Which of our fields the cell was to become, where one cell is to blame.
    pub field: Option<String>,
    /// What stands in that cell.
    pub cell: Option<String>,
}

impl Rejection {
    /// A row left out for this reason.
    pub fn new(line: u64, reason: &str, text: impl Into<String>) -> Self {
        Rejection { line, reason: reason.into(), text: text.into(), field: None, cell: None }
    }

    /// The same reason, and the cell that is to blame.
    pub fn of_cell(self, field: &str, cell: &str) -> Self {
        Rejection { field: Some(field.into()), cell: Some(cell.into()), ..self }
    }
}
