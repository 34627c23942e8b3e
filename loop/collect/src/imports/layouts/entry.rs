//! One row of a file, understood: its numbers are numbers, its moment is a moment.

use std::collections::BTreeMap;

use domain::{Currency, Instant};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::Layout;
use super::fields::Field;
use super::plan::{KeyedBy, Plan};
use crate::fields::{Definition, Misfit};
use crate::imports::reading::fault::Rejection;
use crate::imports::reading::{Cells, Row};
use crate::imports::values::{
    DateOrder, DecimalSign, Moments, Written, currency_named, decimal, email, identifier,
    minor_units, moment, phone, tidy,
};
use crate::orders::draft::{ConsentChannel, ConsentDraft, PersonDraft};

/// More pieces than any shop sells in one line.
const QUANTITY_LIMIT: i64 = 1_000_000_000;

/// One row of a file, with its cells checked.
pub(in crate::imports) struct Entry<'a> {
    /// The line of the file.
    pub line: u64,
    /// The order's id; empty when the file has none.
    pub order_id: &'a str,
    /// When it was ordered; the rows after an order's first one may leave it out.
    pub at: Option<Instant>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// How many pieces.
    pub quantity: Option<Decimal>,
    /// The price of one.
    pub unit_price: Option<Decimal>,
    /// The digits of the currency.
    digits: u32,
    row: &'a Row,
    plan: &'a Plan,
}

impl<'a> Entry<'a> {
    /// Understands a packed row, or says what is wrong with it.
    pub fn of(row: &'a Row, plan: &'a Plan, moments: &mut Moments) -> Result<Self, Rejection> {
        let order_id = identifier(plan.columns.cell(row, Field::OrderId));
        if order_id.is_empty() && plan.keyed_by == KeyedBy::OrderId {
            return Err(Rejection::new(row.line, "no_order_id", "the row has no order id"));
        }
        let currency = currency(row, plan)?;
        let mut entry = Entry {
            line: row.line,
            order_id,
            at: ordered_at(row, plan, moments)?,
            currency,
            quantity: quantity(row, plan)?,
            unit_price: None,
            digits: if currency == plan.currency { plan.digits } else { currency.digits() },
            row,
            plan,
        };
        for (field, _) in plan.columns.mapped().filter(|(field, _)| field.is_money()) {
            let amount = entry.checked_money(field)?;
            if field == Field::UnitPrice {
                entry.unit_price = amount;
            }
        }
        entry.checked_product()?;
        Ok(entry)
    }

    /// A text cell, none when it is empty.
    pub fn text(&self, field: Field) -> Option<&'a str> {
        let text = tidy(self.plan.columns.cell(self.row, field));
        (!text.is_empty()).then_some(text)
    }

    /// A text cell of an order or a line, to be kept.
    pub fn owned(&self, field: Field) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// An exact amount of money, none when the cell is empty.
    pub fn money(&self, field: Field) -> Option<Decimal> {
        // Checked when the entry was made.
        number(self.row, self.plan, field).ok().flatten()
    }

    /// An amount of money in minor units.
    pub fn minor(&self, field: Field) -> Option<i64> {
        self.in_minor(self.money(field)?)
    }

    /// An exact amount in minor units of this row's currency.
    pub fn in_minor(&self, amount: Decimal) -> Option<i64> {
        minor_units(amount, self.digits)
    }

    /// Whether the file has this layout.
    pub fn is_of(&self, layout: Layout) -> bool {
        self.plan.layout == layout
    }

    /// Pieces times price.
    pub fn product(&self) -> Option<Decimal> {
        self.quantity.unwrap_or(Decimal::ONE).checked_mul(self.unit_price?)
    }

    /// All cells that matter, to compare rows with one another.
    pub fn cells(&self) -> &'a Cells {
        &self.row.cells
    }

    /// Who bought, by the strongest sign there is: customer number, e-mail, phone.
    pub fn buyer(&self) -> Option<String> {
        self.customer_number().or_else(|| self.email()).or_else(|| self.phone())
    }

    /// The signs of the buyer as written, to see that two rows name the same one.
    pub fn signs(&self) -> [&'a str; 3] {
        [Field::CustomerId, Field::Email, Field::Phone]
            .map(|field| self.plan.columns.cell(self.row, field))
    }

    /// The customer's number; in WooCommerce nought is a guest.
    fn customer_number(&self) -> Option<String> {
        let number = self.text(Field::CustomerId).map(identifier)?;
        let is_guest = self.plan.layout == Layout::Woocommerce && number == "0";
        (!is_guest).then(|| number.to_owned())
    }

    /// The full name, put together where its parts stand apart.
    fn name(&self) -> Option<String> {
        let parts = [Field::FirstName, Field::LastName].map(|field| self.text(field));
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        self.owned(Field::Name).or_else(|| (!parts.is_empty()).then(|| parts.join(" ")))
    }

    fn email(&self) -> Option<String> {
        self.text(Field::Email).and_then(email)
    }

    fn phone(&self) -> Option<String> {
        self.text(Field::Phone).and_then(|text| phone(text, Some(self.plan.currency)))
    }

    /// The buyer with everything that the row tells; none when nobody is named.
    pub fn person(&self) -> Option<PersonDraft> {
        let person = PersonDraft {
            external_id: self.customer_number(),
            email: self.email(),
            phone: self.phone(),
            name: self.name(),
            country: self.owned(Field::Country),
            city: self.owned(Field::City),
            consents: self.consents(),
            fields: self.own_values(),
        };
        let is_known =
            person.external_id.is_some() || person.email.is_some() || person.phone.is_some();
        is_known.then_some(person)
    }

    /// What the row tells in the shop's own fields; what does not fit is left out.
    fn own_values(&self) -> BTreeMap<String, Json> {
        let told = self.own().filter_map(|(field, told)| Some((field.key.clone(), told.ok()?)));
        told.collect()
    }

    /// The cells that are no values of their fields, with the reason.
    pub fn misfits(&self) -> impl Iterator<Item = (&'a str, &'a str, Misfit)> {
        self.plan.columns.own_cells(self.row).filter_map(|(field, cell)| {
            let misfit = own_value(field, cell, self.plan).err()?;
            Some((field.key.as_str(), cell, misfit))
        })
    }

    fn own(&self) -> impl Iterator<Item = (&'a Definition, Result<Json, Misfit>)> {
        let cells = self.plan.columns.own_cells(self.row);
        cells.map(|(field, cell)| (field, own_value(field, cell, self.plan)))
    }

    fn consents(&self) -> Vec<ConsentDraft> {
        let ways = [
            (ConsentChannel::Email, Field::EmailConsent),
            (ConsentChannel::Sms, Field::SmsConsent),
        ];
        let answers = ways
            .into_iter()
            .filter_map(|(channel, field)| Some((channel, self.text(field).and_then(answer)?)));
        answers
            .map(|(channel, granted)| ConsentDraft {
                channel,
                granted,
                at: self.consent_at().or(self.at),
                text: self.owned(Field::ConsentText),
            })
            .collect()
    }

    fn consent_at(&self) -> Option<Instant> {
        moment(self.text(Field::ConsentAt)?, self.plan.date_order, &self.plan.zone)
    }

    fn checked_money(&self, field: Field) -> Result<Option<Decimal>, Rejection> {
        match number(self.row, self.plan, field)? {
            Some(amount) if self.in_minor(amount).is_none() => {
                Err(self.absurd(field.name(), field, amount))
            }
            amount => Ok(amount),
        }
    }

    fn checked_product(&self) -> Result<(), Rejection> {
        match self.product() {
            Some(amount) if self.in_minor(amount).is_none() => {
                Err(self.absurd("quantity × unit_price", Field::Amount, amount))
            }
            _ => Ok(()),
        }
    }

    fn absurd(&self, what: &str, field: Field, amount: Decimal) -> Rejection {
        let text = format!("{what} of {amount} {} is absurd", self.currency);
        let cell = format!("{amount} {}", self.currency);
        Rejection::new(self.line, "absurd_amount", text).of_cell(field.name(), &cell)
    }
}

fn own_value(field: &Definition, cell: &str, plan: &Plan) -> Result<Json, Misfit> {
    let written = Written { decimal: plan.decimal, order: plan.date_order, zone: &plan.zone };
    written.value(field, cell)
}

fn quantity(row: &Row, plan: &Plan) -> Result<Option<Decimal>, Rejection> {
    let quantity = number(row, plan, Field::Quantity)?;
    if quantity.is_some_and(|pieces| pieces.abs() > Decimal::from(QUANTITY_LIMIT)) {
        let cell = plan.columns.cell(row, Field::Quantity);
        let rejection =
            Rejection::new(row.line, "absurd_quantity", format!("quantity `{cell}` is absurd"));
        return Err(rejection.of_cell(Field::Quantity.name(), cell));
    }
    Ok(quantity)
}

fn number(row: &Row, plan: &Plan, field: Field) -> Result<Option<Decimal>, Rejection> {
    let cell = plan.columns.cell(row, field);
    if cell.is_empty() {
        return Ok(None);
    }
    let number = decimal(cell, plan.decimal);
    number.map(Some).ok_or_else(|| {
        let sign = match plan.decimal {
            DecimalSign::Point => "a decimal point",
            DecimalSign::Comma => "a decimal comma",
        };
        let (field, cell) = (field.name(), shortened(cell));
        let text = format!("{field} `{cell}` is no number with {sign}");
        Rejection::new(row.line, "not_a_number", text).of_cell(field, &cell)
    })
}

fn ordered_at(row: &Row, plan: &Plan, moments: &mut Moments) -> Result<Option<Instant>, Rejection> {
    let cell = plan.columns.cell(row, Field::OrderedAt);
    if cell.is_empty() {
        return match plan.keyed_by {
            KeyedBy::OrderId | KeyedBy::Customer => Ok(None),
            _ => Err(Rejection::new(row.line, "no_date", "the row has no date")),
        };
    }
    let at = moments.read(cell);
    at.map(Some).ok_or_else(|| {
        let order = match plan.date_order {
            DateOrder::Mdy => "month/day/year",
            DateOrder::Dmy => "day/month/year",
            DateOrder::Ymd => "year-month-day",
        };
        let cell = shortened(cell);
        let text = format!("ordered_at `{cell}` is no moment written {order}");
        Rejection::new(row.line, "not_a_date", text).of_cell(Field::OrderedAt.name(), &cell)
    })
}

fn currency(row: &Row, plan: &Plan) -> Result<Currency, Rejection> {
    let cell = plan.columns.cell(row, Field::Currency);
    if cell.is_empty() {
        return Ok(plan.currency);
    }
    currency_named(cell).map_err(|error| {
        Rejection::new(row.line, "unknown_currency", error.to_string())
            .of_cell(Field::Currency.name(), &shortened(cell))
    })
}

/// A yes or a no; none for anything else, which counts as not asked.
fn answer(text: &str) -> Option<bool> {
    const YES: [&str; 13] = [
        "yes",
        "y",
        "true",
        "1",
        "granted",
        "subscribed",
        "optin",
        "opt-in",
        "да",
        "так",
        "есть",
        "є",
        "+",
    ];
    const NO: [&str; 13] = [
        "no",
        "n",
        "false",
        "0",
        "denied",
        "unsubscribed",
        "optout",
        "opt-out",
        "нет",
        "ні",
        "отказ",
        "відмова",
        "revoked",
    ];
    let word = text.to_lowercase();
    match (YES.contains(&word.as_str()), NO.contains(&word.as_str())) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// A cell as it is quoted in a message.
pub(in crate::imports) fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}
