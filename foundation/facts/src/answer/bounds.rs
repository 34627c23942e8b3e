//! How a session is kept from taking the whole machine.

use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::error::Result;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SessionContext;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::GreedyMemoryPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::coop::CooperativeExec;
use datafusion::physical_plan::execution_plan::SchedulingType;

use super::Bounds;
use crate::{FactsError, Session};

/// Functions that make one value as large as they are told to, past every bound of memory.
const WITHOUT_MEASURE: [&str; 9] = [
    "repeat",
    "lpad",
    "rpad",
    "range",
    "generate_series",
    "array_repeat",
    "list_repeat",
    "array_resize",
    "list_resize",
];

impl Session {
    /// From now on questions take no more memory than they may, write nothing aside, can be
    /// stopped at any time, and say where they are wrong.
    pub(super) fn bound(&mut self, bounds: Bounds) -> Result<(), FactsError> {
        let disk = DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled);
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(GreedyMemoryPool::new(bounds.bytes)))
            .with_disk_manager_builder(disk)
            .build_arc()?;
        let state = self.engine().state();
        let spans = state.config().clone().set_bool("datafusion.sql_parser.collect_spans", true);
        let state = SessionStateBuilder::new_from_existing(state)
            .with_config(spans.with_create_default_catalog_and_schema(false))
            .with_runtime_env(runtime)
            .with_physical_optimizer_rule(Arc::new(StopsAnywhere))
            .build();
        self.engine = SessionContext::new_with_state(state).into();
        for name in WITHOUT_MEASURE {
            self.engine().deregister_udf(name);
        }
        Ok(())
    }
}

/// Lets every step of a plan pause for others, and so be stopped.
///
/// The engine lets only those pause that read; a join of everything with everything reads little
/// and goes on for hours.
#[derive(Debug)]
struct StopsAnywhere;

impl PhysicalOptimizerRule for StopsAnywhere {
    fn name(&self) -> &'static str {
        "StopsAnywhere"
    }

    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _config: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let pausing = |step: Arc<dyn ExecutionPlan>| {
            Ok(match step.properties().scheduling_type {
                SchedulingType::Cooperative => Transformed::no(step),
                SchedulingType::NonCooperative => {
                    Transformed::yes(Arc::new(CooperativeExec::new(step)) as Arc<dyn ExecutionPlan>)
                }
            })
        };
        plan.transform_up(pausing).data()
    }

    fn schema_check(&self) -> bool {
        true
    }
}
