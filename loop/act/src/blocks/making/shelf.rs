//! Products beside one another: chosen by hand, or told for each reader.

use super::markup::{escaped, quoted};
use super::piece::{href, image};
use super::{Setting, section};
use crate::blocks::Product;

/// How many of these products stand beside one another: four look better as two and two than as
/// three and one.
fn beside(n: usize) -> u8 {
    match n {
        0 | 1 => 1,
        2 | 4 => 2,
        _ => 3,
    }
}

/// Products chosen by hand.
pub(super) fn by_hand(products: &[Product], setting: Setting<'_>) -> String {
    let beside = beside(products.len());
    let width = u32::from(setting.house.brand.room()) / u32::from(beside);
    let card = |product: &Product| {
        let link = product.link.as_deref();
        let picture = product.image.as_deref().unwrap_or_default();
        let picture = image((picture, &product.name), link, width - 16, "0 0 8px");
        let price = product.price.map(|price| {
            let (minor, currency) = (price.minor, price.currency);
            format!("{{{{ {{'minor': {minor}, 'currency': '{currency}'}} | money }}}}")
        });
        let name = linked(&escaped(&product.name), link);
        card(&picture, (&name, price.as_deref()), (beside, setting))
    };
    let row = |some: &[Product]| {
        let cards: String = some.iter().map(card).collect();
        section(&cards, setting, "8px 24px")
    };
    products.chunks(beside.into()).map(row).collect()
}

/// The first of a list that is known when the letter is written; nothing where that is empty.
pub(super) fn told(
    source: &str,
    (n, (category, link)): (u8, (Option<&str>, Option<&str>)),
    setting: Setting<'_>,
) -> String {
    let list = format!("shelf_{}", setting.number);
    let of = match category.map(str::trim).filter(|category| !category.is_empty()) {
        Some(category) => format!(" | selectattr('category', 'eq', {}) | list", quoted(category)),
        None => String::new(),
    };
    let link = link.map(|link| link.replace("{product}", "{{ one.product | urlencode }}"));
    let name = linked("{{ one.name }}", link.as_deref());
    let shelf = "{% if one.category %}{{ one.category }}{% endif %}";
    let beside = beside(n.into());
    let one = card("", (&name, Some(shelf)), (beside, setting));
    let row = section(&format!("{{% for one in row %}}{one}{{% endfor %}}"), setting, "4px 24px");
    format!(
        "{{% if {source} %}}{{% set {list} = {source}{of} %}}{{% if {list} %}}{{% for row in \
         {list}[:{n}] | batch({beside}) %}}{row}{{% endfor %}}{{% endif %}}{{% endif %}}"
    )
}

/// A card: a picture where there is one, the name, and a line below it.
fn card(
    picture: &str,
    (name, below): (&str, Option<&str>),
    (beside, setting): (u8, Setting<'_>),
) -> String {
    let brand = &setting.house.brand;
    let below = below.map(|below| {
        format!("<br /><span style=\"color:{}\">{below}</span>", brand.dim_on_paper())
    });
    let tint = if picture.is_empty() { brand.tint() } else { brand.paper.clone() };
    format!(
        "<mj-column width=\"{:.2}%\" padding=\"4px 8px\">{picture}<mj-text align=\"center\" \
         font-size=\"15px\" line-height=\"1.5\" padding=\"14px 10px\" \
         container-background-color=\"{tint}\">\
         <strong>{name}</strong>{}</mj-text></mj-column>",
        100.0 / f64::from(beside),
        below.unwrap_or_default()
    )
}

fn linked(words: &str, link: Option<&str>) -> String {
    match href(link).as_str() {
        "" => words.to_owned(),
        href => format!("<a {href}>{words}</a>"),
    }
}
