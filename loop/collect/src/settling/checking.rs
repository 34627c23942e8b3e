//! Whether the columns say what the rows say, and their files are as they were written.

use facts::Session;

use super::rows::{self, SUMS_OF_COLUMNS};
use super::{SettlingError, session, writing};
use crate::shop::{Shop, news};

/// What a comparison of rows and columns came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Orders compared.
    pub n_orders: i64,
    /// Sixteenths of the customers whose orders differ in number or in sum.
    pub differing: Vec<i64>,
    /// Files looked at, byte by byte.
    pub n_files: i64,
    /// Files that are missing or not as they were written.
    pub damaged: Vec<String>,
}

/// How often something may happen in the shop while it is compared.
const TRIES: usize = 3;

/// Compares rows with columns, and the files of columns with what was noted of them.
pub async fn agreement(shop: &Shop) -> Result<Agreement, SettlingError> {
    let (n_files, damaged) = files(shop).await?;
    let mut agreement = Agreement { n_files, damaged, ..Agreement::default() };
    if !agreement.damaged.is_empty() {
        return Ok(agreement);
    }
    for _ in 0..TRIES {
        let before = news::last(&mut shop.read().await?).await?;
        let by_columns = of_columns(&session(shop).await?).await?;
        let mut tx = shop.read().await?;
        let by_rows = rows::sums(&mut tx).await?;
        agreement.n_orders = by_rows.iter().map(|(_, n, _)| n).sum();
        agreement.differing = differing(&by_rows, &by_columns);
        if agreement.differing.is_empty() || news::last(&mut tx).await? == before {
            break;
        }
    }
    Ok(agreement)
}

async fn files(shop: &Shop) -> Result<(i64, Vec<String>), SettlingError> {
    let noted = rows::digests(&mut shop.read().await?).await?;
    let (mut n_files, mut damaged) = (0, Vec::new());
    for (name, noted) in noted {
        n_files += 1;
        let path = shop.facts().path_of(&name);
        let looked = tokio::task::spawn_blocking(move || writing::digest_of(&path)).await;
        let is_sound = match looked {
            Ok(Ok(digest)) => noted.is_none_or(|noted| noted == digest),
            _ => false,
        };
        if !is_sound {
            damaged.push(name);
        }
    }
    // A settling that came between has taken files away that were replaced.
    let named = rows::digests(&mut shop.read().await?).await?;
    damaged.retain(|name| named.iter().any(|(still, _)| still == name));
    Ok((n_files, damaged))
}

async fn of_columns(session: &Session) -> Result<Vec<(i64, i64, i64)>, SettlingError> {
    let counts = session.numbers(SUMS_OF_COLUMNS[0]).await?;
    let sums = session.numbers(SUMS_OF_COLUMNS[1]).await?;
    let whole = |number: Option<f64>| number.unwrap_or_default() as i64;
    let both = counts.into_iter().zip(sums);
    Ok(both.map(|((bucket, n), (_, sum))| (bucket, whole(n), whole(sum))).collect())
}

/// Buckets that are not the same on both sides, or only on one.
fn differing(rows: &[(i64, i64, i64)], columns: &[(i64, i64, i64)]) -> Vec<i64> {
    let only = |these: &[(i64, i64, i64)], those: &[(i64, i64, i64)]| {
        let missing = these.iter().filter(|one| !those.contains(one));
        missing.map(|(bucket, ..)| *bucket).collect::<Vec<i64>>()
    };
    let mut all = [only(rows, columns), only(columns, rows)].concat();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_differs_by_number_by_sum_or_by_not_being_there() {
        let rows = [(0, 2, 500), (1, 3, 700), (2, 1, 100)];
        assert!(differing(&rows, &rows).is_empty());
        assert_eq!(differing(&rows, &[(0, 2, 500), (1, 3, 701), (2, 2, 100)]), [1, 2]);
        assert_eq!(differing(&rows, &rows[..2]), [2]);
        assert_eq!(differing(&rows[..1], &rows), [1, 2]);
    }
}
