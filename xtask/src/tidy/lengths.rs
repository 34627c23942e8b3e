//! Small is kept small: lines, functions, files, doors, slices.

use std::collections::BTreeMap;

use super::source::{SourceFile, closing_brace, find, is_word, line_of};
use super::{Complaint, House};

const LINE_WIDTH: usize = 100;
const FUNCTION_LINES: usize = 60;
const FUNCTION_ARGUMENTS: usize = 5;
const FILE_LINES: usize = 500;
const DOOR_LINES: usize = 200;
const SLICE_FILES: usize = 7;
const COMPONENT_LINES: usize = 250;

/// Files, doors (`mod.rs`), components and slice folders over their limit.
pub fn long_files(house: &House) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in &house.rust {
        let n_lines = file.text.lines().count() - n_test_lines(file);
        let is_door = file.path.starts_with("loop/") && file.path.ends_with("/mod.rs");
        let limit = if is_door { DOOR_LINES } else { FILE_LINES };
        complaints.extend(too_long(&file.path, n_lines, limit));
    }
    for (path, text) in house.page.iter().filter(|(path, _)| path.ends_with(".tsx")) {
        complaints.extend(too_long(path, text.lines().count(), COMPONENT_LINES));
    }
    complaints.extend(full_slices(house));
    complaints
}

fn too_long(path: &str, n_lines: usize, limit: usize) -> Option<Complaint> {
    (n_lines > limit).then(|| Complaint::new(path, format!("{n_lines} lines, at most {limit}")))
}

/// Lines that are blank in the code and not in the text, from the first test on.
fn n_test_lines(file: &SourceFile) -> usize {
    let Some(at) = find(file.text.as_bytes(), b"#[cfg(test)]") else {
        return if file.code.trim().is_empty() { file.text.lines().count() } else { 0 };
    };
    let first = line_of(file.text.as_bytes(), at);
    let code = file.code_lines().skip(first - 1);
    code.filter(|(_, code)| code.trim().is_empty()).count()
}

fn full_slices(house: &House) -> Vec<Complaint> {
    let mut n_files: BTreeMap<&str, usize> = BTreeMap::new();
    for file in house.rust.iter().filter(|file| file.path.starts_with("loop/")) {
        let (folder, _) = file.path.rsplit_once('/').unwrap_or_default();
        if !folder.ends_with("/src") {
            *n_files.entry(folder).or_default() += 1;
        }
    }
    let full = n_files.into_iter().filter(|(_, n)| *n > SLICE_FILES);
    full.map(|(folder, n)| {
        Complaint::new(folder, format!("{n} files in a slice, at most {SLICE_FILES}: split it"))
    })
    .collect()
}

/// Functions over their length or with too many arguments.
pub fn long_functions(house: &House) -> Vec<Complaint> {
    house.rust.iter().flat_map(long_functions_of).collect()
}

fn long_functions_of(file: &SourceFile) -> Vec<Complaint> {
    let code = file.code.as_bytes();
    let mut complaints = Vec::new();
    for function in functions_of(code) {
        let line = line_of(code, function.start);
        let n_lines = line_of(code, function.end) - line + 1;
        if n_lines > FUNCTION_LINES {
            let text = format!("`{}` has {n_lines} lines, at most {FUNCTION_LINES}", function.name);
            complaints.push(Complaint::new(file.at(line), text));
        }
        if function.n_arguments > FUNCTION_ARGUMENTS {
            let text = format!("`{}` has {} arguments", function.name, function.n_arguments);
            complaints.push(Complaint::new(file.at(line), text));
        }
    }
    complaints
}

struct Function {
    name: String,
    start: usize,
    end: usize,
    n_arguments: usize,
}

fn functions_of(code: &[u8]) -> Vec<Function> {
    let mut functions = Vec::new();
    let mut at = 0;
    while let Some(found) = find(&code[at..], b"fn ") {
        let start = at + found;
        at = start + 3;
        let follows_a_word = start > 0 && is_word(code[start - 1]);
        let n_letters = code[at..].iter().take_while(|byte| is_word(**byte)).count();
        if follows_a_word || n_letters == 0 {
            continue;
        }
        let name = String::from_utf8_lossy(&code[at..at + n_letters]).into_owned();
        let body = code[at..].iter().position(|byte| matches!(byte, b'{' | b';'));
        let Some(body) = body.map(|body| at + body).filter(|body| code[*body] == b'{') else {
            continue;
        };
        let n_arguments = n_arguments(&code[at + n_letters..body]);
        functions.push(Function { name, start, end: closing_brace(code, body), n_arguments });
    }
    functions
}

/// Counts what stands between commas in the first round brackets after the generics.
fn n_arguments(signature: &[u8]) -> usize {
    let (mut angles, mut depth, mut n, mut is_open) = (0, 0, 0, false);
    let mut previous = b' ';
    for &byte in signature {
        match byte {
            b'<' => angles += 1,
            b'>' if previous != b'-' => angles -= 1,
            b'(' | b'[' if angles == 0 || depth > 0 => depth += 1,
            b')' | b']' if angles == 0 || depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            b',' if depth == 1 && angles == 0 => is_open = false,
            _ if depth >= 1 && !byte.is_ascii_whitespace() && !is_open => {
                is_open = true;
                n += 1;
            }
            _ => {}
        }
        previous = byte;
    }
    n
}

/// Lines of Rust that do not fit side by side with another file.
pub fn wide_lines(house: &House) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for file in &house.rust {
        for (index, line) in file.text.lines().enumerate() {
            let width = line.chars().count();
            if width > LINE_WIDTH {
                let text = format!("{width} characters wide, at most {LINE_WIDTH}");
                complaints.push(Complaint::new(file.at(index + 1), text));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::super::tests::house_of;
    use super::*;

    #[test]
    fn a_long_function_is_told_and_its_doc_does_not_count() {
        let body = "    a();\n".repeat(59);
        let docs = "/// Why.\n".repeat(40);
        let text = format!("{docs}fn long() {{\n{body}}}\n{docs}fn short() {{}}\n");
        let complaints = long_functions(&house_of(&[("loop/act/src/lib.rs", &text)]));
        assert_eq!(complaints.len(), 1);
        assert_eq!(complaints[0].text, "`long` has 61 lines, at most 60");
    }

    #[test]
    fn arguments_are_counted_and_the_generics_are_not() {
        for (signature, n) in [
            ("()", 0),
            ("(&mut self, a: u8)", 2),
            ("<A: Fn(u8, u8) -> u8, B>(a: A, b: HashMap<u8, B>, c: (u8, u8),) -> [u8; 3]", 3),
            ("(a: impl Fn(u8, u8) -> u8, b: &[u8])", 2),
        ] {
            assert_eq!(n_arguments(signature.as_bytes()), n, "{signature}");
        }
    }

    #[test]
    fn a_file_is_measured_without_its_tests() {
        let code = "fn a() {}\n".repeat(500);
        let tests = "#[cfg(test)]\nmod tests {\n    // much\n}\n".to_owned() + &"\n".repeat(300);
        let fits = house_of(&[("loop/act/src/a.rs", &format!("{code}{tests}"))]);
        assert_eq!(long_files(&fits), []);
        let grown = house_of(&[("loop/act/src/a.rs", &format!("{code}fn b() {{}}\n{tests}"))]);
        assert_eq!(
            long_files(&grown),
            [Complaint::new("loop/act/src/a.rs", "501 lines, at most 500")]
        );
    }

    #[test]
    fn an_eighth_file_splits_a_slice() {
        let names: Vec<String> = (0..8).map(|n| format!("loop/act/src/loyalty/{n}.rs")).collect();
        let sources: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        assert_eq!(long_files(&house_of(&sources)).len(), 1);
        assert_eq!(long_files(&house_of(&sources[..7])), []);
    }

    #[test]
    fn width_is_counted_in_letters() {
        let fits = format!("// {}", "ї".repeat(97));
        let wide = format!("// {}", "ї".repeat(98));
        let house = house_of(&[("testkit/src/lib.rs", &format!("{fits}\n{wide}\n"))]);
        let complaints = wide_lines(&house);
        assert_eq!(complaints.len(), 1);
        assert_eq!(complaints[0].place, "testkit/src/lib.rs:2");
    }
}
