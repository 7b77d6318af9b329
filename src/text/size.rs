//! Numbers of bytes for people: decimal units, as registries and disks are sold by.

/// The units above the byte, each a thousand of the one before.
const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];

/// A number of bytes in decimal units (1 kB is 1000 B), with at most three digits: `524 B`, `1.1 kB`,
/// `29.1 MB`, `105 MB`.
#[must_use]
pub fn decimal(bytes: u64) -> String {
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    // `unit` is how many bytes the shown unit has. Rounding up to 1000 of it is 1.0 of the next.
    let mut unit: u128 = 1000;
    let bytes = u128::from(bytes);
    for name in UNITS {
        let tenths = (bytes * 10 + unit / 2) / unit;
        if tenths < 1000 {
            return format!("{}.{} {name}", tenths / 10, tenths % 10);
        }
        let whole = (bytes + unit / 2) / unit;
        if whole < 1000 {
            return format!("{whole} {name}");
        }
        unit *= 1000;
    }
    // 2^64 bytes are 18.4 EB, so one of the units above was shown.
    grouped(u64::MAX)
}

/// A number of bytes to the last one: `1,510 bytes`, `1 byte`.
#[must_use]
pub fn exact(bytes: u64) -> String {
    format!("{} {}", grouped(bytes), if bytes == 1 { "byte" } else { "bytes" })
}

/// A number with a comma between its thousands: `10,000`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_at_most() {
        for (bytes, text) in [
            (0, "0 B"),
            (1, "1 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (1049, "1.0 kB"),
            (1050, "1.1 kB"), // a half is rounded up
            (1510, "1.5 kB"),
            (99_949, "99.9 kB"),
            (99_950, "100 kB"), // four digits after rounding would be one too many
            (999_499, "999 kB"),
            (999_500, "1.0 MB"), // a thousand of one unit is one of the next
            (29_124_181, "29.1 MB"),
            (104_999_999, "105 MB"),
            (4_294_967_296, "4.3 GB"),
            (i64::MAX as u64, "9.2 EB"),
            (u64::MAX, "18.4 EB"),
        ] {
            assert_eq!(decimal(bytes), text, "{bytes}");
        }
    }

    #[test]
    fn exact_to_the_byte() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1510, "1,510 bytes"),
            (104_999_999, "104,999,999 bytes"),
            (u64::MAX, "18,446,744,073,709,551,615 bytes"),
        ] {
            assert_eq!(exact(bytes), text);
        }
    }
}
