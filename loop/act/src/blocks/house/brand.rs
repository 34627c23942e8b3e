//! How the letters of a shop look.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::colour::{Colour, contrast, mixed, read, read_on};
use crate::blocks::check::{is_link, is_picture};

/// How the letters of a shop look; it is taken when they are written, so changing it changes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = LetterBrand)]
pub struct Brand {
    /// The `https://` address of the logo; the shop's name stands there without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The width of the logo in pixels, 40 to 400.
    pub logo_width: u16,
    /// The colour around the letter, as `#rrggbb`.
    pub background: String,
    /// The colour that it is written on.
    pub paper: String,
    /// The colour of its words.
    pub ink: String,
    /// The colour of its buttons and links.
    pub accent: String,
    /// Its letters.
    pub font: Font,
    /// Its width in pixels, 480 to 700.
    pub width: u16,
    /// What every footer says besides.
    pub footer: String,
    /// Where every footer leads.
    pub links: Vec<FooterLink>,
}

/// A link of every footer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterFooterLink)]
pub struct FooterLink {
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub url: String,
}

/// Letters that every mail program has; others would be fetched from elsewhere, which tells that
/// place who reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = LetterFont)]
pub enum Font {
    /// Plain, such as Helvetica.
    #[default]
    Plain,
    /// With serifs, such as Georgia.
    Serif,
    /// Wide, such as Verdana.
    Wide,
    /// Soft, such as Trebuchet.
    Soft,
}

impl Font {
    pub(in crate::blocks) fn family(self) -> &'static str {
        match self {
            Self::Plain => "Helvetica, Arial, sans-serif",
            Self::Serif => "Georgia, 'Times New Roman', serif",
            Self::Wide => "Verdana, Geneva, sans-serif",
            Self::Soft => "'Trebuchet MS', Tahoma, sans-serif",
        }
    }
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            logo: None,
            logo_width: 160,
            background: "#f3f1ec".to_owned(),
            paper: "#ffffff".to_owned(),
            ink: "#2b2b2b".to_owned(),
            accent: "#1f6b4f".to_owned(),
            font: Font::default(),
            width: 600,
            footer: String::new(),
            links: Vec::new(),
        }
    }
}

/// Why a brand cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct Unfit {
    /// The part of it.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Words of a footer: three lines.
const FOOTER_MAX: usize = 600;

/// Links of a footer.
const LINKS_MAX: usize = 6;

/// Below this words are hard to read: the least contrast that WCAG 2.2 takes.
const CONTRAST_LEAST: f64 = 4.5;

/// Below this a button's colour is no colour for links.
const CONTRAST_OF_LINKS: f64 = 3.0;

impl Brand {
    /// Refuses what would make letters ugly or unreadable.
    pub(super) fn fit(&self) -> Result<(), Unfit> {
        let no = |field, reason: String| Err(Unfit { field, reason });
        let colours = [
            ("background", &self.background),
            ("paper", &self.paper),
            ("ink", &self.ink),
            ("accent", &self.accent),
        ];
        if let Some((field, _)) = colours.into_iter().find(|(_, colour)| read(colour).is_none()) {
            return no(field, "is a colour such as #7a3b1d".to_owned());
        }
        let ratio = contrast(colour(&self.ink), colour(&self.paper));
        if ratio < CONTRAST_LEAST {
            let reason = format!(
                "can hardly be read on the paper: a contrast of {ratio:.1}, and {CONTRAST_LEAST} \
                 is the least; take a darker or a lighter one"
            );
            return no("ink", reason);
        }
        if !(480..=700).contains(&self.width) {
            return no("width", format!("is {} pixels; 480 to 700 are possible", self.width));
        }
        if !(40..=400).contains(&self.logo_width) {
            let reason = format!("is {} pixels; 40 to 400 are possible", self.logo_width);
            return no("logo_width", reason);
        }
        if self.logo.as_deref().is_some_and(|logo| !is_picture(logo) || logo.contains("{{")) {
            return no("logo", "is the https:// address of a picture".to_owned());
        }
        if self.footer.chars().count() > FOOTER_MAX {
            return no("footer", format!("is longer than {FOOTER_MAX} letters; shorten it"));
        }
        if crate::blocks::check::syntax(&self.footer).is_some() {
            return no("footer", "has a blank that cannot be read".to_owned());
        }
        if self.links.len() > LINKS_MAX {
            return no("links", format!("are more than {LINKS_MAX}; take the best"));
        }
        let odd = |link: &&FooterLink| {
            link.words.trim().is_empty() || !is_link(&link.url) || link.url.contains("{{")
        };
        match self.links.iter().find(odd) {
            Some(link) => {
                let reason = format!(
                    "`{}` to `{}` is no link; it has words and an address that begins with \
                     https://",
                    link.words, link.url
                );
                no("links", reason)
            }
            None => Ok(()),
        }
    }

    /// The colour of words on a button.
    pub(in crate::blocks) fn on_accent(&self) -> String {
        let own = read_on(colour(&self.accent));
        mixed(own, own, 100)
    }

    /// The colour of links: the accent, or the ink where that could not be seen on the paper.
    pub(in crate::blocks) fn accent_on_paper(&self) -> String {
        let ratio = contrast(colour(&self.accent), colour(&self.paper));
        if ratio < CONTRAST_OF_LINKS { self.ink.clone() } else { self.accent.clone() }
    }

    /// A breath of the accent on the paper.
    pub(in crate::blocks) fn tint(&self) -> String {
        mixed(colour(&self.accent), colour(&self.paper), 8)
    }

    /// The colour of thin lines.
    pub(in crate::blocks) fn line(&self) -> String {
        mixed(colour(&self.ink), colour(&self.paper), 16)
    }

    /// The colour of what matters less, on the paper.
    pub(in crate::blocks) fn dim_on_paper(&self) -> String {
        mixed(colour(&self.ink), colour(&self.paper), 70)
    }

    /// The colour of what matters less, around the paper.
    pub(in crate::blocks) fn dim(&self) -> String {
        let ground = colour(&self.background);
        mixed(read_on(ground), ground, 68)
    }

    /// The pixels that a block may fill.
    pub(in crate::blocks) fn room(&self) -> u16 {
        self.width.saturating_sub(64)
    }
}

/// A colour of a brand that was kept, and so is one.
fn colour(text: &str) -> Colour {
    read(text).unwrap_or([0x88; 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(spoil: impl Fn(&mut Brand)) -> Option<&'static str> {
        let mut brand = Brand::default();
        spoil(&mut brand);
        brand.fit().err().map(|unfit| unfit.field)
    }

    #[test]
    fn what_would_make_letters_unreadable_is_refused() {
        assert_eq!(refused(|_| ()), None);
        assert_eq!(refused(|it| it.ink = "#dddddd".to_owned()), Some("ink"));
        assert_eq!(refused(|it| it.accent = "red\" onload=\"x".to_owned()), Some("accent"));
        assert_eq!(refused(|it| it.width = 1_200), Some("width"));
        assert_eq!(refused(|it| it.logo_width = 0), Some("logo_width"));
        assert_eq!(refused(|it| it.logo = Some("javascript:x".to_owned())), Some("logo"));
        assert_eq!(refused(|it| it.footer = "{{ shop.name".to_owned()), Some("footer"));
        let link = |url: &str| FooterLink { words: "Shop".to_owned(), url: url.to_owned() };
        assert_eq!(refused(|it| it.links = vec![link("/about")]), Some("links"));
        assert_eq!(refused(|it| it.links = vec![link("https://a.test"); 7]), Some("links"));
        assert_eq!(refused(|it| it.links = vec![link("https://a.test"); 6]), None);
    }

    #[test]
    fn words_are_read_on_every_button_and_links_on_every_paper() {
        let yellow = Brand { accent: "#ffe000".to_owned(), ..Brand::default() };
        assert_eq!(yellow.on_accent(), "#1a1a1a");
        assert_eq!(yellow.accent_on_paper(), yellow.ink, "yellow on white is not read");
        assert_eq!(Brand::default().on_accent(), "#ffffff");
        assert_eq!(Brand::default().accent_on_paper(), "#1f6b4f");
    }
}
