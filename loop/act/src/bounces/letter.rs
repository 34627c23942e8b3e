//! A letter of ours that somebody reports about.

use domain::{CustomerId, MessageId};
use records::{RecordsError, ShopTx};

use crate::channels::Channel;
use crate::messages::{self, ServiceMessage};
use crate::outbox::{self, Message};

/// A letter that something is told of: of a campaign, or one that was owed.
pub(super) enum Letter {
    Message(Message),
    Service(ServiceMessage),
}

impl Letter {
    pub(super) async fn find(tx: &mut ShopTx, id: MessageId) -> Result<Option<Self>, RecordsError> {
        if let Some(message) = outbox::find(tx, id).await? {
            return Ok((message.channel == Channel::Email).then_some(Self::Message(message)));
        }
        let owed = messages::find(tx, id).await?;
        let owed = owed.filter(|one| one.channel == Channel::Email);
        Ok(owed.map(Self::Service))
    }

    pub(super) fn id(&self) -> MessageId {
        match self {
            Self::Message(message) => message.id,
            Self::Service(message) => message.id,
        }
    }

    pub(super) fn address(&self) -> &str {
        match self {
            Self::Message(message) => &message.address,
            Self::Service(message) => &message.address,
        }
    }

    pub(super) fn customer(&self) -> Option<CustomerId> {
        match self {
            Self::Message(message) => Some(message.customer.id),
            Self::Service(message) => message.customer,
        }
    }

    /// Whose letter it is, for whoever asks why somebody is not written to any more.
    pub(super) fn asked_by(&self) -> String {
        match self {
            Self::Message(message) => message.campaign.to_string(),
            Self::Service(message) => message.id.to_string(),
        }
    }
}
