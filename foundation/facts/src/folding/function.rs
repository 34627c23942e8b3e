//! A fold as an aggregate function of the engine.
//!
//! Each partition folds its own customers (partial), the sums are added (final). In between they
//! travel as bytes, as any function's state, on one machine and on a cluster.

use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BinaryArray, StringArray};
use datafusion::arrow::buffer::{BooleanBuffer, NullBuffer};
use datafusion::arrow::datatypes::{
    DataType, Field, FieldRef, Int64Type, TimeUnit, TimestampMicrosecondType,
};
use datafusion::common::{ScalarValue, exec_err};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, Signature, Volatility,
};

use super::progress::Progress;
use crate::{Fold, Rows, Sum};

/// A fold that can be called in SQL under a name: `name(customer, at[, amount[, valid]])`.
///
/// The answer is text, made of the sum by the function given.
#[derive(Clone)]
pub struct FoldFunction(pub(crate) AggregateUDF);

impl FoldFunction {
    /// A fold under a name, with the text its sum is told in.
    pub fn new<F: Fold>(name: &str, fold: F, told: fn(&F, F::Sum) -> String) -> Self {
        Self(AggregateUDF::new_from_impl(FoldUdaf::new(name, fold, told)))
    }
}

fn to_bytes<S: Sum>(sum: &S) -> Result<Vec<u8>> {
    rmp_serde::to_vec(sum).map_err(|error| DataFusionError::External(Box::new(error)))
}

fn from_bytes<S: Sum>(bytes: &[u8]) -> Result<S> {
    rmp_serde::from_slice(bytes).map_err(|error| DataFusionError::External(Box::new(error)))
}

struct FoldUdaf<F: Fold> {
    name: String,
    /// The fold with all its options, so that two calls are one only when they ask the same.
    options: String,
    fold: F,
    told: fn(&F, F::Sum) -> String,
    signature: Signature,
}

impl<F: Fold> FoldUdaf<F> {
    fn new(name: &str, fold: F, told: fn(&F, F::Sum) -> String) -> Self {
        let options = format!("{fold:?}");
        let signature = Signature::user_defined(Volatility::Immutable);
        Self { name: name.to_owned(), options, fold, told, signature }
    }
}

impl<F: Fold> Debug for FoldUdaf<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.options)
    }
}

impl<F: Fold> PartialEq for FoldUdaf<F> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.options == other.options
    }
}

impl<F: Fold> Eq for FoldUdaf<F> {}

impl<F: Fold> Hash for FoldUdaf<F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.options.hash(state);
    }
}

fn moment() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, None)
}

impl<F: Fold> AggregateUDFImpl for FoldUdaf<F> {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        if !(2..=4).contains(&given.len()) {
            let name = &self.name;
            return exec_err!("{name} takes (customer, at[, amount[, valid]])");
        }
        let customer = match &given[0] {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => DataType::Utf8,
            _ => DataType::Int64,
        };
        // No amounts at all stay nothing: a column of nulls would be made and read for every row.
        let amount = match given.get(2) {
            Some(DataType::Null) => DataType::Null,
            _ => DataType::Int64,
        };
        let wanted = [customer, moment(), amount, DataType::Boolean];
        Ok(wanted.into_iter().take(given.len()).collect())
    }

    fn return_type(&self, _given: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format!("{}[sum]", args.name);
        Ok(vec![Arc::new(Field::new(name, DataType::Binary, true))])
    }

    fn accumulator(&self, _args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Folding {
            progress: Progress::new(self.fold.clone()),
            told: self.told,
            names: Names::default(),
        }))
    }
}

/// The names that have been met, to notice one that comes back: they do not ascend as numbers do.
#[derive(Default)]
struct Names {
    /// A digest of each.
    met: HashSet<i64>,
    last: Option<i64>,
}

struct Folding<F: Fold> {
    progress: Progress<F>,
    told: fn(&F, F::Sum) -> String,
    names: Names,
}

impl<F: Fold> Debug for Folding<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "folding {:?}", self.progress.fold())
    }
}

/// Which rows of a batch count; all of them when it is not said.
fn counted(values: &[ArrayRef]) -> Option<BooleanBuffer> {
    let known = values[0].nulls().map(NullBuffer::inner);
    let valid = values.get(3).map(|column| column.as_boolean().values());
    match (known, valid) {
        (Some(known), Some(valid)) => Some(known & valid),
        (one, other) => one.or(other).cloned(),
    }
}

/// The columns of a batch as rows of these customers.
fn rows_of<'a>(
    customers: &'a [i64],
    values: &'a [ArrayRef],
    counted: Option<&'a BooleanBuffer>,
) -> Rows<'a> {
    let moments = values[1].as_primitive::<TimestampMicrosecondType>().values();
    let amounts = values.get(2).and_then(|column| column.as_primitive_opt::<Int64Type>());
    Rows::new(customers, moments, amounts.map(|amounts| &amounts.values()[..]))
        .knowing(amounts.and_then(Array::nulls))
        .counting(counted)
}

impl<F: Fold> Folding<F> {
    /// Sees a batch whose customers are numbers.
    fn see_numbers(&mut self, values: &[ArrayRef]) -> Result<()> {
        let customers = values[0].as_primitive::<Int64Type>().values();
        let counted = counted(values);
        self.progress.see(&rows_of(customers, values, counted.as_ref()));
        if self.progress.has_gone_back() { came_back() } else { Ok(()) }
    }

    /// Sees a batch whose customers are names.
    fn see_names(&mut self, values: &[ArrayRef]) -> Result<()> {
        let counted = counted(values);
        let digests = self.names.digests(values[0].as_string(), counted.as_ref())?;
        self.progress.see_everybody(&rows_of(&digests, values, counted.as_ref()));
        Ok(())
    }
}

impl Names {
    /// A digest of the name in each row that counts.
    fn digests(
        &mut self,
        names: &StringArray,
        counted: Option<&BooleanBuffer>,
    ) -> Result<Vec<i64>> {
        let mut digests = vec![0; names.len()];
        let mut last: Option<(&str, i64)> = None;
        for row in (0..names.len()).filter(|row| counted.is_none_or(|counted| counted.value(*row)))
        {
            let name = names.value(row);
            let digest = match last {
                Some((same, digest)) if same == name => digest,
                _ => digest_of(name),
            };
            last = Some((name, digest));
            if self.last.replace(digest) != Some(digest) && !self.met.insert(digest) {
                came_back()?;
            }
            digests[row] = digest;
        }
        Ok(digests)
    }
}

fn digest_of(name: &str) -> i64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish().cast_signed()
}

pub(super) fn came_back() -> Result<()> {
    exec_err!(
        "the rows of a customer did not arrive together: a fold needs them sorted by customer and \
         time, as the fact tables are; a join, a union or an order by in front of it breaks that"
    )
}

impl<F: Fold> Accumulator for Folding<F> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        match values[0].data_type() {
            DataType::Int64 => self.see_numbers(values),
            _ => self.see_names(values),
        }
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let sum = to_bytes(&self.progress.take())?;
        Ok(vec![ScalarValue::Binary(Some(sum))])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let sums: &BinaryArray = states[0].as_binary();
        for bytes in sums.iter().flatten() {
            self.progress.add(from_bytes(bytes)?);
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let sum = self.progress.take();
        Ok(ScalarValue::Utf8(Some((self.told)(self.progress.fold(), sum))))
    }

    fn size(&self) -> usize {
        size_of_val(self)
    }
}
