//! How the cells of a file become orders: decided once, before the first row is taken in.

use std::collections::BTreeMap;

use domain::{Currency, OrderStatus, ShopZone};

use super::fields::{Field, plain};
use super::{Layout, Subject};
use crate::fields::Definition;
use crate::imports::reading::Row;
use crate::imports::values::{DateOrder, DecimalSign, Moments, is_nothing, trimmed};

/// Everything that decides what a row means.
#[derive(Debug, Clone)]
pub(in crate::imports) struct Plan {
    pub layout: Layout,
    pub columns: Columns,
    pub decimal: DecimalSign,
    pub date_order: DateOrder,
    /// The zone of times that name none.
    pub zone: ShopZone,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The digits that this currency has after its point.
    pub digits: u32,
    pub meanings: Meanings,
    pub keyed_by: KeyedBy,
    /// A line of the file is one document whole: rows of another line are another telling.
    pub holds_documents: bool,
}

impl Plan {
    /// What the rows tell of.
    pub fn subject(&self) -> Subject {
        match self.keyed_by {
            KeyedBy::Customer => Subject::Customers,
            KeyedBy::OrderId | KeyedBy::Row | KeyedBy::CustomerDay => Subject::Orders,
        }
    }

    /// What reads the moments of the file.
    pub fn moments(&self) -> Moments {
        Moments::new(self.date_order, &self.zone)
    }
}

/// Which rows belong together: those of one order, or of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) enum KeyedBy {
    /// Those with the same order id.
    OrderId,
    /// Each row for itself: the file has no order ids.
    Row,
    /// Those of one customer and one day in the shop's zone.
    CustomerDay,
    /// Those of one customer: the file tells of people and of no orders.
    Customer,
}

/// Which columns hold which field. A field may have several: the first filled one counts.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::imports) struct Columns {
    /// Mapped fields with their columns, counted from 0.
    mapped: Vec<(Field, Vec<usize>)>,
    /// Field to its place in `mapped`.
    places: [Option<u8>; Field::COUNT],
    /// The shop's own fields with their columns.
    own: Vec<(Definition, usize)>,
}

impl Default for Columns {
    fn default() -> Self {
        Self { mapped: Vec::new(), places: [None; Field::COUNT], own: Vec::new() }
    }
}

impl Columns {
    /// Gives a field its columns, instead of any it had.
    pub fn set(&mut self, field: Field, columns: Vec<usize>) {
        match self.places[field as usize] {
            Some(place) => self.mapped[usize::from(place)].1 = columns,
            None => {
                self.places[field as usize] = u8::try_from(self.mapped.len()).ok();
                self.mapped.push((field, columns));
            }
        }
    }

    /// Takes a field's columns away.
    pub fn unset(&mut self, field: Field) {
        let rest: Vec<_> = self.mapped.drain(..).filter(|(other, _)| *other != field).collect();
        self.places = [None; Field::COUNT];
        rest.into_iter().for_each(|(field, columns)| self.set(field, columns));
    }

    /// Gives a field of the shop's own its column, instead of any it had.
    pub fn set_own(&mut self, field: Definition, column: usize) {
        self.own.retain(|(other, _)| other.key != field.key);
        self.own.push((field, column));
    }

    /// A column tells no field of the shop's own.
    pub fn unset_own(&mut self, column: usize) {
        self.own.retain(|(_, other)| *other != column);
    }

    /// The field of the shop's own that a column holds.
    pub fn own_of(&self, column: usize) -> Option<&Definition> {
        self.own.iter().find(|(_, other)| *other == column).map(|(field, _)| field)
    }

    /// The cells of a packed row that hold fields of the shop's own, and are filled.
    pub fn own_cells<'a>(
        &'a self,
        packed: &'a Row,
    ) -> impl Iterator<Item = (&'a Definition, &'a str)> {
        let cells = self.own.iter().enumerate().map(|(nth, (field, _))| {
            (field, packed.cells.get(self.mapped.len() + nth).unwrap_or(""))
        });
        cells.filter(|(_, cell)| !cell.is_empty())
    }

    /// Whether the file tells this field at all.
    pub fn has(&self, field: Field) -> bool {
        self.places[field as usize].is_some()
    }

    /// Whether the file tells any of these fields.
    pub fn has_any(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.has(*field))
    }

    /// The first column of a field.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        let place = self.places[field as usize]?;
        self.mapped[usize::from(place)].1.first().copied()
    }

    /// What a column holds.
    pub fn field_of(&self, column: usize) -> Option<Field> {
        self.mapped.iter().find(|(_, columns)| columns.contains(&column)).map(|(field, _)| *field)
    }

    /// The mapped fields with their columns.
    pub fn mapped(&self) -> impl Iterator<Item = (Field, &[usize])> {
        self.mapped.iter().map(|(field, columns)| (*field, columns.as_slice()))
    }

    /// How many cells a row must have so that no mapped one is missing.
    pub fn width(&self) -> usize {
        let mapped = self.mapped.iter().flat_map(|(_, columns)| columns);
        let own = self.own.iter().map(|(_, column)| column);
        mapped.chain(own).max().map_or(0, |last| last + 1)
    }

    /// Copies the cells that matter into `packed`, which is all that is kept of a row.
    pub fn pack(&self, row: &Row, packed: &mut Row) {
        packed.line = row.line;
        packed.cells.clear();
        for (field, columns) in &self.mapped {
            let cells = columns.iter().filter_map(|column| row.cells.get(*column));
            let mut filled = cells.map(trimmed).filter(|cell| !is_nothing(cell));
            match field {
                // A column each: all of them are positions of the order.
                Field::PackedLines => packed.cells.push(&filled.collect::<Vec<_>>().join(";")),
                _ => packed.cells.push(filled.next().unwrap_or("")),
            }
        }
        for (_, column) in &self.own {
            let cell = row.cells.get(*column).map_or("", trimmed);
            packed.cells.push(if is_nothing(cell) { "" } else { cell });
        }
    }

    /// The cell of a packed row; empty when there is none.
    pub fn cell<'a>(&self, packed: &'a Row, field: Field) -> &'a str {
        let place = self.places[field as usize].map(usize::from);
        place.and_then(|place| packed.cells.get(place)).unwrap_or("")
    }
}

/// What the order statuses of a file mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::imports) struct Meanings(BTreeMap<String, OrderStatus>);

impl Meanings {
    /// Lets a word of the file mean this from now on.
    pub fn set(&mut self, word: &str, status: OrderStatus) {
        self.0.insert(plain(word), status);
    }

    /// What a word means; none when neither the owner nor our vocabulary knows it.
    pub fn of(&self, word: &str) -> Option<OrderStatus> {
        self.0.get(&plain(word)).copied().or_else(|| known_meaning(word))
    }
}

/// The words that shop systems use for what became of an order.
///
/// Paid on delivery and not yet delivered is open: an unclaimed parcel is no purchase.
const STATUS_WORDS: &[(OrderStatus, &[&str])] = &[
    (
        OrderStatus::Paid,
        &[
            "paid",
            "partiallyrefunded",
            "partiallypaid",
            "completed",
            "complete",
            "success",
            "succeeded",
            "processing",
            "shipped",
            "fulfilled",
            "closed",
            "done",
            "finished",
            "оплачен",
            "оплачено",
            "оплачена",
            "выполнен",
            "выполнено",
            "завершен",
            "завершено",
            "закрыт",
            "отправлен",
            "виконано",
            "виконаний",
            "оплачений",
            "завершений",
            "відправлено",
            "закрито",
            "оплаченформируетсякотправке",
        ],
    ),
    (
        OrderStatus::Delivered,
        &[
            "delivered",
            "received",
            "pickedup",
            "доставлен",
            "доставлено",
            "получен",
            "отримано",
            "доставлений",
        ],
    ),
    (
        OrderStatus::Open,
        &[
            "open",
            "pending",
            "authorized",
            "onhold",
            "new",
            "created",
            "unpaid",
            "inprogress",
            "awaitingpayment",
            "pendingpayment",
            "новый",
            "вработе",
            "ожидаетоплаты",
            "принят",
            "новий",
            "новезамовлення",
            "вроботі",
            "очікуєоплати",
            "прийнято",
            "принятожидаетсяоплата",
            "availabilityconfirmed",
            "clientconfirmed",
            "offeranalog",
            "prepayed",
            "sendtoassembling",
            "assembling",
            "assemblingcomplete",
            "sendtodelivery",
            "delivering",
            "redirect",
        ],
    ),
    (
        OrderStatus::Refused,
        &[
            "refused",
            "unclaimed",
            "notdelivered",
            "невыкуплен",
            "отказ",
            "неполучен",
            "відмова",
            "невикуплено",
            "незабрано",
        ],
    ),
    (
        OrderStatus::Returned,
        &["returned", "return", "возврат", "возвращен", "повернення", "повернено"],
    ),
    (OrderStatus::Refunded, &["refunded", "refund", "деньгивозвращены", "коштиповернено"]),
    (
        OrderStatus::Cancelled,
        &[
            "cancelled",
            "canceled",
            "cancel",
            "failed",
            "declined",
            "trash",
            "отменен",
            "отменено",
            "отмена",
            "скасовано",
            "скасований",
            "анульовано",
            "cancelother",
            "nocall",
            "noproduct",
            "alreadybuyed",
            "delyverydidnotsuit",
            "pricesdidnotsuit",
        ],
    ),
    (OrderStatus::Voided, &["voided", "void", "expired"]),
    // A draft is a cart that the checkout keeps.
    (OrderStatus::Test, &["test", "тест", "checkoutdraft", "autodraft"]),
];

fn known_meaning(word: &str) -> Option<OrderStatus> {
    // Bitrix writes a letter before the word: `[F] Выполнен`.
    let word = match word.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((_, rest)) => plain(rest),
        None => plain(word),
    };
    let meaning = |word: &str| {
        let known = STATUS_WORDS.iter().find(|(_, words)| words.contains(&word));
        known.map(|(status, _)| *status)
    };
    // WooCommerce keeps its words as `wc-completed`.
    meaning(&word).or_else(|| meaning(word.strip_prefix("wc")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_means_what_the_owner_says_and_else_what_the_word_says() {
        let mut meanings = Meanings::default();
        assert_eq!(meanings.of("Отменён"), Some(OrderStatus::Cancelled));
        assert_eq!(meanings.of("pending"), Some(OrderStatus::Open));
        assert_eq!(meanings.of("at the post office"), None);
        meanings.set("Pending", OrderStatus::Paid);
        assert_eq!(meanings.of("pending"), Some(OrderStatus::Paid));
    }

    #[test]
    fn of_several_columns_the_first_filled_one_counts() {
        let mut columns = Columns::default();
        columns.set(Field::Phone, vec![2, 0]);
        columns.set(Field::City, vec![1]);
        let row = Row { line: 7, cells: [" 050 ", "Lviv", "null"].into_iter().collect() };
        let mut packed = Row::default();
        columns.pack(&row, &mut packed);
        assert_eq!(columns.cell(&packed, Field::Phone), "050");
        assert_eq!(columns.cell(&packed, Field::City), "Lviv");
        assert_eq!(columns.cell(&packed, Field::Email), "");
    }
}
