//! From MJML to HTML, and from HTML to plain text.

pub(crate) mod links;

use std::collections::HashMap;

use mrml::prelude::render::RenderOptions;

use super::problems::{Part, TextProblem};

/// Characters in a line of plain text; longer lines are hard to read and to quote.
const LINE_WIDTH: usize = 76;

/// The layout as the HTML of tables that mail programs understand.
pub(super) fn html(mjml: &str) -> Result<String, TextProblem> {
    let parsed = mrml::parse(mjml).map_err(|error| TextProblem::of_layout(mjml, &error))?;
    // Fonts from elsewhere would tell that place who reads the letter, and when.
    let options =
        RenderOptions { disable_comments: true, social_icon_origin: None, fonts: HashMap::new() };
    let html = parsed.element.render(&options).map_err(|error| {
        let text = format!("the MJML text cannot be laid out: {error}");
        TextProblem::stopping("no_layout", Part::Body, text)
    })?;
    match unknown_tag(&html) {
        Some(tag) => Err(TextProblem::of_unknown_tag(mjml, tag)),
        None => without_scripts(html),
    }
}

/// Refuses a letter whose links do something instead of leading somewhere: what a person or another
/// program told may have filled them.
fn without_scripts(html: String) -> Result<String, TextProblem> {
    match links::addresses(&html).iter().any(|address| links::is_script(address)) {
        true => {
            let text = "a link would run a script; links lead to https:// addresses";
            Err(TextProblem::stopping("script_link", Part::Body, text))
        }
        false => Ok(html),
    }
}

/// A layout tag that nobody knows stays in the HTML as it was, where mail programs drop it.
fn unknown_tag(html: &str) -> Option<&str> {
    let from = html.find("<mj-")?;
    let length = html[from..].find(['>', ' ', '/', '\n']).unwrap_or(html.len() - from);
    Some(&html[from..from + length])
}

/// The same letter for those who read plain text.
pub(super) fn plain(html: &str) -> String {
    let plain = html2text::config::plain_no_decorate()
        .raw_mode(true)
        .no_link_wrapping()
        .link_footnotes(true)
        .string_from_read(html.as_bytes(), LINE_WIDTH)
        .unwrap_or_default();
    let mut lines: Vec<&str> = Vec::new();
    for line in plain.lines().map(str::trim) {
        let doubled = line.is_empty() && lines.last().is_none_or(|last| last.is_empty());
        if !doubled {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned() + "\n"
}
