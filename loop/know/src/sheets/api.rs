//! `GET ADDRESS.csv`, `.xlsx` and `.parquet`: the tables of a report as files.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use collect::shop::Shop;
use futures::stream;
use serde::de::DeserializeOwned;
use tokio::io::AsyncReadExt;
use utoipa::IntoParams;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn,
};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{OpenApi, OpenApiBuilder, PathItem, PathsBuilder, Required, ResponseBuilder};
use utoipa_axum::router::OpenApiRouter;
use wire::{Problem, Query};

use super::{Format, Sheet, SheetError, Table, Tabled};

/// The routes of a report's tables, with the report's own options: the main table at the address
/// itself, the others below it.
pub fn routes<Question>(address: &str) -> OpenApiRouter<Shop>
where
    Question: Tabled + DeserializeOwned + IntoParams,
{
    let mut router = OpenApiRouter::new();
    for (place, table) in Question::TABLES.iter().enumerate() {
        let address = match place {
            0 => address.to_owned(),
            _ => format!("{address}/{}", table.name),
        };
        let params = Question::into_params(|| Some(ParameterIn::Query));
        let document = document(&address, table.name, params);
        router = router.merge(OpenApiRouter::with_openapi(document));
        for format in Format::ALL {
            let answer = move |State(shop): State<Shop>, Query(question): Query<Question>| {
                save(shop, question, table, format)
            };
            router = router.route(&format!("{address}.{}", format.ending()), get(answer));
        }
    }
    router
}

/// One entry of the API document for the three addresses of a table; nobody has a use for three.
pub fn document(address: &str, table: &str, params: Vec<Parameter>) -> OpenApi {
    let formats = Format::ALL.map(Format::ending);
    let format = ParameterBuilder::new()
        .name("format")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).enum_values(Some(formats))));
    let name: String = address.trim_start_matches("/api/v1/").replace(['/', '-'], "_");
    let name = name.replace(['{', '}'], "");
    let operation = OperationBuilder::new()
        .operation_id(Some(format!("save_{name}")))
        .tag("tables")
        .summary(Some(format!("The table `{table}` as a file.")))
        .parameter(format)
        .parameters(Some(params))
        .response("200", ResponseBuilder::new().description("The file."));
    let path = PathItem::new(HttpMethod::Get, operation);
    let paths = PathsBuilder::new().path(format!("{address}.{{format}}"), path);
    OpenApiBuilder::new().paths(paths).build()
}

async fn save<Question: Tabled>(
    shop: Shop,
    question: Question,
    table: &'static Table<Question>,
    format: Format,
) -> Result<Response, Problem> {
    answer(super::of_shop(&shop, question, table).await?, format).await
}

/// A table as the answer to a request.
///
/// It is written to the end before the first byte is sent: half a table that looks whole would be
/// worse than none.
pub async fn answer(sheet: Sheet, format: Format) -> Result<Response, Problem> {
    let name = format!("{}.{}", sheet.about.file_name(), format.ending());
    // Packing a million rows takes seconds, in which others want to be answered.
    let runtime = tokio::runtime::Handle::current();
    let written = tokio::task::spawn_blocking(move || runtime.block_on(written(sheet, format)));
    let (file, n_bytes) = written.await.map_err(Problem::internal)??;
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_LENGTH, n_bytes.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, body(file)).into_response())
}

async fn written(sheet: Sheet, format: Format) -> Result<(File, u64), SheetError> {
    let mut file = tempfile::tempfile()?;
    let mut out = BufWriter::new(&file);
    super::write(sheet, format, &mut out).await?;
    out.flush()?;
    drop(out);
    let n_bytes = file.stream_position()?;
    file.seek(SeekFrom::Start(0))?;
    Ok((file, n_bytes))
}

/// Bytes that are read and sent at a time.
const PIECE: usize = 64 * 1024;

fn body(file: File) -> Body {
    let file = tokio::fs::File::from_std(file);
    Body::from_stream(stream::try_unfold(file, async |mut file| {
        let mut piece = Vec::with_capacity(PIECE);
        let n_bytes = file.read_buf(&mut piece).await?;
        Ok::<_, std::io::Error>((n_bytes > 0).then_some((piece, file)))
    }))
}

impl From<SheetError> for Problem {
    fn from(error: SheetError) -> Self {
        match error {
            SheetError::Report(error) => error.into(),
            other => Self::internal(other),
        }
    }
}
