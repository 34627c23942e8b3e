//! Texts of blocks: blanks stay as they are, everything else is escaped.

/// One piece of a text.
enum Piece<'a> {
    /// Between double brackets, or brackets with a per cent sign: the template language's.
    Blank(&'a str),
    /// Something that somebody wrote.
    Words(&'a str),
}

/// The next piece of a text, up to the place where something other begins.
fn piece(text: &str) -> (Piece<'_>, &str) {
    const BLANKS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    if let Some((_, end)) = BLANKS.iter().find(|(begin, _)| text.starts_with(begin)) {
        let length = text.find(end).map_or(text.len(), |at| at + end.len());
        return (Piece::Blank(&text[..length]), &text[length..]);
    }
    let next = BLANKS.iter().filter_map(|(begin, _)| text.find(begin)).min();
    let length = next.unwrap_or(text.len());
    (Piece::Words(&text[..length]), &text[length..])
}

/// A text with its blanks in an attribute of a tag, or in plain words of a tag.
pub(in crate::blocks) fn escaped(text: &str) -> String {
    let (mut rest, mut told) = (text, String::with_capacity(text.len()));
    while !rest.is_empty() {
        let (next, after) = piece(rest);
        match next {
            Piece::Blank(blank) => told.push_str(&on_one_line(blank)),
            Piece::Words(words) => words.chars().for_each(|sign| push(&mut told, sign)),
        }
        rest = after;
    }
    told
}

/// A text in which somebody may write `**bold**`, `[a link](https://…)` and points.
pub(in crate::blocks) fn rich(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let lines: Vec<String> = in_lines(text).into_iter().map(rich_line).collect();
    told.push_str(&lines.join("<br />"));
    told
}

/// The lines of a text; a line does not end within a blank.
fn in_lines(text: &str) -> Vec<&str> {
    let (mut rest, mut begun, mut lines) = (text, 0, Vec::new());
    while !rest.is_empty() {
        let at = text.len() - rest.len();
        let (next, after) = piece(rest);
        if let Piece::Words(words) = next {
            for (place, _) in words.match_indices('\n') {
                lines.push(text[begun..at + place].trim_end());
                begun = at + place + 1;
            }
        }
        rest = after;
    }
    lines.push(text[begun..].trim_end());
    lines
}

fn rich_line(line: &str) -> String {
    let (point, line) = match line.strip_prefix("- ") {
        Some(after) => ("•\u{a0}", after),
        None => ("", line),
    };
    let (mut rest, mut told, mut is_bold) = (line, point.to_owned(), false);
    while !rest.is_empty() {
        if let (Piece::Blank(blank), after) = piece(rest) {
            told.push_str(&on_one_line(blank));
            rest = after;
        } else if let Some(after) =
            rest.strip_prefix("**").filter(|it| is_bold || it.contains("**"))
        {
            is_bold = !is_bold;
            told.push_str(if is_bold { "<strong>" } else { "</strong>" });
            rest = after;
        } else if let Some((words, link, after)) = link(rest) {
            let words = escaped(words);
            match crate::blocks::check::is_link(link) {
                true => told.push_str(&format!("<a href=\"{}\">{words}</a>", escaped(link.trim()))),
                false => told.push_str(&words),
            }
            rest = after;
        } else {
            let mut signs = rest.chars();
            if let Some(sign) = signs.next() {
                push(&mut told, sign);
            }
            rest = signs.as_str();
        }
    }
    if is_bold {
        told.push_str("</strong>");
    }
    told
}

/// `[words](address)` at the beginning of a text, and what comes after it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, after) = text.strip_prefix('[')?.split_once("](")?;
    if words.contains(['[', ']', '\n']) {
        return None;
    }
    let mut rest = after;
    while !rest.is_empty() {
        let (next, later) = piece(rest);
        if let Piece::Words(told) = next
            && let Some(at) = told.find([')', '\n'])
        {
            let end = after.len() - rest.len() + at;
            let is_closed = after[end..].starts_with(')');
            return is_closed.then(|| (words, &after[..end], &after[end + 1..]));
        }
        rest = later;
    }
    None
}

/// Every address of a link in a text.
pub(in crate::blocks) fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in in_lines(text) {
        for (at, _) in line.match_indices('[') {
            found.extend(link(&line[at..]).map(|(_, address, _)| address));
        }
    }
    found
}

/// A text in whose blanks something stands that fits everywhere.
pub(in crate::blocks) fn without_blanks(text: &str) -> String {
    let (mut rest, mut told) = (text, String::new());
    while !rest.is_empty() {
        let (next, after) = piece(rest);
        match next {
            Piece::Blank(blank) if blank.starts_with("{{") => told.push('x'),
            Piece::Blank(_) => {}
            Piece::Words(words) => told.push_str(words),
        }
        rest = after;
    }
    told.replace("{product}", "x")
}

/// The only blank of a text that is nothing else, without its brackets.
pub(in crate::blocks) fn only_blank(text: &str) -> Option<&str> {
    match piece(text.trim()) {
        (Piece::Blank(blank), "") => {
            blank.strip_prefix("{{")?.strip_suffix("}}").map(str::trim).filter(|it| !it.is_empty())
        }
        _ => None,
    }
}

/// Each block stands on one line of MJML, so that the line of a problem tells its number.
fn on_one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

fn push(told: &mut String, sign: char) {
    match sign {
        '&' => told.push_str("&amp;"),
        '<' => told.push_str("&lt;"),
        '>' => told.push_str("&gt;"),
        '"' => told.push_str("&quot;"),
        // Brackets of the template language stand in blanks only.
        '{' => told.push_str("&#123;"),
        '}' => told.push_str("&#125;"),
        '\r' | '\n' | '\t' => told.push(' '),
        sign if sign.is_control() => {}
        sign => told.push(sign),
    }
}

/// A text as a string of the template language.
pub(in crate::blocks) fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{}'", on_one_line(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_blanks_stay() {
        let text = "Tom & <Jerry> \"{{ customer.name or \"you\" }}\" {x}";
        let expected =
            "Tom &amp; &lt;Jerry&gt; &quot;{{ customer.name or \"you\" }}&quot; &#123;x&#125;";
        assert_eq!(escaped(text), expected);
        assert_eq!(escaped("a\n{{ b\n}}"), "a {{ b }}");
        assert_eq!(escaped("{{ never closed"), "{{ never closed");
    }

    #[test]
    fn bold_links_points_and_lines_are_read() {
        let text = "Dear **{{ customer.name }}**,\n\n\
                    - [our <bread>](https://a.test/?x=1&y={{ z }})\n2 ** 3";
        let expected = "Dear <strong>{{ customer.name }}</strong>,<br /><br />•\u{a0}<a \
                        href=\"https://a.test/?x=1&amp;y={{ z }}\">our &lt;bread&gt;</a>\
                        <br />2 ** 3";
        assert_eq!(rich(text), expected);
        assert_eq!(links(text), ["https://a.test/?x=1&y={{ z }}"]);
    }

    #[test]
    fn what_is_no_link_is_only_words() {
        assert_eq!(rich("[a](javascript:alert(1))"), "a)");
        assert_eq!(rich("[a] (b) [c](d"), "[a] (b) [c](d");
        assert_eq!(rich("[a](<script>)"), "a");
        assert_eq!(rich("**open"), "**open");
    }

    #[test]
    fn a_link_of_nothing_but_a_blank_is_known() {
        assert_eq!(only_blank(" {{ shop.url }} "), Some("shop.url"));
        assert_eq!(only_blank("{{ shop.url }}new"), None);
        assert_eq!(only_blank("https://a.test"), None);
    }
}
