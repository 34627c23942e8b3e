//! Rows that bear a customer's id, and that follow him when two turn out to be one person.
//!
//! A row remembers the customer it arrived under (`profile_id`) from the moment it becomes another
//! one's. So parting needs no list of what was moved: what arrived under a customer, before the
//! merging or after it, is his again.

use uuid::Uuid;

use crate::{RecordsError, ShopTx, Value};

/// Where a table names the customer of each row.
#[derive(Clone, Copy, Debug)]
pub struct Bearing {
    /// The table; it has a column `profile_id`.
    pub table: &'static str,
    /// The column of his id.
    pub id: &'static str,
    /// The column of his number, where there is one.
    pub no: Option<&'static str>,
    /// Whether rows are found by his number; else by his id.
    pub by_no: bool,
    /// What a person has only one of: rows of which he has one already stay where they are.
    pub one_a: Option<&'static str>,
}

impl Bearing {
    /// Rows that bear a customer's id, of which a person may have any number.
    pub const fn of(table: &'static str) -> Self {
        Self { table, id: "customer_id", no: None, by_no: false, one_a: None }
    }

    /// The same rows, bearing his number too.
    #[must_use]
    pub const fn with_number(self) -> Self {
        Self { no: Some("customer_no"), ..self }
    }

    /// The same rows, of which a person has one of each of these.
    #[must_use]
    pub const fn one_a(self, column: &'static str) -> Self {
        Self { one_a: Some(column), ..self }
    }

    /// The column by which rows of a customer are found, and his value in it.
    fn found_by(&self, whose: Bearer) -> (&'static str, Value) {
        match self.no {
            Some(no) if self.by_no => (no, whose.no.into()),
            _ => (self.id, whose.id.into()),
        }
    }
}

/// A customer by the two names that rows bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// His id.
    pub id: Uuid,
    /// His dense number.
    pub no: i64,
}

/// How many rows are a customer's.
pub async fn count(tx: &mut ShopTx, of: &Bearing, whose: Bearer) -> Result<i64, RecordsError> {
    let (column, value) = of.found_by(whose);
    tx.number(&format!("select count(*) from {} where {column} = $1", of.table), vec![value]).await
}

/// Gives one customer's rows to another; answers how many went.
pub async fn follow(
    tx: &mut ShopTx,
    of: &Bearing,
    from: Bearer,
    to: Bearer,
) -> Result<u64, RecordsError> {
    let Bearing { table, id, .. } = of;
    let (column, value) = of.found_by(from);
    let mut values = vec![value, to.id.into()];
    let number = of.no.map_or_else(String::new, |no| {
        values.push(to.no.into());
        format!(", {no} = ${}", values.len())
    });
    let unless = of.one_a.map_or_else(String::new, |one| {
        format!("and {one} not in (select {one} from {table} where {id} = $2)")
    });
    let sql = format!(
        "update {} set profile_id = coalesce(profile_id, {id}), {id} = $2{number}
         where {column} = $1 {unless}",
        of.table
    );
    tx.run(&sql, values).await
}

/// Gives back what arrived under these profiles; answers how many rows went.
///
/// `to` is the customer who parts, and the first of the profiles; the others had become his before.
pub async fn part(
    tx: &mut ShopTx,
    of: &Bearing,
    from: Bearer,
    (to, profiles): (Bearer, &[Uuid]),
) -> Result<u64, RecordsError> {
    let Bearing { id, .. } = of;
    let (column, value) = of.found_by(from);
    let mut values = vec![value, to.id.into()];
    let number = of.no.map_or_else(String::new, |no| {
        values.push(to.no.into());
        format!(", {no} = ${}", values.len())
    });
    let mut places = Vec::with_capacity(profiles.len());
    for &profile in profiles {
        values.push(profile.into());
        places.push(format!("${}", values.len()));
    }
    let sql = format!(
        "update {} set {id} = $2{number},
             profile_id = case when profile_id = $2 then null else profile_id end
         where {column} = $1 and profile_id in ({})",
        of.table,
        places.join(", ")
    );
    tx.run(&sql, values).await
}
