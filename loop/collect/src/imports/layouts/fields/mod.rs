//! What a column can mean, and the headers by which shops call it.

mod words;

use self::words::FIELDS;

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::imports) enum Field {
    OrderId,
    CustomerId,
    Email,
    Phone,
    Name,
    OrderedAt,
    Amount,
    Currency,
    Quantity,
    UnitPrice,
    Discount,
    Tax,
    Shipping,
    Refunded,
    Status,
    Sku,
    Product,
    Category,
    Channel,
    Country,
    City,
    Coupon,
    /// What the position cost the shop.
    Cost,
    /// What one piece of it cost.
    UnitCost,
    EmailConsent,
    SmsConsent,
    ConsentAt,
    ConsentText,
    /// What the customer paid in all, with tax and shipping.
    Total,
    /// Discount of one position.
    LineDiscount,
    /// When an order was called off, or whether.
    CancelledAt,
    /// The parts of a name, where they stand apart.
    FirstName,
    LastName,
    /// What one position brought, where the amount is the order's.
    LineAmount,
    /// All positions of an order in one cell (WooCommerce).
    PackedLines,
}

use Field::*;

impl Field {
    /// The number of fields, for arrays indexed by one.
    pub const COUNT: usize = FIELDS.len();

    /// Every field, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Field> {
        FIELDS.iter().map(|(field, ..)| *field)
    }

    /// The fields a person can map by hand.
    pub fn mappable() -> impl Iterator<Item = Field> {
        let by_layouts_only = [Total, LineDiscount, CancelledAt, PackedLines];
        Self::all().filter(move |field| !by_layouts_only.contains(field))
    }

    /// Its name on the command line and in the API.
    pub fn name(self) -> &'static str {
        FIELDS[self as usize].1
    }

    /// The field of this name.
    pub fn named(name: &str) -> Option<Field> {
        Self::all().find(|field| field.name() == name)
    }

    /// The headers that mean it, the best one first.
    pub fn aliases(self) -> &'static [&'static str] {
        FIELDS[self as usize].2
    }

    /// Whether its cells are amounts of money.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            Amount
                | UnitPrice
                | Discount
                | Tax
                | Shipping
                | Refunded
                | Cost
                | UnitCost
                | Total
                | LineDiscount
                | LineAmount
        )
    }

    /// Whether it tells about one position rather than about the whole order.
    pub fn is_of_line(self) -> bool {
        matches!(
            self,
            Quantity
                | UnitPrice
                | Sku
                | Product
                | Category
                | Cost
                | UnitCost
                | LineDiscount
                | LineAmount
        )
    }
}

/// A header as it is compared: small letters and digits only.
pub(in crate::imports) fn plain(header: &str) -> String {
    header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ё' { 'е' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_the_order_of_the_fields() {
        for (at, field) in Field::all().enumerate() {
            assert_eq!(field as usize, at, "{field:?}");
        }
    }

    #[test]
    fn no_header_means_two_things() {
        let mut seen = std::collections::HashMap::new();
        for field in Field::all() {
            for alias in field.aliases() {
                assert_eq!(*alias, plain(alias));
                assert_eq!(seen.insert(*alias, field), None, "{alias}");
            }
        }
    }
}
