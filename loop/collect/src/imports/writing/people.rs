//! People of a file without orders: who they are, what they are known by, what they answered.
//!
//! What the file tells of somebody who was known fills in what was not; what it contradicts stays.
//! An answer without its day is dated by the file alone, so a yes of it is the owner's word for the
//! person, which never undoes a no; a no counts as of now.

use domain::{CustomerId, Instant};
use records::ShopTx;

use super::{Draft, Writer};
use crate::consent::{self, Consent, Ground};
use crate::customers::{self, Known};
use crate::fields::{self, Telling};
use crate::imports::ImportError;
use crate::imports::gathering::{Gathered, Progress, Summary};
use crate::imports::reading::fault::Fault;
use crate::orders::draft::PersonDraft;
use crate::privacy::guard;

impl Draft for PersonDraft {
    fn each(
        gathered: Gathered<'_>,
        has_ground: bool,
        progress: &Progress,
        take: impl FnMut(Self) -> Result<(), Fault>,
    ) -> Result<Summary, Fault> {
        gathered.each_person(has_ground, progress, take)
    }

    async fn write(
        writer: &mut Writer<'_>,
        tx: &mut ShopTx,
        people: &[Self],
    ) -> Result<u64, ImportError> {
        let all: Vec<&PersonDraft> = people.iter().collect();
        let refused = guard::refused_people(tx, writer.numbers, &all).await?;
        let n_refused = refused.iter().filter(|&&is_refused| is_refused).count() as u64;
        writer.n_forgotten += n_refused;
        writer.n_rows_forgotten += n_refused;
        let welcome = all.into_iter().zip(refused).filter(|(_, is_refused)| !is_refused);
        let people: Vec<&PersonDraft> = welcome.map(|(person, _)| person).collect();

        let source = writer.source();
        let met = customers::meet(tx, (writer.numbers, &source), &people).await?;
        customers::brought(tx, writer.id, &met.new).await?;
        let told: Vec<_> = met.known.iter().copied().zip(people.iter().copied()).collect();
        customers::tell_all_more(tx, &source, &told).await?;
        let now = tx.now();
        let answers = told.iter().flat_map(|one| answers(writer, one, now)).collect();
        consent::declare_many(tx, answers).await?;
        let told = told.iter().map(|one| fields_told(one, now)).collect();
        fields::tell_many(tx, &source, told).await?;
        writer.n_changes.n_new_people += met.new.len() as u64;
        Ok(people.len() as u64)
    }
}

/// What somebody answered, and the ground that the owner declared.
fn answers(
    writer: &mut Writer<'_>,
    (customer, person): &(Known, &PersonDraft),
    now: Instant,
) -> Vec<(CustomerId, Consent)> {
    let given = person.consents.iter().map(|answer| {
        let consent = writer.answer(answer, answer.at.unwrap_or(now));
        let is_declared = answer.granted && answer.at.is_none();
        let ground = if is_declared { Ground::OptIn } else { Ground::Answer };
        (customer.id, Consent { ground, ..consent })
    });
    let mut answers: Vec<_> = given.collect();
    answers.extend(writer.declared(customer.id, now));
    answers
}

/// What somebody is known by in the shop's own fields.
fn fields_told((customer, person): &(Known, &PersonDraft), now: Instant) -> Telling {
    let values = person.fields.iter().map(|(field, value)| (field.clone(), Some(value.clone())));
    Telling { of: *customer, at: now, values: values.collect() }
}
