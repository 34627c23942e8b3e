//! Workbooks: the same orders as in a table of text, kept the way spreadsheets keep them.

use super::{drawn_order, file_of, gathered};

/// Packs files into an archive without squeezing them, as a workbook may be.
fn archive_of(files: &[(&str, &str)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut sum = flate2::Crc::new();
        sum.update(content.as_bytes());
        let (size, offset) = (content.len() as u32, archive.len() as u32);
        // Version, flags, method, time and day; then sums, sizes and the length of the name.
        let mut described = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        described.extend(sum.sum().to_le_bytes());
        described.extend(size.to_le_bytes());
        described.extend(size.to_le_bytes());
        described.extend((name.len() as u16).to_le_bytes());
        described.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&described);
        archive.extend(name.as_bytes());
        archive.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&described);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (offset, n_files) = (archive.len() as u32, files.len() as u16);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(n_files.to_le_bytes());
    archive.extend(n_files.to_le_bytes());
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(offset.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

/// A workbook with these rows of cells in its only sheet.
fn workbook_of(rows: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKED: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let links = |links: &str| format!(r#"<Relationships xmlns="{PACKED}">{links}</Relationships>"#);
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="Orders" sheetId="1"
           r:id="rId1"/></sheets></workbook>"#
    );
    // Style 1 is a day with a time: format 22 of the standard.
    let styles = format!(
        r#"<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/>
           </cellXfs></styleSheet>"#
    );
    let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
    archive_of(&[
        (
            "_rels/.rels",
            &links(&format!(
                r#"<Relationship Id="rId1" Type="{LINKS}/officeDocument"
                      Target="xl/workbook.xml"/>"#
            )),
        ),
        ("xl/workbook.xml", &book),
        (
            "xl/_rels/workbook.xml.rels",
            &links(&format!(
                r#"<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>
                   <Relationship Id="rId2" Type="{LINKS}/styles" Target="styles.xml"/>"#
            )),
        ),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

const ROWS: &str = r#"
    <row r="1"><c r="A1" t="inlineStr"><is><t>Order ID</t></is></c>
      <c r="B1" t="inlineStr"><is><t>Customer ID</t></is></c>
      <c r="C1" t="inlineStr"><is><t>Order Date</t></is></c>
      <c r="E1" t="inlineStr"><is><t>Total</t></is></c></row>
    <row r="2"><c r="A2"><v>1001</v></c><c r="B2"><v>17850</v></c>
      <c r="C2" s="1"><v>40513.351388888892</v></c><c r="E2"><v>15.3</v></c></row>
    <row r="4"><c r="A4"><v>1002</v></c><c r="B4" t="inlineStr"><is><t>17851</t></is></c>
      <c r="C4" s="1"><v>40514</v></c><c r="E4" t="inlineStr"><is><t>many</t></is></c></row>
    <row r="5"><c r="A5"><v>1003</v></c><c r="B5"><v>17852</v></c>
      <c r="C5" s="1"><v>40514</v></c><c r="E5"><v>0.1</v></c></row>"#;

#[test]
fn a_workbook_is_read_like_a_table_of_text() {
    let (_folder, path) = file_of(workbook_of(ROWS));
    let (summary, orders) = gathered(&path, r#"{"currency": "GBP"}"#).unwrap();
    let orders: Vec<String> = orders.iter().map(drawn_order).collect();
    assert_eq!(
        orders,
        [
            "1001 2010-12-01T08:26:00Z 17850 15.30 GBP paid 0",
            "1003 2010-12-02T00:00:00Z 17852 0.10 GBP paid 0",
        ]
    );
    assert_eq!((summary.rows, summary.rejected[0].line), (3, 4));
}

#[test]
fn a_sheet_that_is_not_there_is_answered_with_those_that_are() {
    let (_folder, path) = file_of(workbook_of(ROWS));
    let fault = gathered(&path, r#"{"sheet": "Clients"}"#).unwrap_err().to_string();
    assert!(fault.contains("no sheet `Clients`; choose one of [\"Orders\"]"), "{fault}");
}
