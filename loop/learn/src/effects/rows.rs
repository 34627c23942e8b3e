//! What the people of a campaign bought after they were dealt; reads only.

use act::contact::Arm;
use domain::{CampaignId, Currency, Instant};
use records::{FromQueryResult, RecordsError, ShopTx};

use super::arms::Person;

#[derive(FromQueryResult)]
struct PersonRow {
    arm: String,
    variant: Option<i64>,
    dealt_at: i64,
    n_orders: i64,
    revenue: i64,
}

/// Everybody a campaign dealt by then, with what he bought between his own dealing and the end
/// of his window; who bought nothing is there with zeros.
pub(super) async fn people(
    tx: &mut ShopTx,
    campaign: CampaignId,
    as_of: Instant,
    window: Option<i64>,
    currency: Option<Currency>,
) -> Result<Vec<Person>, RecordsError> {
    // A sum of whole numbers is a decimal on one engine; the cast makes it whole on both.
    let sql =
        "select exposure.arm, exposure.variant, exposure.dealt_at, count(orders.id) as n_orders,
                      cast(coalesce(sum(case when orders.currency = $4
                           then coalesce(orders.amount, 0) else 0 end), 0) as bigint) as revenue
               from exposure
               left join orders on orders.customer_no = exposure.customer_no
                    and orders.at > exposure.dealt_at and orders.at < $2
                    and orders.at < exposure.dealt_at + $3
                    and orders.status in ('paid', 'delivered')
                    and (orders.amount is null or orders.amount > 0)
               where exposure.campaign_id = $1 and exposure.dealt_at < $2
                    and exposure.set_aside is null
               group by exposure.customer_no, exposure.arm, exposure.variant,
                    exposure.dealt_at";
    // Half of the numbers there are: nobody lives that long, and adding to it does not overflow.
    let window = window.unwrap_or(i64::MAX / 2);
    let currency = currency.map_or_else(String::new, |currency| currency.code().to_owned());
    let values = vec![campaign.0.into(), as_of.0.into(), window.into(), currency.into()];
    let rows: Vec<PersonRow> = tx.rows(sql, values).await?;
    let person = |row: PersonRow| {
        let arm = Arm::of_word(&row.arm)
            .ok_or_else(|| RecordsError::Unreadable(format!("exposure to arm `{}`", row.arm)))?;
        Ok(Person {
            arm,
            variant: row.variant,
            dealt_at: Instant(row.dealt_at),
            orders: row.n_orders,
            revenue: row.revenue,
        })
    };
    rows.into_iter().map(person).collect()
}

/// Purchases of these people that are dated after the moment the report looks from.
pub(super) async fn n_later(
    tx: &mut ShopTx,
    campaign: CampaignId,
    as_of: Instant,
) -> Result<i64, RecordsError> {
    let sql = "select count(*) from exposure
               join orders on orders.customer_no = exposure.customer_no and orders.at >= $2
               where exposure.campaign_id = $1 and exposure.set_aside is null";
    tx.number(sql, vec![campaign.0.into(), as_of.0.into()]).await
}
