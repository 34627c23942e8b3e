//! What is shown of a file before it is taken in.

use domain::{Caveats, Currency};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Guess, Survey};
use crate::fields::Definition;
use crate::imports::gathering::StatusCount;
use crate::imports::layouts::{Columns, Field, OWN, Plan, Subject, mappable, own_aliases};
use crate::imports::presets::Preset;
use crate::imports::reading::fault::Fault;
use crate::imports::reading::{Delimiter, Form, Kind, Row};

/// How many rows and cells are shown.
const ROWS_SHOWN: usize = 5;

/// What a file looks like and how it will be understood.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Preview {
    /// What its rows tell of.
    pub kind: Subject,
    /// The layout recognised by its headers.
    pub layout: String,
    /// How the file is read.
    pub format: FormatOut,
    /// Its columns, in order.
    pub columns: Vec<ColumnOut>,
    /// The fields that a column can be.
    pub fields: Vec<FieldOut>,
    /// The order statuses of the first rows and what they mean.
    pub statuses: Vec<StatusCount>,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The zone of times that name none.
    pub zone: String,
    /// The ground declared for writing to these people.
    pub ground: String,
    /// What should be known before trusting the guess.
    #[schema(value_type = Vec<domain::Caveat>)]
    pub caveats: Caveats,
    /// What must be put right first.
    pub problems: Vec<Fault>,
    /// The first rows.
    pub sample_rows: Vec<Vec<String>>,
    /// What was told about files with the same columns, and kept.
    pub presets: Vec<Preset>,
}

/// How a file is read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FormatOut {
    /// `csv`, `xlsx`, `json`, `jsonl`, `commerceml` or `parquet`.
    pub kind: String,
    /// `gzip` or `zstd`; null when it is not packed.
    pub compression: Option<String>,
    /// The encoding of the text.
    pub encoding: String,
    /// What stands between cells.
    pub delimiter: Option<String>,
    /// The decimal sign.
    pub decimal: String,
    /// The order of day, month and year.
    pub date_order: String,
    /// Whether the first row holds the names of the columns.
    pub header: bool,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// One column of the file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ColumnOut {
    /// Its number, counted from 1.
    pub index: usize,
    /// Its header.
    pub name: String,
    /// Its first cells.
    pub samples: Vec<String>,
    /// What it means; null when it is not taken in.
    pub field: Option<String>,
}

/// One field that a column can be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldOut {
    /// Its name; one of the shop's own begins with `field.`.
    pub name: String,
    /// Whether an import needs it; of customer_id, email and phone one is enough.
    pub required: bool,
    /// Headers by which it is recognised.
    pub aliases: Vec<String>,
}

/// Shows a guess, and what was kept for files with these columns.
pub(in crate::imports) fn of(guess: Guess, presets: Vec<Preset>) -> Preview {
    let Guess { look, survey, plan, fields: own, ground, caveats, problems } = guess;
    let subject = plan.subject();
    let own_of = |at| plan.columns.own_of(at).map(|field| format!("{OWN}{}", field.key));
    let columns = look.headers.iter().enumerate().map(|(at, name)| ColumnOut {
        index: at + 1,
        name: name.clone(),
        samples: samples(&look.sample, at),
        field: plan
            .columns
            .field_of(at)
            .map(|field| field.name().to_owned())
            .or_else(|| own_of(at)),
    });
    Preview {
        kind: subject,
        layout: plan.layout.name().to_owned(),
        format: format(&look.form, &plan, look.has_header),
        columns: columns.collect(),
        fields: mappable(subject)
            .map(|field| field_out(field, &plan.columns))
            .chain(own.iter().map(own_out))
            .collect(),
        statuses: statuses(&survey, &plan),
        currency: plan.currency,
        zone: plan.zone.name().to_owned(),
        ground: ground.map_or("none", super::decisions::ground_word).to_owned(),
        caveats,
        problems,
        sample_rows: look.sample.iter().take(ROWS_SHOWN).map(cells).collect(),
        presets,
    }
}

fn cells(row: &Row) -> Vec<String> {
    row.cells.iter().map(str::to_owned).collect()
}

fn samples(rows: &[Row], column: usize) -> Vec<String> {
    let cells = rows.iter().filter_map(|row| row.cells.get(column));
    let filled = cells.map(str::trim).filter(|cell| !cell.is_empty());
    filled.take(ROWS_SHOWN).map(str::to_owned).collect()
}

fn format(form: &Form, plan: &Plan, has_header: bool) -> FormatOut {
    let delimiter = match form.grammar.delimiter {
        Delimiter::Sign('\t') => "tab".to_owned(),
        Delimiter::Sign(sign) => sign.to_string(),
        Delimiter::Blanks => "blanks".to_owned(),
    };
    FormatOut {
        kind: form.kind.word().to_owned(),
        compression: form.packing.word().map(str::to_owned),
        encoding: form.encoding.name().to_owned(),
        delimiter: (form.kind == Kind::Text).then_some(delimiter),
        decimal: plan.decimal.sign().to_string(),
        date_order: plan.date_order.word().to_owned(),
        header: has_header,
        sheet: form.sheet.clone(),
    }
}

fn field_out(field: Field, columns: &Columns) -> FieldOut {
    let people = [Field::CustomerId, Field::Email, Field::Phone];
    let is_person_needed = !columns.has_any(&people) && field == Field::CustomerId;
    FieldOut {
        name: field.name().to_owned(),
        required: field == Field::OrderedAt || is_person_needed,
        aliases: field.aliases().iter().map(|alias| (*alias).to_owned()).collect(),
    }
}

fn own_out(field: &Definition) -> FieldOut {
    let name = format!("{OWN}{}", field.key);
    FieldOut { name, required: false, aliases: own_aliases(field) }
}

fn statuses(survey: &Survey, plan: &Plan) -> Vec<StatusCount> {
    let counted = survey.statuses.iter().map(|(value, count)| StatusCount {
        value: value.clone(),
        count: *count,
        meaning: plan.meanings.of(value),
    });
    counted.collect()
}
