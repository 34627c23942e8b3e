//! The pieces that stand in a column: words, buttons, pictures, codes.

use super::markup::{escaped, only_blank, rich};
use super::{Setting, section, words};
use crate::blocks::check::{is_key, is_link, is_picture};
use crate::blocks::{Block, Footing, Size};

/// A piece in a column of so many pixels.
pub(super) fn of(block: &Block, setting: Setting<'_>, width: u16) -> String {
    let brand = &setting.house.brand;
    match block {
        Block::Logo { align } => logo(align.word(), setting),
        Block::Heading { text, size, align } => {
            let (size, padding) = match size {
                Size::Large => ("28px", "16px 0 8px"),
                Size::Small => ("20px", "12px 0 4px"),
            };
            format!(
                "<mj-text font-size=\"{size}\" font-weight=\"bold\" line-height=\"1.3\" \
                 align=\"{}\" padding=\"{padding}\">{}</mj-text>",
                align.word(),
                rich(text)
            )
        }
        Block::Text { text, align } => {
            format!("<mj-text align=\"{}\">{}</mj-text>", align.word(), rich(text))
        }
        Block::Button { text, link, align } => format!(
            "<mj-button {} background-color=\"{}\" color=\"{}\" font-size=\"16px\" \
             font-weight=\"bold\" border-radius=\"6px\" inner-padding=\"14px 26px\" \
             padding=\"12px 0\" align=\"{}\">{}</mj-button>",
            href(Some(link)),
            brand.accent,
            brand.on_accent(),
            align.word(),
            escaped(text)
        ),
        Block::Image { src, alt, link, width: share } => {
            let pixels = u32::from(width) * u32::from(*share) / 100;
            image((src, alt), link.as_deref(), pixels, "8px 0")
        }
        Block::PromoCode { text, code, field } => {
            let code = match (code, field) {
                (_, Some(field)) if is_key(field) => format!("{{{{ customer.fields.{field} }}}}"),
                (Some(code), _) => escaped(code),
                _ => String::new(),
            };
            format!(
                "<mj-text align=\"center\" padding=\"12px 0 4px\">{}</mj-text><mj-text \
                 align=\"center\" font-size=\"24px\" font-weight=\"bold\" letter-spacing=\"2px\" \
                 container-background-color=\"{}\" padding=\"14px\">{code}</mj-text>",
                rich(text),
                brand.tint()
            )
        }
        Block::Divider {} => {
            let colour = brand.line();
            format!(
                "<mj-divider border-width=\"1px\" border-color=\"{colour}\" padding=\"16px 0\" />"
            )
        }
        Block::Space { height } => format!("<mj-spacer height=\"{height}px\" />"),
        _ => String::new(),
    }
}

/// A block that is nothing without its blank is left out for those for whom that is empty.
pub(super) fn guarded(block: &Block, whole: String) -> String {
    let blank = match block {
        Block::Button { link, .. } => only_blank(link).map(str::to_owned),
        Block::Image { src, .. } => only_blank(src).map(str::to_owned),
        Block::PromoCode { field: Some(field), .. } if is_key(field) => {
            Some(format!("customer.fields.{field}"))
        }
        _ => None,
    };
    match blank {
        Some(blank) => format!("{{% if {blank} %}}{whole}{{% endif %}}"),
        None => whole,
    }
}

/// A picture of so many pixels; nothing while it has no address.
pub(super) fn image(
    (src, alt): (&str, &str),
    link: Option<&str>,
    pixels: u32,
    padding: &str,
) -> String {
    if src.trim().is_empty() || !is_picture(src) {
        return String::new();
    }
    format!(
        "<mj-image src=\"{}\" alt=\"{}\" {} width=\"{pixels}px\" padding=\"{padding}\" \
         border-radius=\"6px\" />",
        escaped(src.trim()),
        escaped(alt),
        href(link)
    )
}

/// The attribute that leads somewhere; none where that is no link.
pub(super) fn href(link: Option<&str>) -> String {
    match link.map(str::trim).filter(|link| is_link(link)) {
        Some(link) => format!("href=\"{}\"", escaped(link)),
        None => String::new(),
    }
}

fn logo(align: &str, setting: Setting<'_>) -> String {
    let brand = &setting.house.brand;
    match &brand.logo {
        Some(src) => format!(
            "<mj-image src=\"{}\" alt=\"{{{{ shop.name }}}}\" align=\"{align}\" width=\"{}px\" \
             padding=\"20px 0 12px\" />",
            escaped(src),
            brand.logo_width
        ),
        None => format!(
            "<mj-text align=\"{align}\" font-size=\"20px\" font-weight=\"bold\" color=\"{}\" \
             padding=\"20px 0 8px\">{{{{ shop.name }}}}</mj-text>",
            brand.accent_on_paper()
        ),
    }
}

/// Who writes, why, and the way out, below the paper.
pub(super) fn footer(text: &str, setting: Setting<'_>) -> String {
    let brand = &setting.house.brand;
    let said = words::footer(setting.language);
    let colour = brand.dim();
    let small = |inside: &str| {
        format!(
            "<mj-text font-size=\"13px\" align=\"center\" color=\"{colour}\" \
             padding=\"4px 0\">{inside}</mj-text>"
        )
    };
    let link =
        |url: &str, words: &str| format!("<a href=\"{url}\" style=\"color:{colour}\">{words}</a>");
    let own = [text, brand.footer.as_str()].into_iter().filter(|text| !text.trim().is_empty());
    let mut lines: Vec<String> = own.map(|text| small(&rich(text))).collect();
    let links: Vec<String> = brand
        .links
        .iter()
        .filter(|one| is_link(&one.url))
        .map(|one| link(&escaped(&one.url), &escaped(&one.words)))
        .collect();
    if !links.is_empty() {
        lines.push(small(&links.join(" · ")));
    }
    if setting.footing == Footing::Agreed {
        let out = link("{{ unsubscribe_url }}", said.out);
        let choose = link("{{ preferences_url }}", said.choose);
        let see = link("{{ view_url }}", said.see);
        lines.push(small(&format!("{} {out} · {choose} · {see}", said.why)));
    }
    let address =
        "{{ shop.name }}{% if shop.postal_address %}, {{ shop.postal_address }}{% endif %}";
    lines.push(small(address));
    let rim = section("", setting, "20px 0 0");
    format!(
        "{rim}<mj-section padding=\"16px 32px 24px\"><mj-column>{}</mj-column></mj-section>",
        lines.concat()
    )
}
