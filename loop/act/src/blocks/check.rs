//! What a block lacks: bounds that nothing may pass, and what is to be mended before it is sent.

use collect::shop::Language;
use minijinja::Environment;
use url::Url;

use super::making::markup;
use super::{Block, Design, Footing, House, VERSION};
use crate::templates::{Part, TextProblem};

/// Blocks of a letter, those in its columns included; the longest letters of shops have twenty.
const BLOCKS_MAX: usize = 80;

/// Letters of one text: ten pages.
const TEXT_MAX: usize = 20_000;

/// Products in one block.
pub(super) const PRODUCTS_MAX: u8 = 12;

/// Why a design cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{reason}", place(*.block))]
pub struct Unfit {
    /// The block, counted from 1, where one is to blame.
    pub block: Option<usize>,
    /// What is wrong and what to do.
    pub reason: String,
}

fn place(block: Option<usize>) -> String {
    block.map(|number| format!("block {number}: ")).unwrap_or_default()
}

/// Refuses a design that is out of bounds.
pub(super) fn fit(design: &Design) -> Result<(), Unfit> {
    let no = |block, reason: String| Err(Unfit { block, reason });
    if design.version != VERSION {
        let reason = format!("is of version {}; this program knows {VERSION}", design.version);
        return no(None, reason);
    }
    let n: usize = design.blocks.iter().map(n_blocks).sum();
    if n > BLOCKS_MAX {
        return no(None, format!("has {n} blocks; {BLOCKS_MAX} are the most, so split the letter"));
    }
    if design.preheader.chars().count() > TEXT_MAX {
        return no(None, format!("the line beside the subject is longer than {TEXT_MAX} letters"));
    }
    for (number, block) in (1..).zip(&design.blocks) {
        if let Some(reason) = excess(block) {
            return no(Some(number), reason);
        }
    }
    Ok(())
}

fn n_blocks(block: &Block) -> usize {
    match block {
        Block::Columns { columns } => {
            1 + columns.iter().map(|column| column.blocks.len()).sum::<usize>()
        }
        _ => 1,
    }
}

fn excess(block: &Block) -> Option<String> {
    let longest = texts(block).into_iter().map(|text| text.chars().count()).max();
    if longest > Some(TEXT_MAX) {
        return Some(format!("a text is longer than {TEXT_MAX} letters; shorten it"));
    }
    match block {
        Block::Columns { columns } if !(2..=3).contains(&columns.len()) => {
            Some(format!("has {} columns; two or three stand beside one another", columns.len()))
        }
        Block::Columns { columns } => {
            let mut inside = columns.iter().flat_map(|column| &column.blocks);
            if inside.clone().any(|block| !block.is_narrow()) {
                let reason = "holds a block that does not fit into a column: headings, texts, \
                              buttons, pictures, codes, lines and room do";
                return Some(reason.to_owned());
            }
            inside.find_map(excess)
        }
        Block::Image { width, .. } if !(10..=100).contains(width) => {
            Some(format!("is {width} per cent wide; 10 to 100 are possible"))
        }
        Block::Space { height } if !(4..=120).contains(height) => {
            Some(format!("is {height} pixels high; 4 to 120 are possible"))
        }
        Block::Products { products } if products.len() > usize::from(PRODUCTS_MAX) => {
            Some(format!("has {} products; {PRODUCTS_MAX} are the most", products.len()))
        }
        Block::BestSellers { n, .. }
        | Block::Recommendations { n, .. }
        | Block::Arrivals { n, .. }
            if !(1..=PRODUCTS_MAX).contains(n) =>
        {
            Some(format!("asks for {n} products; 1 to {PRODUCTS_MAX} are possible"))
        }
        _ => None,
    }
}

/// Every text of a block that somebody wrote.
pub(super) fn texts(block: &Block) -> Vec<&str> {
    match block {
        Block::Heading { text, .. } | Block::Text { text, .. } | Block::Footer { text } => {
            vec![text]
        }
        Block::Button { text, link, .. } => vec![text, link],
        Block::Image { src, alt, link, .. } => {
            [src, alt].into_iter().chain(link).map(String::as_str).collect()
        }
        Block::Products { products } => {
            let all: Vec<Option<&String>> = products
                .iter()
                .flat_map(|it| [Some(&it.name), it.image.as_ref(), it.link.as_ref()])
                .collect();
            all.into_iter().flatten().map(String::as_str).collect()
        }
        Block::BestSellers { category, link, .. }
        | Block::Recommendations { category, link, .. } => {
            [category, link].into_iter().flatten().map(String::as_str).collect()
        }
        Block::Arrivals { link, .. } => link.iter().map(String::as_str).collect(),
        Block::PromoCode { text, code, field } => [Some(text), code.as_ref(), field.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect(),
        Block::Snippet { name } => vec![name],
        Block::Logo { .. } | Block::Columns { .. } | Block::Divider {} | Block::Space { .. } => {
            Vec::new()
        }
    }
}

/// What is to be mended in a block before the letter is sent.
pub(super) fn lacks(
    block: &Block,
    house: &House,
    (language, footing): (Language, Footing),
) -> Vec<TextProblem> {
    let stopping = |code, text: String| TextProblem::stopping(code, Part::Body, text);
    let mut found: Vec<TextProblem> = Vec::new();
    if footing == Footing::Owed && block.advertises() {
        let text = "what is owed must not advertise; take this block out";
        found.push(stopping("block_advertises", text.to_owned()));
    }
    if let Some((code, text)) = unfinished(block, house, language) {
        found.push(stopping(code, text.to_owned()));
    }
    for link in links(block).into_iter().filter(|link| !is_link(link)) {
        let text = format!(
            "`{link}` is no link; links begin with https:// or mailto:, such as \
             https://shop.example/new"
        );
        found.push(stopping("block_bad_link", text));
    }
    if let Some(src) = pictures(block).into_iter().find(|src| !is_picture(src)) {
        let text = format!("`{src}` is no address of a picture; they begin with https://");
        found.push(stopping("block_bad_picture", text));
    }
    found.extend(texts(block).into_iter().find_map(syntax));
    let inside = inside(block, house, language).into_iter();
    found.extend(inside.flat_map(|block| lacks(block, house, (language, footing))));
    found
}

/// What somebody has not told of a block yet, as code and words.
fn unfinished(
    block: &Block,
    house: &House,
    language: Language,
) -> Option<(&'static str, &'static str)> {
    match block {
        Block::Heading { text, .. } | Block::Text { text, .. } if is_blank(text) => {
            Some(("block_empty", "says nothing yet; write something, or take the block out"))
        }
        Block::Button { text, .. } if is_blank(text) => {
            Some(("block_empty", "says nothing yet; write what happens on a click"))
        }
        Block::Image { src, .. } if is_blank(src) => {
            Some(("block_no_picture", "has no picture yet; give its https:// address"))
        }
        Block::Image { alt, .. } if is_blank(alt) => Some((
            "block_no_alt",
            "has no words; say what the picture shows, for those who do not see it",
        )),
        Block::Products { products } if products.is_empty() => {
            Some(("block_no_products", "has no products yet; add one, or take the block out"))
        }
        Block::Products { products } if products.iter().any(|it| is_blank(&it.name)) => {
            Some(("block_no_name", "a product has no name yet; write one"))
        }
        Block::PromoCode { code, field, .. } => match (code.as_deref(), field.as_deref()) {
            (Some(code), None) if !is_blank(code) => None,
            (None, Some(field)) if is_key(field) => None,
            _ => Some((
                "block_no_code",
                "has no code yet; write one, or name the field in which everybody's own stands",
            )),
        },
        Block::Snippet { name } if house.snippet(name, language).is_none() => {
            Some(("block_no_snippet", "the snippet of this name is not kept; choose another"))
        }
        Block::Columns { columns } if columns.iter().all(|column| column.blocks.is_empty()) => {
            Some(("block_empty", "its columns are empty; put something into them"))
        }
        _ => None,
    }
}

/// The blocks that a block holds.
fn inside<'a>(block: &'a Block, house: &'a House, language: Language) -> Vec<&'a Block> {
    match block {
        Block::Columns { columns } => columns.iter().flat_map(|column| &column.blocks).collect(),
        Block::Snippet { name } => {
            house.snippet(name, language).unwrap_or_default().iter().collect()
        }
        _ => Vec::new(),
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Whether a text can be the key of a field.
pub(super) fn is_key(text: &str) -> bool {
    let known = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    !text.is_empty() && text.chars().all(known)
}

/// What stands in a text between its double brackets cannot be read.
pub(super) fn syntax(text: &str) -> Option<TextProblem> {
    let environment = Environment::empty();
    let error = environment.template_from_str(text).err()?;
    let problem = TextProblem::of_template(Part::Body, &error);
    Some(TextProblem { line: None, ..problem })
}

fn links(block: &Block) -> Vec<&str> {
    match block {
        Block::Button { link, .. } => vec![link],
        Block::Image { link, .. } => link.iter().map(String::as_str).collect(),
        Block::Products { products } => {
            products.iter().filter_map(|product| product.link.as_deref()).collect()
        }
        Block::BestSellers { link, .. }
        | Block::Recommendations { link, .. }
        | Block::Arrivals { link, .. } => link.iter().map(String::as_str).collect(),
        Block::Text { text, .. } | Block::Footer { text } => markup::links(text),
        _ => Vec::new(),
    }
}

fn pictures(block: &Block) -> Vec<&str> {
    match block {
        Block::Image { src, .. } if !is_blank(src) => vec![src],
        Block::Products { products } => {
            products.iter().filter_map(|product| product.image.as_deref()).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a text leads somewhere: a whole address, or a blank that is filled with one.
pub(super) fn is_link(text: &str) -> bool {
    if text.trim().starts_with("{{") {
        // What fills it is looked at when it is filled: a script stops the letter.
        return true;
    }
    let told = markup::without_blanks(text);
    let schemes = ["http://", "https://", "mailto:"];
    let lower = told.trim().to_lowercase();
    schemes.iter().any(|scheme| lower.starts_with(scheme))
        && Url::parse(told.trim()).is_ok_and(|url| url.has_host() || url.scheme() == "mailto")
}

/// Whether a text can be the address of a picture.
pub(super) fn is_picture(text: &str) -> bool {
    is_link(text) && !text.trim().to_lowercase().starts_with("mailto:")
}
