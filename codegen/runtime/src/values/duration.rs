//! Spans of time, component by component.

use std::fmt;
use std::str::FromStr;

use super::scan::{Fault, Scan};
use super::short::Short;
use super::{Primitive, serde_as_primitive};
use crate::syntax::{Error, Token, ValueError, Writer};

/// An `Edm.Duration`: a span of time of years, months, weeks, days, hours, minutes, seconds and nanoseconds, all of them
/// forward or all of them backward.
///
/// The components stay as they are written: `PT60M` is not `PT1H`, not equal to it, and is written back as `PT60M`. One that
/// is zero is not written, and a span of nothing is written `PT0S`, without a sign.
///
/// Read is every form of ISO 8601 with designators, and so more than the ABNF's durationValue has, which knows neither years
/// nor months nor weeks: Microsoft Graph sends `P3M`. At least one component is needed, as in the dayTimeDuration of XML
/// Schema that the ABNF refers to. Only seconds have a fraction. Its digits beyond the nanosecond must be zero.
///
/// ```
/// use odata_runtime::values::Duration;
///
/// let value: Duration = "-PT3M22.1587532S".parse()?;
/// assert_eq!((value.minutes(), value.seconds(), value.nanoseconds()), (3, 22, 158_753_200));
/// assert!(value.is_negative());
/// assert_eq!(value.to_string(), "-PT3M22.1587532S");
///
/// assert_eq!(Duration::ZERO.with_days(2).with_hours(12).to_string(), "P2DT12H");
/// # Ok::<_, odata_runtime::values::ValueError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    // The two that `time::Duration` can need in full are wider than the others.
    days: u64,
    seconds: u64,
    years: u32,
    months: u32,
    weeks: u32,
    hours: u32,
    minutes: u32,
    nanoseconds: u32,
    negative: bool,
}

/// The components that all have the same methods.
macro_rules! components {
    ($($component:ident $with:ident $type:ty, $doc:literal;)*) => {$(
        #[doc = $doc]
        pub const fn $component(&self) -> $type {
            self.$component
        }

        #[doc = concat!("The same span with this number of ", stringify!($component), ".")]
        #[must_use]
        pub const fn $with(self, $component: $type) -> Self {
            Self { $component, ..self }.settled()
        }
    )*};
}

impl Duration {
    /// A span of nothing.
    pub const ZERO: Self = Self {
        days: 0,
        seconds: 0,
        years: 0,
        months: 0,
        weeks: 0,
        hours: 0,
        minutes: 0,
        nanoseconds: 0,
        negative: false,
    };

    components! {
        years with_years u32, "The years.";
        months with_months u32, "The months.";
        weeks with_weeks u32, "The weeks.";
        days with_days u64, "The days.";
        hours with_hours u32, "The hours.";
        minutes with_minutes u32, "The minutes.";
        seconds with_seconds u64, "The seconds, without their fraction.";
    }

    /// The same span with this number of nanoseconds, of which there are at most 999,999,999: more count as that many.
    #[must_use]
    pub const fn with_nanoseconds(self, nanoseconds: u32) -> Self {
        let nanoseconds = if nanoseconds > MOST_NANOSECONDS { MOST_NANOSECONDS } else { nanoseconds };
        Self { nanoseconds, ..self }.settled()
    }

    /// The same span in the other direction. A span of nothing has none, so give the components first.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { negative: !self.negative, ..self }.settled()
    }

    /// Whether the span goes backward. A span of nothing does not.
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether this is a span of nothing.
    pub const fn is_zero(&self) -> bool {
        self.years == 0
            && self.months == 0
            && self.weeks == 0
            && self.days == 0
            && self.hours == 0
            && self.minutes == 0
            && self.seconds == 0
            && self.nanoseconds == 0
    }

    /// The fraction of the seconds in nanoseconds.
    pub const fn nanoseconds(&self) -> u32 {
        self.nanoseconds
    }

    /// Takes the direction from a span of nothing, so that all of those are equal.
    const fn settled(self) -> Self {
        Self { negative: self.negative && !self.is_zero(), ..self }
    }

    /// In days, hours, minutes and seconds.
    const fn of_length(seconds: u64, nanoseconds: u32) -> Self {
        let (hours, minutes) = ((seconds / 3_600 % 24) as u32, (seconds / 60 % 60) as u32);
        Self { days: seconds / 86_400, hours, minutes, seconds: seconds % 60, nanoseconds, ..Self::ZERO }
    }

    /// The length in seconds and its direction left out, if it does not depend on the calendar.
    fn length(self) -> Option<u128> {
        if self.years != 0 || self.months != 0 {
            return None;
        }
        // 64 bits times a small constant leaves room in 128 bits.
        Some(
            u128::from(self.weeks) * 604_800
                + u128::from(self.days) * 86_400
                + u128::from(self.hours) * 3_600
                + u128::from(self.minutes) * 60
                + u128::from(self.seconds),
        )
    }
}

impl Primitive for Duration {
    const EDM: &'static str = "Edm.Duration";

    fn of_token(token: Token<'_>, _: &mut bool) -> Result<Self, ValueError> {
        match token {
            Token::String(text) => text.parse(),
            _ => Err(token.unlike(EXPECTED)),
        }
    }

    fn write_to(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.plain_pieces(self);
        Ok(())
    }

    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

serde_as_primitive!(Duration);

impl FromStr for Duration {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        scan(text).map_err(|fault| fault.of(Token::String(text), EXPECTED))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return formatter.write_str("PT0S");
        }
        formatter.write_str(if self.negative { "-P" } else { "P" })?;
        let date =
            [(u64::from(self.years), 'Y'), (self.months.into(), 'M'), (self.weeks.into(), 'W'), (self.days, 'D')];
        for (count, designator) in date {
            if count != 0 {
                write!(formatter, "{count}{designator}")?;
            }
        }
        if self.hours == 0 && self.minutes == 0 && self.seconds == 0 && self.nanoseconds == 0 {
            return Ok(());
        }
        formatter.write_str("T")?;
        for (count, designator) in [(self.hours, 'H'), (self.minutes, 'M')] {
            if count != 0 {
                write!(formatter, "{count}{designator}")?;
            }
        }
        if self.seconds != 0 || self.nanoseconds != 0 {
            let mut fraction = Short::new();
            fraction.fraction(self.nanoseconds);
            write!(formatter, "{}{}S", self.seconds, fraction.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Duration({self})")
    }
}

/// In days, hours, minutes and seconds: 90 minutes are `PT1H30M`.
impl From<time::Duration> for Duration {
    fn from(value: time::Duration) -> Self {
        let nanoseconds = value.subsec_nanoseconds().unsigned_abs();
        Self { negative: value.is_negative(), ..Self::of_length(value.whole_seconds().unsigned_abs(), nanoseconds) }
    }
}

/// In days, hours, minutes and seconds: 90 minutes are `PT1H30M`.
impl From<std::time::Duration> for Duration {
    fn from(value: std::time::Duration) -> Self {
        Self::of_length(value.as_secs(), value.subsec_nanos())
    }
}

/// Fails for years and months, whose length depends on the calendar. A day counts 24 hours.
impl TryFrom<Duration> for time::Duration {
    type Error = ValueError;

    fn try_from(value: Duration) -> Result<Self, ValueError> {
        let length = value.length().ok_or_else(|| misfit(value, CALENDAR))?;
        let seconds = i64::try_from(length).map_err(|_| misfit(value, TOO_LONG))?;
        let nanoseconds = i32::try_from(value.nanoseconds).unwrap_or_default();
        Ok(if value.negative { Self::new(-seconds, -nanoseconds) } else { Self::new(seconds, nanoseconds) })
    }
}

/// Fails for years and months, whose length depends on the calendar, and for a span that goes backward. A day counts 24
/// hours.
impl TryFrom<Duration> for std::time::Duration {
    type Error = ValueError;

    fn try_from(value: Duration) -> Result<Self, ValueError> {
        if value.is_negative() {
            return Err(misfit(value, "it goes backward"));
        }
        let length = value.length().ok_or_else(|| misfit(value, CALENDAR))?;
        let seconds = u64::try_from(length).map_err(|_| misfit(value, TOO_LONG))?;
        Ok(Self::new(seconds, value.nanoseconds))
    }
}

const EXPECTED: &str = "Edm.Duration such as P3DT12H30M5.5S";

const MOST_NANOSECONDS: u32 = 999_999_999;

const CALENDAR: &str = "years and months have no fixed length";
const TOO_LONG: &str = "it is too long";

#[cold]
fn misfit(value: Duration, reason: &'static str) -> ValueError {
    ValueError::new("a span of fixed length", value.to_string()).because(reason)
}

fn scan(text: &str) -> Result<Duration, Fault> {
    let mut rest = Scan::new(text);
    let mut value = Duration::ZERO;
    value.negative = rest.eat(b'-');
    if !value.negative {
        rest.eat(b'+');
    }
    rest.need(b'P')?;

    // The place of the last designator seen, as they come in order and once at most: YMWD, T, HMS.
    let mut last = 0;
    let mut complete = false;
    while !rest.is_empty() {
        if rest.eat(b'T') {
            if last >= 5 {
                return Err(Fault::Other);
            }
            last = 5;
            complete = false;
            continue;
        }
        let count = scan_count(&mut rest)?;
        let fraction = if rest.eat(b'.') { Some(rest.fraction(usize::MAX)?) } else { None };
        let place = match (rest.next(), last >= 5) {
            (Some(b'Y'), false) => 1,
            (Some(b'M'), false) => 2,
            (Some(b'W'), false) => 3,
            (Some(b'D'), false) => 4,
            (Some(b'H'), true) => 6,
            (Some(b'M'), true) => 7,
            (Some(b'S'), true) => 8,
            _ => return Err(Fault::Other),
        };
        if place <= last {
            return Err(Fault::Other);
        }
        last = place;
        complete = true;
        if fraction.is_some() && place != 8 {
            return Err(Fault::FractionOfOther);
        }
        let narrow = u32::try_from(count).map_err(|_| Fault::LargeComponent);
        match place {
            1 => value.years = narrow?,
            2 => value.months = narrow?,
            3 => value.weeks = narrow?,
            4 => value.days = count,
            6 => value.hours = narrow?,
            7 => value.minutes = narrow?,
            _ => {
                value.seconds = count;
                value.nanoseconds = fraction.unwrap_or(0);
            }
        }
    }
    // Neither `P` nor `P1DT` is a duration.
    if !complete {
        return Err(Fault::Other);
    }
    Ok(value.settled())
}

fn scan_count(rest: &mut Scan<'_>) -> Result<u64, Fault> {
    let mut count = u64::from(rest.digit().ok_or(Fault::Other)?);
    while let Some(digit) = rest.digit() {
        count =
            count.checked_mul(10).and_then(|count| count.checked_add(u64::from(digit))).ok_or(Fault::LargeComponent)?;
    }
    Ok(count)
}
