//! What is done because of a person without a message: a task for somebody of the shop, a call of
//! another program.
//!
//! No consent is asked: nothing reaches him by it, and who takes the task on is told what he
//! allows. But what comes of it may reach him, a voice on the telephone or a present; so who is
//! held out is held out of this too, and the arm is written down as it is for messages.

use collect::customers::Known;
use records::{RecordsError, ShopTx};

use super::decide::{Bar, Outcome, Touch, Verdict, side};
use super::hold_out::Arm;
use super::{dossier, rows};
use crate::reasons::Reason;

/// Deals a person whom something is to be done about, and writes the side down.
///
/// The same side as for every message that is dealt under that name. Whoever is not known any more
/// is on the side where nothing is done.
pub async fn decide_beside(
    tx: &mut ShopTx,
    touch: &Touch,
    person: Known,
) -> Result<Arm, RecordsError> {
    let known = dossier::people(tx, touch, &[person]).await?.into_iter().next();
    let Some((known, _)) = known.filter(|(known, _)| known.bar != Some(Bar::Erased)) else {
        return Ok(Arm::HeldOut);
    };
    let (outcome, reason, arm) = match side(touch, &known) {
        None => return Ok(Arm::HeldOut),
        Some(Arm::HeldOut) => (Outcome::HeldOut, Reason::HeldOut, Arm::HeldOut),
        Some(Arm::Treated) => (Outcome::Write, Reason::Allowed, Arm::Treated),
    };
    let verdict = Verdict { outcome, reason, arm: Some(arm), variant: None, not_before: None };
    rows::expose(tx, touch.dealt_by, [(person, verdict)].into_iter()).await?;
    Ok(arm)
}
