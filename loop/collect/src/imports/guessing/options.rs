//! What a person tells about a file, beyond what the file tells itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a file is to be understood; everything left out is guessed and shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImportOptions {
    /// What its rows tell of: `auto`, `orders` or `customers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `auto`, `generic`, `shopify`, `woocommerce`, `retailcrm`, `commerceml` or `nested`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<String>,
    /// Field to column; a column is a header or a number counted from 1. A field of the shop's own
    /// is called `field.` and its key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
    /// The currency of amounts that name none, as an ISO 4217 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The zone of times that name none, as an IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The encoding of a text file, for example `windows-1251`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What stands between cells: one sign, `tab` or `blanks`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// The decimal sign of amounts: `.` or `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
    /// The order of day, month and year: `dmy`, `mdy` or `ymd`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<String>,
    /// Whether the first row holds the names of the columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// The sheet of a workbook; the first one unless named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// `customer+day` makes one order of a customer's lines of a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_by: Option<String>,
    /// What the file's own order statuses mean: its word to ours.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub statuses: BTreeMap<String, String>,
    /// The columns in which people answered whether we may write: `email` or `sms` to column.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub consent: BTreeMap<String, String>,
    /// The ground for writing to the people of this file: `opt-in`, `existing-customer`, `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// How the owner can prove that ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground_proof: Option<String>,
}
