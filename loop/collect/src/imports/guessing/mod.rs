//! Guesses how a file is to be read and what its columns mean; everything can be told instead.
//!
//! Guesses are shown before anything is written, with what speaks for them; where nothing does,
//! a caveat says which way was taken.

mod decisions;
mod forms;
pub mod options;
pub mod preview;
mod survey;
mod unnamed;

use std::path::Path;

use domain::{Caveat, Caveats, Currency};

pub(super) use forms::{Look, look};
pub(super) use survey::{Survey, survey};

use self::options::ImportOptions;
use super::layouts::{
    Columns, Field, KeyedBy, Layout, Plan, Subject, columns_by_header, layout_of, map_by_hand,
    own_by_header, people_columns,
};
use super::reading::fault::Fault;
use crate::consent::Ground;
use crate::fields::Definition;

/// What the shop already knows when a file arrives.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The shop's zone, once an import or its owner has set it.
    pub zone: Option<String>,
    /// The shop's currency, once set.
    pub currency: Option<Currency>,
    /// The shop's own fields of customers.
    pub fields: Vec<Definition>,
}

/// Everything that is guessed about a file.
pub(super) struct Guess {
    pub look: Look,
    pub survey: Survey,
    pub plan: Plan,
    /// The shop's own fields that columns may be told to hold.
    pub fields: Vec<Definition>,
    /// The ground declared for writing to the people of the file.
    pub ground: Option<Ground>,
    /// What the owner should know about the guess.
    pub caveats: Caveats,
    /// What must be put right before the file can be imported.
    pub problems: Vec<Fault>,
}

/// What the columns hold as far as their headers say, and what the rows tell of.
fn columns_of(
    (look, layout): (&Look, Layout),
    options: &ImportOptions,
) -> Result<(Columns, Subject), Fault> {
    let columns = match look.has_header {
        true => columns_by_header(layout, &look.headers),
        false => unnamed::columns(look),
    };
    let subject = decisions::subject_of((layout, &columns), look, options)?;
    let columns = match (subject, look.has_header) {
        (Subject::Orders, _) => columns,
        (Subject::Customers, true) => {
            people_columns(&columns_by_header(Layout::Generic, &look.headers), &look.headers)
        }
        (Subject::Customers, false) => people_columns(&columns, &[]),
    };
    Ok((columns, subject))
}

/// Guesses what is not told.
pub(super) fn guess(path: &Path, options: &ImportOptions, known: &Known) -> Result<Guess, Fault> {
    let look = look(path, options)?;
    let layout = decisions::told_layout(options)?
        .unwrap_or_else(|| layout_of(&look.headers, look.form.kind));
    let (mut columns, subject) = columns_of((&look, layout), options)?;
    if look.has_header {
        own_by_header(&mut columns, &look.headers, &known.fields);
    }
    map_by_hand(&mut columns, &look.headers, (options, &known.fields), subject)?;
    let survey = survey(path, &look, &columns)?;
    let mut caveats = Caveats::default();
    let mut problems = Vec::new();
    if survey.has_share_discounts() && !options.map.contains_key(Field::Discount.name()) {
        columns.unset(Field::Discount);
        let text = "the discounts are shares, not money; they are left out";
        caveats.say(Caveat::new("share_discounts", text));
    }
    if look.is_mixed {
        let text = format!(
            "most of the file is {}, some lines are written in another encoding and left out",
            look.form.encoding.name()
        );
        caveats.say(Caveat::new("mixed_encodings", text));
    }
    let has_net = columns.has_any(&[Field::Amount, Field::UnitPrice]);
    if layout == Layout::Shopify && !has_net && columns.has(Field::Total) {
        let text = "the export has no subtotals and no prices: the totals are taken, with tax and \
                    shipping in them";
        caveats.say(Caveat::new("net_from_total", text));
    }
    problems.extend(decisions::missing(&columns, &look, subject));
    let currency = decisions::currency_of(&survey, options, known, &columns, &mut caveats)?;
    let plan = Plan {
        layout,
        decimal: decisions::decimal_of(&survey, options)?,
        date_order: decisions::date_order_of(&survey, options, &mut caveats, &mut problems)?,
        zone: decisions::zone_of((options, known), &columns, &mut caveats)?,
        currency,
        digits: currency.digits(),
        meanings: decisions::meanings_of(options)?,
        keyed_by: match subject {
            Subject::Orders => decisions::keyed_by(&columns, options)?,
            Subject::Customers => KeyedBy::Customer,
        },
        holds_documents: look.form.kind.holds_documents(),
        columns,
    };
    let ground = decisions::ground_of(options, &mut caveats)?;
    let fields = known.fields.clone();
    Ok(Guess { look, survey, plan, fields, ground, caveats, problems })
}
