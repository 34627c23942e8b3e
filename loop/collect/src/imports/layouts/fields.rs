//! What a column can mean, and the headers by which shops call it.

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

/// Every field, its name on the command line and in the API, and the headers that mean it.
///
/// Headers are compared without case, blanks and signs. Better ones stand first: of two columns
/// that fit, the earlier name wins.
const FIELDS: &[(Field, &str, &[&str])] = &[
    (
        OrderId,
        "order_id",
        &[
            "orderid",
            "ordernumber",
            "orderno",
            "ordernum",
            "orderref",
            "invoiceno",
            "invoiceid",
            "invoicenumber",
            "invoice",
            "transactionid",
            "receiptno",
            "receiptid",
            "order",
            "номерзаказа",
            "идзаказа",
            "idзаказа",
            "заказ",
            "заказа",
            "номерчека",
            "чек",
            "номерзамовлення",
            "ідзамовлення",
            "idзамовлення",
            "замовлення",
            "id",
        ],
    ),
    (
        CustomerId,
        "customer_id",
        &[
            "customerid",
            "customernumber",
            "customerno",
            "custid",
            "clientid",
            "userid",
            "membernumber",
            "memberid",
            "buyerid",
            "accountid",
            "customer",
            "client",
            "member",
            "idклиента",
            "кодклиента",
            "номерклиента",
            "клиентid",
            "клиент",
            "покупатель",
            "idклієнта",
            "кодклієнта",
            "номерклієнта",
            "клієнт",
            "покупець",
            "номеркарты",
            "номеркартки",
        ],
    ),
    (
        Email,
        "email",
        &[
            "email",
            "customeremail",
            "emailaddress",
            "mail",
            "billingemail",
            "buyeremail",
            "clientemail",
            "электроннаяпочта",
            "почта",
            "имейл",
            "емейл",
            "елпошта",
            "електроннапошта",
            "пошта",
        ],
    ),
    (
        Phone,
        "phone",
        &[
            "phone",
            "phonenumber",
            "customerphone",
            "telephone",
            "mobile",
            "tel",
            "billingphone",
            "customerphones",
            "buyerphone",
            "clientphone",
            "контактныйтелефон",
            "контактнийтелефон",
            "телефон",
            "номертелефона",
            "телефонклиента",
            "номертелефону",
            "телефонклієнта",
            "тел",
        ],
    ),
    (
        Name,
        "name",
        &[
            "customername",
            "fullname",
            "clientname",
            "buyername",
            "billingname",
            "имяклиента",
            "фио",
            "имя",
            "имяпокупателя",
            "піб",
            "імяклієнта",
            "імя",
            "імяпокупця",
        ],
    ),
    (
        OrderedAt,
        "ordered_at",
        &[
            "orderedat",
            "orderdate",
            "ordertime",
            "orderdatetime",
            "createdat",
            "datecreated",
            "invoicedate",
            "purchasedate",
            "transactiondate",
            "purchasedat",
            "datetime",
            "date",
            "timestamp",
            "created",
            "time",
            "датазаказа",
            "датаивремя",
            "датасоздания",
            "создан",
            "датапокупки",
            "датаивремяоформления",
            "датаоформления",
            "датазамовлення",
            "датаічас",
            "датастворення",
            "створено",
            "дата",
        ],
    ),
    (
        Amount,
        "amount",
        &[
            "amount",
            "netamount",
            "linetotal",
            "lineamount",
            "netsales",
            "sales",
            "revenue",
            "ordertotal",
            "orderamount",
            "totalamount",
            "grandtotal",
            "totalprice",
            "total",
            "sum",
            "value",
            "суммазаказа",
            "сумма",
            "выручка",
            "итого",
            "стоимость",
            "сумазамовлення",
            "сума",
            "виручка",
            "разом",
            "всього",
            "вартість",
        ],
    ),
    (Currency, "currency", &["currency", "currencycode", "валюта", "кодвалюты", "кодвалюти"]),
    (
        Quantity,
        "quantity",
        &[
            "quantity",
            "qty",
            "itemquantity",
            "units",
            "pieces",
            "количество",
            "колво",
            "кол",
            "штук",
            "шт",
            "кількість",
            "кть",
        ],
    ),
    (
        UnitPrice,
        "unit_price",
        &[
            "unitprice",
            "itemprice",
            "priceeach",
            "price",
            "ценазаединицу",
            "цена",
            "ціназаодиницю",
            "ціна",
        ],
    ),
    (
        Discount,
        "discount",
        &["discount", "discountamount", "discounttotal", "скидка", "суммаскидки", "знижка"],
    ),
    (Tax, "tax", &["tax", "taxes", "taxamount", "vat", "ндс", "налог", "пдв", "податок"]),
    (
        Shipping,
        "shipping",
        &[
            "shipping",
            "shippingcost",
            "shippingamount",
            "delivery",
            "доставка",
            "стоимостьдоставки",
            "вартістьдоставки",
        ],
    ),
    (
        Refunded,
        "refunded",
        &["refunded", "refundedamount", "refundamount", "возврат", "повернення"],
    ),
    (
        Status,
        "status",
        &[
            "status",
            "orderstatus",
            "orderstate",
            "paymentstatus",
            "статус",
            "статусзаказа",
            "статусзамовлення",
        ],
    ),
    (
        Sku,
        "sku",
        &[
            "sku",
            "productid",
            "productcode",
            "stockcode",
            "itemid",
            "itemcode",
            "article",
            "артикул",
            "кодтовара",
            "кодтовару",
        ],
    ),
    (
        Product,
        "product",
        &[
            "product",
            "productname",
            "itemname",
            "itemdescription",
            "item",
            "description",
            "title",
            "товар",
            "названиетовара",
            "наименование",
            "номенклатура",
            "назватовару",
            "найменування",
        ],
    ),
    (
        Category,
        "category",
        &["category", "productcategory", "department", "категория", "категориятовара", "категорія"],
    ),
    (
        Channel,
        "channel",
        &[
            "channel",
            "saleschannel",
            "source",
            "канал",
            "каналпродаж",
            "источник",
            "каналпродажу",
            "джерело",
        ],
    ),
    (
        Country,
        "country",
        &["country", "shippingcountry", "billingcountry", "customercountry", "страна", "країна"],
    ),
    (
        City,
        "city",
        &["city", "town", "shippingcity", "billingcity", "customercity", "город", "місто"],
    ),
    (Coupon, "coupon", &["coupon", "couponcode", "promocode", "discountcode", "промокод", "купон"]),
    (Cost, "cost", &["cost", "totalcost", "cogs", "себестоимость", "собівартість"]),
    (
        UnitCost,
        "unit_cost",
        &[
            "unitcost",
            "costprice",
            "costperitem",
            "себестоимостьединицы",
            "закупочнаяцена",
            "ценазакупки",
            "собівартістьодиниці",
            "закупівельнаціна",
            "ціназакупівлі",
        ],
    ),
    (
        EmailConsent,
        "email_consent",
        &[
            "emailconsent",
            "acceptsmarketing",
            "acceptsemailmarketing",
            "marketingconsent",
            "newsletter",
            "согласиенарассылку",
            "согласие",
            "подписка",
            "згоданарозсилку",
            "згода",
            "підписка",
        ],
    ),
    (
        SmsConsent,
        "sms_consent",
        &["smsconsent", "acceptssmsmarketing", "согласиенасмс", "згоданасмс"],
    ),
    (ConsentAt, "consent_at", &["consentat", "consentdate", "датасогласия", "датазгоди"]),
    (ConsentText, "consent_text", &["consenttext", "текстсогласия", "текстзгоди"]),
    (Total, "total", &[]),
    (LineDiscount, "line_discount", &[]),
    (CancelledAt, "cancelled_at", &[]),
    (
        FirstName,
        "first_name",
        &["firstname", "customerfirstname", "billingfirstname", "buyerfirstname", "clientfirstname"],
    ),
    (
        LastName,
        "last_name",
        &[
            "lastname",
            "surname",
            "customerlastname",
            "billinglastname",
            "buyerlastname",
            "clientlastname",
            "фамилия",
            "прізвище",
        ],
    ),
    (LineAmount, "line_amount", &[]),
    (PackedLines, "packed_lines", &[]),
];

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
