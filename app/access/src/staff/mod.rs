//! Staff: the people who work in the shop and see the page.
//!
//! There is always an owner once there has been one: the last cannot be removed or made less.
//! Somebody without a password has been invited and comes in by a one-time link.
//!
//! Start reading at [`create`].

pub mod api;
pub mod password;
pub(crate) mod rows;

use domain::{Instant, StaffId};
use records::{RecordsError, ShopTx};

use crate::rights::Role;
use crate::{second, sessions, tickets};

/// Somebody of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Our id.
    pub id: StaffId,
    /// What he signs in with, in small letters.
    pub email: String,
    /// What the others call him.
    pub name: String,
    /// What he may do.
    pub role: Role,
    /// Since when he is known.
    pub created_at: Instant,
    /// Whether he has chosen a password.
    pub has_password: bool,
    /// Whether a code of his telephone is asked for besides.
    pub has_second_factor: bool,
}

/// Somebody to be taken in.
#[derive(Clone, Debug)]
pub struct Newcomer<'a> {
    /// What he will sign in with.
    pub email: &'a str,
    /// What the others call him; the e-mail's first part when it is empty.
    pub name: &'a str,
    /// What he may do.
    pub role: Role,
}

/// Why the staff stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// Not an e-mail.
    #[error("`{0}` is no e-mail address: write it as name@example.org")]
    BadEmail(String),
    /// Somebody else signs in with it.
    #[error("somebody with the e-mail `{0}` is there already")]
    EmailTaken(String),
    /// Too long, or with signs that belong to no name.
    #[error("a name has at most {NAME_MAX} letters and no line ends")]
    BadName,
    /// Nobody would be left who may do everything.
    #[error("this is the last owner; make somebody else an owner first")]
    LastOwner,
    /// The records failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// The longest name and the longest e-mail (source: RFC 5321, 4.5.3.1).
const NAME_MAX: usize = 100;
const EMAIL_MAX: usize = 254;

/// Takes somebody in, without a password yet.
pub async fn create(tx: &mut ShopTx, newcomer: &Newcomer<'_>) -> Result<Staff, StaffError> {
    let email = sound_email(newcomer.email)?;
    if rows::find_by_email(tx, &email).await?.is_some() {
        return Err(StaffError::EmailTaken(email));
    }
    let name = match sound_name(newcomer.name)? {
        "" => email.split('@').next().unwrap_or_default().to_owned(),
        name => name.to_owned(),
    };
    let staff = Staff {
        id: tx.new_id(),
        email,
        name,
        role: newcomer.role,
        created_at: tx.now(),
        has_password: false,
        has_second_factor: false,
    };
    rows::add(tx, &staff).await?;
    Ok(staff)
}

/// Whether anybody has been taken in yet.
pub async fn is_anybody(tx: &mut ShopTx) -> Result<bool, RecordsError> {
    rows::is_anybody(tx).await
}

/// Everybody, by e-mail.
pub async fn list(tx: &mut ShopTx) -> Result<Vec<Staff>, RecordsError> {
    rows::list(tx).await
}

/// Somebody by his id.
pub async fn find(tx: &mut ShopTx, id: StaffId) -> Result<Option<Staff>, RecordsError> {
    rows::find(tx, id).await
}

/// Somebody by what he signs in with, however it is spelled.
pub async fn find_by_email(tx: &mut ShopTx, email: &str) -> Result<Option<Staff>, RecordsError> {
    rows::find_by_email(tx, &email.trim().to_lowercase()).await
}

/// Gives somebody another role; what is open in his browsers obeys it at once.
pub async fn change_role(tx: &mut ShopTx, staff: &Staff, role: Role) -> Result<(), StaffError> {
    if role != Role::Owner {
        keep_an_owner(tx, staff).await?;
    }
    Ok(rows::change_role(tx, staff.id, role).await?)
}

/// Changes what the others call somebody.
pub async fn rename(tx: &mut ShopTx, id: StaffId, name: &str) -> Result<(), StaffError> {
    match sound_name(name)? {
        "" => Err(StaffError::BadName),
        name => Ok(rows::rename(tx, id, name).await?),
    }
}

/// Lets somebody go: his sessions and links end with him; what he did stays in the audit log.
pub async fn remove(tx: &mut ShopTx, staff: &Staff) -> Result<(), StaffError> {
    keep_an_owner(tx, staff).await?;
    sessions::end_all(tx, staff.id).await?;
    tickets::forget(tx, staff.id).await?;
    second::remove(tx, staff.id).await?;
    Ok(rows::remove(tx, staff.id).await?)
}

/// Gives somebody a new password; whoever came in by the old one is out.
pub async fn set_password(
    tx: &mut ShopTx,
    id: StaffId,
    kept: &password::Kept,
) -> Result<(), RecordsError> {
    sessions::end_all(tx, id).await?;
    tickets::forget(tx, id).await?;
    rows::set_password(tx, id, kept.as_str()).await
}

/// Refuses when nobody else is an owner; the owners are locked, so that two cannot leave at once.
async fn keep_an_owner(tx: &mut ShopTx, leaving: &Staff) -> Result<(), StaffError> {
    let owners = rows::lock_owners(tx).await?;
    match owners.iter().any(|id| *id != leaving.id) || !owners.contains(&leaving.id) {
        true => Ok(()),
        false => Err(StaffError::LastOwner),
    }
}

fn sound_name(name: &str) -> Result<&str, StaffError> {
    let name = name.trim();
    let is_sound = name.chars().count() <= NAME_MAX && !name.contains(char::is_control);
    if is_sound { Ok(name) } else { Err(StaffError::BadName) }
}

fn sound_email(email: &str) -> Result<String, StaffError> {
    let email = email.trim().to_lowercase();
    let is_sound = email.len() <= EMAIL_MAX
        && !email.contains(|c: char| c.is_whitespace() || c.is_control())
        && email.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty() && !domain.is_empty() && !domain.contains('@')
        });
    if is_sound { Ok(email) } else { Err(StaffError::BadEmail(email)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_e_mail_is_taken_in_small_letters_and_nonsense_is_not() {
        assert_eq!(sound_email(" Anna@Example.Test ").expect("sound"), "anna@example.test");
        for wrong in ["", "anna", "@example.test", "anna@", "a@b@c", "a b@c", "a@b\nc"] {
            assert!(sound_email(wrong).is_err(), "{wrong:?}");
        }
    }
}
