//! The engine that answers questions in SQL over the facts of a session.

use datafusion::execution::context::SessionContext;
use datafusion::prelude::SessionConfig;

use crate::Session;
use crate::property::property;

impl Session {
    /// The engine, knowing every fact table and function; made when it is first asked for, because
    /// a fold does without it and a million orders are read in the time that it takes.
    pub(crate) fn engine(&self) -> &SessionContext {
        self.engine.get_or_init(|| {
            let engine = SessionContext::new_with_config(configuration());
            for source in &self.sources {
                let registered = engine.register_table(source.table.name(), source.clone());
                registered.expect("every table has a name of its own");
            }
            engine.register_udf(property());
            engine
        })
    }
}

/// Files of a bucket are never split or shuffled in front of a fold, and a partition that is done
/// never takes over the file of another: its customers begin anew, which a fold refuses.
pub(crate) fn configuration() -> SessionConfig {
    SessionConfig::new()
        .set_bool("datafusion.execution.enable_file_stream_work_stealing", false)
        .with_repartition_file_scans(false)
        .with_round_robin_repartition(false)
        .with_information_schema(true)
        .set_bool("datafusion.execution.parquet.pushdown_filters", false)
}
