//! Times for people: date and minute in UTC, and how long something takes.

/// Seconds since 1970 as date and minute in UTC; the number itself where no calendar has it.
#[must_use]
pub fn time(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    if !(-719_528..=2_932_896).contains(&days) {
        return seconds.to_string();
    }
    // Days from 1 March of the year 0, in eras of 400 years.
    // <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{of_month:02} {:02}:{:02}", rest / 3600, rest / 60 % 60)
}

/// A span of time in the unit that people use for it, rounded up: `6 hours`.
#[must_use]
pub fn span(seconds: u64) -> String {
    match seconds {
        1 => "1 second".to_owned(),
        0..120 => format!("{seconds} seconds"),
        120..7200 => format!("{} minutes", seconds.div_ceil(60)),
        7200..172_800 => format!("{} hours", seconds.div_ceil(3600)),
        172_800..8_640_000 => format!("{} days", seconds.div_ceil(86_400)),
        _ => "more than a hundred days".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc() {
        for (seconds, expected) in [
            (0, "1970-01-01 00:00"),
            (951_782_400, "2000-02-29 00:00"),
            (1_700_000_000, "2023-11-14 22:13"),
            (-1, "1969-12-31 23:59"),
            (253_402_300_799, "9999-12-31 23:59"),
            // No calendar that people use has these.
            (i64::MAX, "9223372036854775807"),
            (i64::MIN, "-9223372036854775808"),
        ] {
            assert_eq!(time(seconds), expected);
        }
    }

    #[test]
    fn spans_are_rounded_up() {
        for (seconds, expected) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (119, "119 seconds"),
            (121, "3 minutes"),
            (7200, "2 hours"),
            (21_600, "6 hours"),
            (200_000, "3 days"),
            (u64::MAX, "more than a hundred days"),
        ] {
            assert_eq!(span(seconds), expected);
        }
    }
}
