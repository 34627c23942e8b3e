//! What marketing cost, what is wanted, and what new customers have left: from files to answers.

use serde_json::{Value, json};

use super::owner::Owner;

/// Anna buys two pieces and comes back, Boris buys one; Vera comes a month later.
const ORDERS: &str = "\
order_id,customer_id,ordered_at,sku,quantity,amount,unit_cost
1,anna,2026-01-05,rye,2,20.00,4.00
2,boris,2026-01-20,rye,1,10.00,4.00
3,anna,2026-02-10,rye,1,10.00,4.00
4,vera,2026-02-15,rye,1,10.00,4.00
";

const SPEND: &str = "month,channel,amount\n2026-01,web,9.00\nsoon,web,1.00\n";

fn euro(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "EUR" })
}

fn opened() -> Owner {
    let owner = Owner::new();
    let orders = owner.folder().join("orders.csv");
    std::fs::write(&orders, ORDERS).expect("the folder is writable");
    owner.imports(&orders);
    owner
}

fn row<'a>(report: &'a Value, id: &str) -> &'a Value {
    let rows = report["metrics"].as_array().expect("metrics");
    rows.iter().find(|row| row["id"] == id).expect("a metric")
}

#[test]
fn spend_of_a_file_is_taken_in_once_and_prices_the_new_customers() {
    let owner = opened();
    let spend = owner.folder().join("spend.csv");
    std::fs::write(&spend, SPEND).expect("the folder is writable");
    let path = spend.to_str().expect("a path of letters");
    let taken = owner.asks(&["spend", "import", path, "--json"]);
    assert_eq!((&taken["added"], &taken["total"]), (&json!(1), &euro(900)));
    assert_eq!(taken["rejected"][0]["line"], 3);
    let again = owner.asks(&["spend", "import", path, "--json"]);
    assert_eq!((&again["added"], &again["unchanged"]), (&json!(0), &json!(1)));

    let january = ["metrics", "--json", "--on", "2026-01-31", "--as-of", "2026-06-01"];
    let report = owner.asks(&january);
    assert_eq!(row(&report, "gross-profit")["value"], euro(3_000 - 1_200), "three pieces of 4.00");
    assert_eq!(row(&report, "cac")["value"], euro(450));
    assert_eq!(row(&report, "payback-months")["value"], 0.0);

    let report = owner.asks(&["acquisition", "--json", "--as-of", "2026-06-01"]);
    assert_eq!(report["total"]["new_customers"], 3);
    assert_eq!(report["total"]["cac"], euro(300));
    // Of three: 12 + 6 + 6 within thirty days; Anna's second order came on her 36th.
    assert_eq!(report["total"]["worth"][0]["each"], euro(800));
    assert_eq!(report["total"]["worth"][1]["each"], euro(1_000));
}

#[test]
fn a_target_stands_beside_its_metric_until_it_is_removed() {
    let owner = opened();
    owner.runs(&["target", "set", "orders", "3"]);
    owner.runs(&["target", "set", "crr-strict", "60%", "--on", "2026-02-14"]);
    let february = ["metrics", "--json", "--on", "2026-02-14", "--as-of", "2026-06-01"];
    let report = owner.asks(&february);
    let aim = json!({ "value": 3, "gap": -1.0, "reached": false });
    assert_eq!(row(&report, "orders")["target"], aim);
    assert_eq!(row(&report, "crr-strict")["target"]["value"], 0.6);
    assert_eq!(owner.asks(&["target", "list", "--json"]).as_array().map(Vec::len), Some(2));

    owner.runs(&["target", "remove", "orders"]);
    assert_eq!(row(&owner.asks(&february), "orders")["target"], Value::Null);
    let output = owner.command(&["target", "set", "crr-strict", "60"]).output();
    let output = output.expect("the program starts");
    assert!(!output.status.success(), "60 is no share");
}

#[test]
fn a_file_of_costs_answers_what_the_orders_brought_once_they_are_taken_off() {
    let owner = Owner::new();
    let orders = owner.folder().join("orders.csv");
    std::fs::write(&orders, ORDERS.replace("unit_cost", "colour")).expect("the folder is writable");
    owner.imports(&orders);
    let january = ["metrics", "--json", "--on", "2026-01-31", "--as-of", "2026-06-01"];
    assert_eq!(row(&owner.asks(&january), "gross-profit")["value"], Value::Null);
    let uncosted = owner.asks(&["products", "uncosted", "--json"]);
    assert_eq!(
        uncosted,
        json!([{ "sku": "rye", "name": null, "pieces": 5.0, "revenue": euro(5_000) }])
    );

    let products = owner.folder().join("products.csv");
    let told = "sku,name,cost,from\nrye,Rye bread,4.00,\nrye,,5.00,2026-02-12\n";
    std::fs::write(&products, told).expect("the folder is writable");
    let path = products.to_str().expect("a path of letters");
    let tried = owner.asks(&["products", "import", path, "--dry-run", "--json"]);
    assert_eq!((&tried["costs_new"], &tried["dry_run"]), (&json!(2), &json!(true)));
    assert_eq!(row(&owner.asks(&january), "gross-profit")["value"], Value::Null);
    let taken = owner.asks(&["products", "import", path, "--json"]);
    assert_eq!((&taken["products_new"], &taken["costs_new"]), (&json!(1), &json!(2)));
    let january = owner.asks(&january);
    assert_eq!(row(&january, "gross-profit")["value"], euro(3_000 - 1_200), "three pieces of 4.00");
    let february = ["metrics", "--json", "--on", "2026-02-14", "--as-of", "2026-06-01"];
    let profit = |report: &Value| row(report, "gross-profit")["value"].clone();
    assert_eq!(profit(&owner.asks(&february)), euro(2_000 - 400 - 500), "4.00, then 5.00");

    owner.runs(&["products", "cost", "rye", "6", "--from", "2026-02-12"]);
    assert_eq!(profit(&owner.asks(&february)), euro(2_000 - 400 - 600));
    owner.runs(&["products", "forget-cost", "rye", "--from", "2026-02-12"]);
    assert_eq!(profit(&owner.asks(&february)), euro(2_000 - 800));
    let wrong = owner.command(&["products", "cost", "rye", "cheap"]).output();
    assert!(!wrong.expect("the program starts").status.success(), "cheap is no cost");
}

#[test]
fn people_of_a_file_are_taken_in_and_listed_behind_those_who_bought() {
    let owner = opened();
    let people = owner.folder().join("people.csv");
    let list = "id,email,name,newsletter\nzoe,zoe@example.org,Zoe,yes\n,,Nobody,\n";
    std::fs::write(&people, list).expect("the folder is writable");
    let path = people.to_str().expect("a path of letters");
    let taken = owner.asks(&["import", path, "--json"]);
    let taken = taken.as_array().and_then(|all| all.first()).unwrap_or(&taken).clone();
    assert_eq!((&taken["kind"], &taken["customers_new"]), (&json!("customers"), &json!(1)));
    assert_eq!(taken["rejected"][0]["line"], 3);
    let listed = owner.asks(&["customers", "--json", "--sort", "orders"]);
    let items = listed["items"].as_array().expect("items");
    let last = items.last().expect("somebody");
    assert_eq!((items.len(), &last["name"], &last["orders"]), (4, &json!("Zoe"), &json!(0)));
    assert_eq!((&last["rfm_group"], &last["email_consent"]), (&Value::Null, &json!("granted")));
    let refused = owner.command(&["import", path, "--kind", "orders"]).output();
    assert!(!refused.expect("the program starts").status.success(), "there are no orders in it");
}
