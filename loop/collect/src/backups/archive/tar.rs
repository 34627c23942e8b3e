//! The headers of a tar archive (POSIX.1-1988 ustar), as far as we write them.

/// Bytes of a block; everything in an archive begins at one.
pub(super) const BLOCK: u64 = 512;

/// Bytes between the end of a part and the next block.
pub(super) fn padding(n_bytes: u64) -> usize {
    usize::try_from((BLOCK - n_bytes % BLOCK) % BLOCK).unwrap_or_default()
}

/// The header of a part; nothing for a name that does not fit into one.
pub(super) fn header(name: &str, n_bytes: u64, seconds: i64) -> Option<[u8; BLOCK as usize]> {
    let (prefix, name) = divided(name)?;
    let mut block = [0; BLOCK as usize];
    put(&mut block, 0, name.as_bytes());
    put(&mut block, 100, b"0000600\0");
    put(&mut block, 108, b"0000000\0");
    put(&mut block, 116, b"0000000\0");
    put(&mut block, 124, &size(n_bytes));
    put(&mut block, 136, format!("{:011o}\0", seconds.max(0)).as_bytes());
    put(&mut block, 148, b"        ");
    block[156] = b'0';
    put(&mut block, 257, b"ustar\x0000");
    put(&mut block, 345, prefix.as_bytes());
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    put(&mut block, 148, format!("{sum:06o}\0 ").as_bytes());
    Some(block)
}

fn put(block: &mut [u8], from: usize, bytes: &[u8]) {
    block[from..from + bytes.len()].copy_from_slice(bytes);
}

/// Eleven octal digits; what is larger, from 8 GiB on, in binary, as GNU and POSIX readers know it.
fn size(n_bytes: u64) -> [u8; 12] {
    let mut field = [0; 12];
    if n_bytes < 1 << 33 {
        field.copy_from_slice(format!("{n_bytes:011o}\0").as_bytes());
    } else {
        field[0] = 0x80;
        field[4..].copy_from_slice(&n_bytes.to_be_bytes());
    }
    field
}

/// A path as a prefix of at most 155 bytes and a name of at most 100.
fn divided(path: &str) -> Option<(&str, &str)> {
    if path.len() <= 100 {
        return Some(("", path));
    }
    let mut slashes = path.match_indices('/').map(|(at, _)| at);
    let at = slashes.find(|at| *at <= 155 && path.len() - at - 1 <= 100)?;
    Some((&path[..at], &path[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_sums_up_and_tells_its_size() {
        let block = header("rows/orders.jsonl.zst", 1_000, 1_772_442_000).expect("a short name");
        let told = std::str::from_utf8(&block[148..154]).expect("digits");
        let told = u32::from_str_radix(told, 8).expect("octal");
        let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
        let of_the_sum: u32 = block[148..156].iter().map(|&byte| u32::from(byte)).sum();
        assert_eq!(told, sum - of_the_sum + 8 * 32);
        assert_eq!(&block[124..136], b"00000001750\0");
        assert_eq!(size(1 << 33)[..], [0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0]);
    }

    #[test]
    fn long_paths_are_divided_at_a_slash_or_not_taken() {
        let (folder, name) = ("f".repeat(90), "n".repeat(90));
        let path = format!("{folder}/{name}");
        assert_eq!(divided(&path), Some((folder.as_str(), name.as_str())));
        assert_eq!(divided(&"n".repeat(101)), None);
        assert_eq!(divided("short"), Some(("", "short")));
    }
}
