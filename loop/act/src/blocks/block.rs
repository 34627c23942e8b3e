//! The blocks that a letter is put together of.

use domain::Money;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One block of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = LetterBlock)]
pub enum Block {
    /// The shop's logo, or its name where it has none.
    Logo {
        /// On which side it stands.
        #[serde(default, skip_serializing_if = "is_usual")]
        align: Align,
    },
    /// A line that is read first.
    Heading {
        /// Its words, with blanks.
        text: String,
        /// How big it is.
        #[serde(default, skip_serializing_if = "is_usual")]
        size: Size,
        /// On which side it stands.
        #[serde(default, skip_serializing_if = "is_usual")]
        align: Align,
    },
    /// Words, with blanks, `**bold**` and `[links](https://…)`; a line that begins with `- ` is a
    /// point.
    Text {
        /// The words.
        text: String,
        /// On which side they stand.
        #[serde(default, skip_serializing_if = "is_usual")]
        align: Align,
    },
    /// A link that is easy to hit.
    Button {
        /// Its words.
        text: String,
        /// Where it leads; a button whose only blank is empty for somebody is left out for him.
        link: String,
        /// On which side it stands.
        #[serde(default, skip_serializing_if = "is_usual")]
        align: Align,
    },
    /// A picture.
    Image {
        /// Its `https://` address.
        src: String,
        /// What it shows, for those who do not see it.
        alt: String,
        /// Where it leads.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
        /// Its width in per cent of the letter's.
        #[serde(default = "whole", skip_serializing_if = "is_whole")]
        width: u8,
    },
    /// Products chosen by hand.
    Products {
        /// The products.
        products: Vec<Product>,
    },
    /// What sells best at this moment, of all or of one category.
    BestSellers {
        /// How many.
        n: u8,
        /// Only of this category.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<String>,
        /// Where each leads, with `{product}` for its article number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
    },
    /// What the reader probably wants next; what sells best where nothing is known of him.
    Recommendations {
        /// How many.
        n: u8,
        /// Only what he has never bought; who has nothing of that has no such block.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        only_new: bool,
        /// Only of this category.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<String>,
        /// Where each leads, with `{product}` for its article number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
    },
    /// What is new in the category that the reader buys most; who finds nothing new there has no
    /// such block.
    Arrivals {
        /// How many.
        n: u8,
        /// Where each leads, with `{product}` for its article number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
    },
    /// A code that is typed in at the till.
    PromoCode {
        /// What stands above it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        /// The code itself, the same for everybody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        /// Or the key of the customers' field in which everybody's own code stands; who has none
        /// has no such block.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
    },
    /// Blocks beside one another; on a telephone one below the other.
    Columns {
        /// Two or three columns.
        columns: Vec<Column>,
    },
    /// A thin line.
    Divider {},
    /// Room.
    Space {
        /// Its height in pixels.
        height: u8,
    },
    /// A kept group of blocks by its name: changed once, changed in every letter.
    Snippet {
        /// Its name.
        name: String,
    },
    /// Who writes, why, and the way out.
    Footer {
        /// What is said besides.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
}

/// One of the columns that stand beside one another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterColumn)]
pub struct Column {
    /// Headings, texts, buttons, pictures, codes, lines and room.
    #[schema(no_recursion)]
    pub blocks: Vec<Block>,
}

/// A product as a letter shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LetterProduct)]
pub struct Product {
    /// What it is called.
    pub name: String,
    /// The `https://` address of its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
}

/// On which side something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = LetterAlign)]
pub enum Align {
    /// Where reading begins.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// Where a line ends.
    Right,
}

/// How big a heading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = LetterHeadingSize)]
pub enum Size {
    /// One in a letter.
    #[default]
    Large,
    /// Above a part of it.
    Small,
}

/// The width of a picture that fills the letter, in per cent.
fn whole() -> u8 {
    100
}

fn is_whole(width: &u8) -> bool {
    *width == whole()
}

/// What goes without saying is not written.
fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Align {
    /// The word of MJML.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }
}

impl Block {
    /// Whether it advertises, which a letter that is owed must not.
    pub(super) fn advertises(&self) -> bool {
        matches!(
            self,
            Self::Products { .. }
                | Self::BestSellers { .. }
                | Self::Recommendations { .. }
                | Self::Arrivals { .. }
                | Self::PromoCode { .. }
        )
    }

    /// Whether it fits into a column.
    pub(super) fn is_narrow(&self) -> bool {
        matches!(
            self,
            Self::Logo { .. }
                | Self::Heading { .. }
                | Self::Text { .. }
                | Self::Button { .. }
                | Self::Image { .. }
                | Self::PromoCode { .. }
                | Self::Divider {}
                | Self::Space { .. }
        )
    }
}
