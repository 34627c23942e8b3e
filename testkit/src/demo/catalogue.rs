//! What Corner Bakery sells.

/// One article on the shelf.
#[derive(Debug, PartialEq, Eq)]
pub struct Product {
    /// The article number.
    pub sku: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The shelf it stands on.
    pub category: &'static str,
    /// Price of one, in cents.
    pub price: i64,
    /// What one costs the shop, in cents.
    pub cost: i64,
}

/// The shelves, and how often an order begins at each.
pub(super) const SHELVES: [(&str, f64); 8] = [
    ("Bread", 28.0),
    ("Rolls", 20.0),
    ("Pastry", 18.0),
    ("Cakes", 8.0),
    ("Cookies", 9.0),
    ("Savoury", 8.0),
    ("Drinks", 6.0),
    ("Gifts", 3.0),
];

macro_rules! products {
    ($([$category:literal] $($sku:literal $name:literal $price:literal $cost:literal;)*)*) => {
        /// Everything on the shelves, the best sellers of each shelf first.
        pub const PRODUCTS: &[Product] = &[$($(
            Product { sku: $sku, name: $name, category: $category, price: $price, cost: $cost },
        )*)*];
    };
}

products! {
["Bread"]
    "BR-01" "Sourdough loaf" 520 165;
    "BR-02" "Rye bread" 480 150;
    "BR-03" "Spelt bread" 560 190;
    "BR-04" "Baguette" 290 80;
    "BR-05" "Ciabatta" 340 95;
    "BR-06" "Walnut bread" 610 235;
    "BR-07" "Potato bread" 470 140;
    "BR-08" "Toast bread" 390 110;
    "BR-09" "Borodinsky rye" 540 175;
    "BR-10" "Gluten-free loaf" 690 290;
["Rolls"]
    "RO-01" "Wheat roll" 55 14;
    "RO-02" "Pretzel" 120 30;
    "RO-03" "Poppy seed roll" 75 20;
    "RO-04" "Sesame roll" 75 20;
    "RO-05" "Rye roll" 85 22;
    "RO-06" "Pumpkin seed roll" 95 28;
    "RO-07" "Milk roll" 110 32;
    "RO-08" "Bagel" 160 45;
["Pastry"]
    "PA-01" "Butter croissant" 210 62;
    "PA-02" "Chocolate croissant" 260 84;
    "PA-03" "Cinnamon bun" 280 80;
    "PA-04" "Apple turnover" 270 78;
    "PA-05" "Poppy seed snail" 250 70;
    "PA-06" "Cheese vatrushka" 240 72;
    "PA-07" "Raspberry Danish" 310 105;
    "PA-08" "Almond croissant" 330 120;
    "PA-09" "Cherry strudel" 350 115;
    "PA-10" "Cream puff" 290 95;
["Cakes"]
    "CA-01" "Cheesecake" 2900 1050;
    "CA-02" "Honey cake" 3200 1150;
    "CA-03" "Chocolate cake" 3400 1300;
    "CA-04" "Carrot cake" 2800 950;
    "CA-05" "Napoleon" 3100 1100;
    "CA-06" "Apple pie" 2400 780;
    "CA-07" "Lemon tart" 2600 900;
    "CA-08" "Birthday cake" 5400 2100;
["Cookies"]
    "CO-01" "Butter cookies" 450 140;
    "CO-02" "Oat cookies" 420 120;
    "CO-03" "Chocolate chip cookies" 480 165;
    "CO-04" "Gingerbread" 520 170;
    "CO-05" "Macarons" 1250 480;
    "CO-06" "Biscotti" 560 185;
    "CO-07" "Shortbread" 530 180;
["Savoury"]
    "SA-01" "Quiche Lorraine" 460 170;
    "SA-02" "Spinach pie" 430 150;
    "SA-03" "Cabbage pirozhok" 220 65;
    "SA-04" "Cheese sandwich" 420 165;
    "SA-05" "Focaccia" 390 115;
    "SA-06" "Pizza slice" 380 125;
    "SA-07" "Potato pirozhok" 210 60;
["Drinks"]
    "DR-01" "Coffee" 280 55;
    "DR-02" "Cappuccino" 340 80;
    "DR-03" "Black tea" 260 35;
    "DR-04" "Hot chocolate" 380 110;
    "DR-05" "Apple juice" 320 120;
["Gifts"]
    "GI-01" "Christmas stollen" 1890 720;
    "GI-02" "Cookie tin" 1650 620;
    "GI-03" "Breakfast basket" 4900 2250;
    "GI-04" "Advent calendar" 3900 1700;
    "GI-05" "Baking set" 2900 1300;
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_article_has_its_own_number_a_shelf_and_a_margin() {
        let numbers: HashSet<_> = PRODUCTS.iter().map(|product| product.sku).collect();
        assert_eq!(numbers.len(), PRODUCTS.len());
        for product in PRODUCTS {
            assert!(SHELVES.iter().any(|(shelf, _)| *shelf == product.category), "{product:?}");
            assert!(product.cost * 2 < product.price, "{product:?}");
        }
    }
}
