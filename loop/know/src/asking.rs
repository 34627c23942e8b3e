//! Asking a shop: from its settings and facts to the point a report looks from.

use axum::http::StatusCode;
use collect::settling::{self, SettlingError};
use collect::shop::{self, Shop, news};
use collect::{imports, orders, problems};
use domain::{Caveat, Caveats, Currency, RunId};
use facts::{FactsError, Fold, Session};
use records::{RecordsError, ShopTx};
use wire::Problem;

use crate::abc::NoAbc;
use crate::kept::{Kept, SumName};
use crate::questions::QuestionError;
use crate::revenue::NoBridge;
use crate::rfm::moves::NoMoves;
use crate::segments::{self, SegmentError};
use crate::{AsOf, Vantage};

/// Why a report cannot be given.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The facts could not be brought up to date.
    #[error(transparent)]
    Settling(#[from] SettlingError),
    /// The facts failed.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// The days asked for make no bridge.
    #[error(transparent)]
    NoBridge(#[from] NoBridge),
    /// The borders or the days asked for make no classes.
    #[error(transparent)]
    NoAbc(#[from] NoAbc),
    /// The days asked for stand the wrong way round.
    #[error(transparent)]
    NoMoves(#[from] NoMoves),
    /// Long arithmetic was stopped before its end.
    #[error("the arithmetic was stopped before its end")]
    Interrupted,
    /// The table has no such cohort.
    #[error("there is no cohort `{0}` in this table")]
    NoCohort(String),
    /// No such run was kept.
    #[error("there is no run {0} of this model")]
    NoRun(RunId),
    /// The segment that is asked about cannot be told.
    #[error(transparent)]
    Segment(Box<SegmentError>),
    /// The question in SQL is wrong, or wants more than it may have.
    #[error(transparent)]
    Question(Box<QuestionError>),
}

impl From<QuestionError> for ReportError {
    fn from(error: QuestionError) -> Self {
        match error {
            QuestionError::Report(error) => error,
            QuestionError::Records(error) => error.into(),
            wrong => Self::Question(Box::new(wrong)),
        }
    }
}

impl From<SegmentError> for ReportError {
    fn from(error: SegmentError) -> Self {
        match error {
            SegmentError::Report(error) => error,
            SegmentError::Records(error) => error.into(),
            wrong => Self::Segment(Box::new(wrong)),
        }
    }
}

impl ReportError {
    /// Whether the question is at fault, not the shop.
    pub fn is_wrong_question(&self) -> bool {
        match self {
            Self::Records(_) | Self::Settling(_) | Self::Facts(_) | Self::Interrupted => false,
            Self::Question(error) => error.is_wrong_question(),
            _ => true,
        }
    }
}

impl From<ReportError> for Problem {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Records(error) => problems::of_records(error),
            ReportError::Settling(SettlingError::Records(error)) => problems::of_records(error),
            ReportError::NoBridge(reason) => Problem::invalid("no_bridge", reason.to_string()),
            ReportError::NoAbc(reason) => Problem::invalid("no_abc", reason.to_string()),
            ReportError::NoMoves(reason) => Problem::invalid("no_moves", reason.to_string()),
            ReportError::Segment(error) => (*error).into(),
            ReportError::Question(error) => (*error).into(),
            ReportError::NoCohort(_) => {
                Problem::new(StatusCode::NOT_FOUND, "no_cohort", error.to_string())
            }
            ReportError::NoRun(_) => {
                Problem::new(StatusCode::NOT_FOUND, "no_run", error.to_string())
            }
            other => Problem::internal(other),
        }
    }
}

/// A shop that is being asked: where the report looks from, and the facts of this moment.
pub struct Asked {
    /// Where the report looks from.
    pub vantage: Vantage,
    /// The facts.
    pub session: Session,
    /// The sums of these facts; none where only some customers are seen, or none is believed.
    pub(crate) kept: Option<Kept>,
}

/// Opens the facts of a shop and finds the point to look from.
pub async fn ask(shop: &Shop, as_of: Option<AsOf>) -> Result<Asked, ReportError> {
    // Before the facts, so that what is kept is never older than its number says.
    let news = news::last(&mut shop.read().await?).await?;
    // First the facts, then the rows about them: what is bought in between is later than `now`
    // of nobody and shows in the next report.
    let mut session = settling::session(shop).await?;
    let mut tx = shop.read().await?;
    let mut vantage = vantage(&mut tx, as_of).await?;
    if let Some(currency) = vantage.currency {
        let n_others = orders::n_not_in(&mut tx, currency).await?;
        if n_others > 0 {
            vantage.caveats.say(other_currencies(currency, n_others));
            session.count_only(currency);
        }
    }
    let kept = shop.believes_kept().then(|| Kept::of(shop.home(), news));
    Ok(Asked { vantage, session, kept })
}

/// Opens the facts of a shop; where a segment is named, those of its customers alone.
///
/// A report of a segment is the report of a shop that has never had other customers: what is
/// sorted, ranked or divided is so among the members.
pub async fn ask_of(
    shop: &Shop,
    as_of: Option<AsOf>,
    segment: Option<&str>,
) -> Result<Asked, ReportError> {
    let asked = ask(shop, as_of).await?;
    let Some(name) = segment else { return Ok(asked) };
    let (mut asked, members) = segments::members_by(shop, name, asked).await?;
    asked.session.only(move |customer| members.holds(customer)).await?;
    asked.kept = None;
    let text = format!("only the customers of the segment `{name}`");
    asked.vantage.caveats.say(Caveat::new("only_segment", text));
    Ok(asked)
}

fn other_currencies(currency: Currency, n_orders: i64) -> Caveat {
    let text = format!(
        "{n_orders} orders are in another currency than {}; they count, and bring no money",
        currency.code()
    );
    Caveat::new("other_currencies", text)
}

/// The point a report looks from.
pub async fn vantage(tx: &mut ShopTx, as_of: Option<AsOf>) -> Result<Vantage, RecordsError> {
    let settings = shop::settings(tx).await?;
    let span = orders::span(tx).await?;
    let zone = settings.shop_zone();
    let mut caveats = Caveats::default();
    if settings.zone.is_none() {
        let text = "the shop has not said its zone, so days are cut in UTC";
        caveats.say(Caveat::new("zone_assumed", text));
    }
    if imports::is_running(tx).await? {
        let text = "a file is being taken in; the figures hold what has arrived so far";
        caveats.say(Caveat::new("import_running", text));
    }
    let as_of = match as_of {
        Some(as_of) => as_of.instant(&zone),
        None => {
            let (as_of, caveat) = Vantage::default_as_of(&zone, tx.now(), span.newest_at);
            caveat.into_iter().for_each(|caveat| caveats.say(caveat));
            as_of
        }
    };
    Ok(Vantage {
        zone,
        week_start: settings.week_start,
        currency: settings.currency,
        as_of,
        first_order_at: span.first_at,
        language: settings.language,
        caveats,
    })
}

impl Asked {
    /// Facts that have been opened, and the point to look from; nothing is kept of them.
    pub fn new(vantage: Vantage, session: Session) -> Self {
        Self { vantage, session, kept: None }
    }

    /// Runs a fold, or tells what it came to before; none when there is nothing to fold.
    pub async fn fold<F: Fold>(&self, fold: Option<F>) -> Result<Option<F::Sum>, FactsError> {
        let Some(fold) = fold else { return Ok(None) };
        let sum = self.session.fold(fold.clone());
        self.kept_or("amounts", &fold, sum).await.map(Some)
    }

    /// The same over what the orders left once their goods were paid for.
    pub async fn fold_gross_profit<F: Fold>(&self, fold: F) -> Result<F::Sum, FactsError> {
        let sum = self.session.fold_gross_profit(fold.clone());
        self.kept_or("gross profit", &fold, sum).await
    }

    /// The same over the orders whose goods have a known cost.
    pub async fn fold_of_known_cost<F: Fold>(&self, fold: F) -> Result<F::Sum, FactsError> {
        let sum = self.session.fold_where("valid and cost is not null", fold.clone());
        self.kept_or("of known cost", &fold, sum).await
    }

    /// The kept sum of a fold over what is seen so, or else what it comes to now.
    async fn kept_or<F: Fold>(
        &self,
        seen: &str,
        fold: &F,
        sum: impl Future<Output = Result<F::Sum, FactsError>>,
    ) -> Result<F::Sum, FactsError> {
        let Some(kept) = &self.kept else { return sum.await };
        // Folds see the amounts of the shop's currency alone.
        let name = SumName::new(fold, &format!("{seen} in {:?}", self.vantage.currency));
        if let Some(sum) = kept.find(&name) {
            return Ok(sum);
        }
        let sum = sum.await?;
        kept.keep(&name, &sum);
        Ok(sum)
    }
}
