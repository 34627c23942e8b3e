//! From blocks to MJML with blanks.
//!
//! Pure and total. The first line opens the letter, each block stands on a line of its own, and the
//! last line closes it: so the line of a problem that shows later tells the number of its block.

pub(super) mod markup;
mod piece;
mod shelf;
mod words;

use collect::shop::Language;

use super::{Block, Design, Footing, House, check};
use crate::templates::TextProblem;

/// The MJML of a design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The MJML, with blanks.
    pub mjml: String,
    /// What is to be mended, each with the number of its block.
    pub problems: Vec<TextProblem>,
}

/// What is the same for every block of a letter.
#[derive(Clone, Copy)]
struct Setting<'a> {
    house: &'a House,
    language: Language,
    footing: Footing,
    /// The number of the block, counted from 1.
    number: usize,
}

/// Turns a design into MJML.
pub fn made(design: &Design, house: &House, (language, footing): (Language, Footing)) -> Made {
    let mut problems = Vec::new();
    if design.blocks.is_empty() {
        let text = "the letter has no blocks yet; add one";
        problems.push(TextProblem::stopping("no_blocks", crate::templates::Part::Body, text));
    }
    let mut mjml = opening(design, house, language);
    for (number, block) in (1..).zip(&design.blocks) {
        let lacks = check::lacks(block, house, (language, footing));
        let setting = Setting { house, language, footing, number };
        mjml.push('\n');
        // A block whose blanks cannot be read would take the whole letter with it.
        if !lacks.iter().any(|problem| problem.code == "syntax") {
            mjml.push_str(&line(block, setting));
        }
        problems.extend(lacks.into_iter().map(|problem| problem.on_block(number)));
    }
    mjml.push('\n');
    mjml.push_str("<mj-section padding=\"12px 0\"></mj-section></mj-body></mjml>");
    Made { mjml, problems }
}

/// The number of the block that stands on a line of the MJML.
pub(crate) fn block_on_line(line: usize) -> Option<usize> {
    line.checked_sub(1).filter(|number| *number > 0)
}

fn opening(design: &Design, house: &House, language: Language) -> String {
    let brand = &house.brand;
    let preheader = match check::syntax(&design.preheader) {
        None if !design.preheader.trim().is_empty() => {
            format!("<mj-preview>{}</mj-preview>", markup::escaped(&design.preheader))
        }
        _ => String::new(),
    };
    format!(
        "<mjml lang=\"{}\"><mj-head><mj-title>{{{{ shop.name }}}}</mj-title>{preheader}\
         <mj-attributes><mj-all font-family=\"{}\" /><mj-text font-size=\"16px\" \
         line-height=\"1.6\" color=\"{}\" padding=\"8px 0\" /></mj-attributes>\
         <mj-style inline=\"inline\">a {{ color: {} }}</mj-style></mj-head>\
         <mj-body background-color=\"{}\" width=\"{}px\">\
         <mj-section padding=\"12px 0\"></mj-section>",
        language.code(),
        brand.font.family(),
        brand.ink,
        brand.accent_on_paper(),
        brand.background,
        brand.width,
    )
}

/// One block on one line.
fn line(block: &Block, setting: Setting<'_>) -> String {
    match block {
        Block::Snippet { name } => {
            let blocks = setting.house.snippet(name, setting.language).unwrap_or_default();
            blocks.iter().map(|block| line(block, setting)).collect()
        }
        Block::Columns { columns } => {
            let column =
                |inside: String| format!("<mj-column padding=\"0 8px\">{inside}</mj-column>");
            let width = setting.house.brand.room() / columns.len().max(1) as u16 - 16;
            let columns = columns.iter().map(|it| {
                let of = |block| piece::guarded(block, piece::of(block, setting, width));
                let pieces = it.blocks.iter().map(of);
                column(pieces.collect())
            });
            section(&columns.collect::<String>(), setting, "4px 24px")
        }
        Block::Products { products } => shelf::by_hand(products, setting),
        Block::BestSellers { n, category, link } => {
            let told = (category.as_deref(), link.as_deref());
            shelf::told("shop.best_sellers", (*n, told), setting)
        }
        Block::Recommendations { n, only_new, category, link } => {
            let told = (category.as_deref(), link.as_deref());
            let source = match only_new {
                true => "customer.discoveries",
                false => "(customer.recommendations or shop.best_sellers)",
            };
            shelf::told(source, (*n, told), setting)
        }
        Block::Arrivals { n, link } => {
            shelf::told("customer.arrivals", (*n, (None, link.as_deref())), setting)
        }
        Block::Footer { text } => piece::footer(text, setting),
        Block::Space { height } => section("", setting, &format!("{height}px 0 0")),
        block => {
            let width = setting.house.brand.room();
            let inside = piece::of(block, setting, width);
            let whole = section(&format!("<mj-column>{inside}</mj-column>"), setting, "0 32px");
            piece::guarded(block, whole)
        }
    }
}

/// A stripe of the paper that the letter is written on.
fn section(inside: &str, setting: Setting<'_>, padding: &str) -> String {
    let paper = &setting.house.brand.paper;
    format!("<mj-section background-color=\"{paper}\" padding=\"{padding}\">{inside}</mj-section>")
}
