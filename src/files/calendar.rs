//! Appointments as calendar files (iCalendar, RFC 5545).
//!
//! Invariant: a line has at most 75 octets and is never cut inside a character; no text can end a property early.

use jiff::civil::DateTime;

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Identity, so that a later file moves the appointment instead of adding one.
    pub uid: String,
    /// When the file was made, UTC.
    pub made: DateTime,
    /// When it begins, local time wherever it is read.
    pub at: DateTime,
    /// How long, in minutes.
    pub minutes: u32,
    /// What it is.
    pub summary: String,
    /// Where.
    pub place: String,
    /// What it is about.
    pub description: String,
}

/// The file.
#[must_use]
pub fn write(one: &Appointment) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&mut out, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Attain//Appraisal//EN");
    line("METHOD", "PUBLISH");
    line("BEGIN", "VEVENT");
    line("UID", &escaped(&one.uid));
    line("DTSTAMP", &format!("{}Z", moment(one.made)));
    line("DTSTART", &moment(one.at));
    line("DURATION", &format!("PT{}M", one.minutes));
    line("SUMMARY", &escaped(&one.summary));
    if !one.place.is_empty() {
        line("LOCATION", &escaped(&one.place));
    }
    if !one.description.is_empty() {
        line("DESCRIPTION", &escaped(&one.description));
    }
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    out
}

fn moment(at: DateTime) -> String {
    let (y, m, d) = (at.year(), at.month(), at.day());
    format!("{y:04}{m:02}{d:02}T{:02}{:02}{:02}", at.hour(), at.minute(), at.second())
}

/// A text as a value: what means something in the format is escaped, other control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for glyph in text.replace("\r\n", "\n").chars() {
        match glyph {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' | '\r' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Adds a line, folded.
fn fold(out: &mut String, line: &str) {
    let mut room = 75;
    for glyph in line.chars() {
        if glyph.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        room -= glyph.len_utf8();
        out.push(glyph);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    fn one(summary: &str) -> Appointment {
        Appointment {
            uid: "a@b".into(),
            made: datetime(2026, 4, 10, 1, 2, 3, 0),
            at: datetime(2026, 4, 20, 14, 30, 0, 0),
            minutes: 45,
            summary: summary.into(),
            place: "3F, room; 2".into(),
            description: "line\nEND:VEVENT\r\nX".into(),
        }
    }

    fn unfolded(file: &str) -> String {
        file.replace("\r\n ", "")
    }

    #[test]
    fn an_appointment_is_read_back_as_written() {
        let file = write(&one("績效面談"));
        for line in [
            "BEGIN:VCALENDAR",
            "DTSTAMP:20260410T010203Z",
            "DTSTART:20260420T143000",
            "DURATION:PT45M",
            "SUMMARY:績效面談",
            "LOCATION:3F\\, room\\; 2",
            "DESCRIPTION:line\\nEND:VEVENT\\nX",
            "END:VCALENDAR",
        ] {
            assert!(unfolded(&file).split("\r\n").any(|l| l == line), "{line}");
        }
        assert_eq!(file.matches("\r\nEND:VEVENT\r\n").count(), 1, "no text ends the event");
    }

    #[test]
    fn lines_are_short_and_characters_whole() {
        for text in ["績".repeat(200), "a".repeat(300), "é😀".repeat(60)] {
            let file = write(&one(&text));
            assert!(file.split("\r\n").all(|line| line.len() <= 75));
            assert!(unfolded(&file).contains(&format!("SUMMARY:{text}\r\n")));
        }
    }
}
