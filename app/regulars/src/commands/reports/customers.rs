//! The list of customers in a terminal.

use anyhow::{Result, anyhow};
use collect::shop::Shop;
use know::people::EmailConsent;
use know::people::api::{PeopleQuery, PersonOut, page_of};

use super::{Args, Table, money, save};
use crate::{WrongUsage, print};

/// Prints a page of the list; everybody who matches goes into a file.
pub(crate) async fn run_customers(shop: &Shop, args: Args<PeopleQuery>) -> Result<()> {
    let Args { options, output } = args;
    let shop = &if output.fresh { shop.clone().afresh() } else { shop.clone() };
    if output.is_file() {
        return save(shop, options, &output).await;
    }
    let page = page_of(shop, options).await.map_err(|problem| {
        let of_field = problem.errors.first();
        let said = of_field.map(|fault| format!("{}: {}", fault.field, fault.message));
        let said = said.unwrap_or(problem.detail);
        if problem.status < 500 { WrongUsage(said).into() } else { anyhow!(said) }
    })?;
    if output.json {
        println!("{}", serde_json::to_string_pretty(&page)?);
        return Ok(());
    }
    let Table { columns, rows, n_words } = table(&page.items);
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    println!("{}", print::table(&columns, &rows, n_words));
    if let Some(next) = &page.next {
        eprintln!("note: there are more: --after {next}");
    }
    Ok(())
}

fn table(people: &[PersonOut]) -> Table {
    let columns =
        ["customer", "name", "e-mail", "group", "may be written to", "orders", "revenue", "silent"];
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    let row = |person: &PersonOut| {
        let answer = match person.email_consent {
            EmailConsent::Granted => "yes",
            EmailConsent::Denied => "no",
            EmailConsent::Missing => "",
        };
        vec![
            person.customer_id.clone(),
            word(&person.name),
            word(&person.email),
            word(&person.rfm_group),
            answer.to_owned(),
            person.orders.to_string(),
            money(person.revenue),
            person.recency_days.map(|days| format!("{days} d")).unwrap_or_default(),
        ]
    };
    Table::new(&columns, 5, people.iter().map(row).collect())
}
