//! Conditions.

use super::super::sample::{Account, Bug, Color, Everything as E, Home, Rights, Ticket};
use super::sample::shop;
use super::shows;
use crate::request::{Filter, Property, it, now};
use crate::{Duration, Flags};

#[track_caller]
fn is<T>(filter: impl Into<Filter<T>>, expected: &str) {
    assert_eq!(filter.into().to_string(), expected);
}

#[test]
fn comparisons() {
    is(E::INT32.eq(1), "int32 eq 1");
    is(E::INT32.ne(1_i16), "int32 ne 1");
    is(E::INT64.gt(1), "int64 gt 1");
    is(E::INT64.ge(E::INT64), "int64 ge int64");
    is(E::DOUBLE.lt(1.5), "double lt 1.5");
    is(E::DECIMAL.le(3), "decimal le 3");
    is(E::STRING.eq("a"), "string eq 'a'");
    is(E::STRING.eq("a".to_owned()), "string eq 'a'");
    is(E::STRING.is_null(), "string eq null");
    is(E::STRING.is_not_null(), "string ne null");
    is(E::BOOL, "bool");
    is(E::BOOL.eq(false), "bool eq false");
    is(E::COLOR.eq(Color::Red), "color eq sample.color'red'");
    is(E::COLOR.is_in([Color::Red, Color::Green]), "color in (sample.color'red',sample.color'green')");
    is(E::STRING.is_in(["a", "b'c"]), "string in ('a','b''c')");
    is(E::STRING.is_in(Vec::<String>::new()), "false");
    is(E::RIGHTS.has(Rights::Read), "rights has sample.rights'read'");
    is(E::RIGHTS.has(Flags::from_iter([Rights::Read, Rights::Share])), "rights has sample.rights'read,share'");
    is(E::RIGHTS.eq(Rights::All), "rights eq sample.rights'all'");
    is(E::BYTE.eq(1), "byte eq 1");
    is(E::INT16.lt(-299), "int16 lt -299");
    is(E::GUID.eq(uuid::Uuid::nil()), "guid eq 00000000-0000-0000-0000-000000000000");
    is(E::DURATION.gt(Duration::ZERO.with_hours(1)), "duration gt duration'PT1H'");
    is(E::DATE.eq(E::DATE_TIME.date()), "date eq date(dateTime)");
    is(E::INT32.typed::<i64>().eq(E::INT64), "int32 eq int64");
}

#[test]
fn precedence() {
    let [a, b, c] = ["a", "b", "c"].map(|name| E::STRING.eq(name));
    let text = |filter: &Filter<E>| filter.to_string().replace("string eq ", "").replace('\'', "");
    let both = || a.clone().and(b.clone());
    let either = || a.clone().or(b.clone());
    for (filter, expected) in [
        (both().and(c.clone()), "a and b and c"),
        (c.clone().and(both()), "c and a and b"),
        (both().or(c.clone()), "a and b or c"),
        (either().and(c.clone()), "(a or b) and c"),
        (c.clone().and(either()), "c and (a or b)"),
        (either().or(c.clone()), "a or b or c"),
        (a.clone().not(), "not (a)"),
        (!both(), "not (a and b)"),
        (!!a.clone(), "not (not (a))"),
        (a.clone().not().and(b.clone()), "not (a) and b"),
    ] {
        assert_eq!(text(&filter), expected);
    }
    is(E::STRING.contains("a").not(), "not contains(string,'a')");
    is(Filter::from(E::BOOL).not(), "not bool");
    is(Filter::<E>::raw("x eq 1 or y eq 2").and(E::BOOL), "(x eq 1 or y eq 2) and bool");
    is(E::BOOL.eq(E::INT32.gt(1)), "bool eq (int32 gt 1)");
}

#[test]
fn functions() {
    is(E::STRING.contains("a"), "contains(string,'a')");
    is(E::STRING.starts_with(E::STRING), "startswith(string,string)");
    is(E::STRING.ends_with("a".to_owned()), "endswith(string,'a')");
    is(E::STRING.matches_pattern("^a.*z$"), "matchesPattern(string,'^a.*z$')");
    is(E::STRING.length().gt(3), "length(string) gt 3");
    is(E::STRING.index_of("a").eq(-1), "indexof(string,'a') eq -1");
    is(E::STRING.substring(1).eq("a"), "substring(string,1) eq 'a'");
    is(E::STRING.substring_with_length(1, 2).eq("a"), "substring(string,1,2) eq 'a'");
    is(E::STRING.to_lower().trim().to_upper().eq("A"), "toupper(trim(tolower(string))) eq 'A'");
    is(E::STRING.concat(", ").concat(E::STRING).eq("a"), "concat(concat(string,', '),string) eq 'a'");
    is(E::DATE_TIME.year().eq(2024), "year(dateTime) eq 2024");
    is(E::DATE.month().is_in([1, 2]), "month(date) in (1,2)");
    is(E::DATE.day().eq(1), "day(date) eq 1");
    is(E::TIME.hour().lt(8), "hour(time) lt 8");
    is(E::DATE_TIME.minute().eq(E::DATE_TIME.second()), "minute(dateTime) eq second(dateTime)");
    is(E::TIME.fractional_seconds().lt(1), "fractionalseconds(time) lt 1");
    is(E::DATE_TIME.time().gt(E::TIME), "time(dateTime) gt time");
    is(E::DATE_TIME.total_offset_minutes().eq(0), "totaloffsetminutes(dateTime) eq 0");
    is(E::DURATION.total_seconds().gt(60), "totalseconds(duration) gt 60");
    is(E::DOUBLE.round().eq(E::DOUBLE.floor()), "round(double) eq floor(double)");
    is(E::DECIMAL.ceiling().eq(2), "ceiling(decimal) eq 2");
    is(
        E::GEO.distance(crate::Geo::point(1.0, 2.0)).lt(5.0),
        "geo.distance(geo,geography'SRID=4326;Point(1 2)') lt 5.0",
    );
}

#[test]
fn arithmetic() {
    is((E::INT32 + 1).eq(2), "int32 add 1 eq 2");
    is((E::INT32 - (E::INT32 - 1)).eq(2), "int32 sub (int32 sub 1) eq 2");
    is((E::INT32 - E::INT32 - 1).eq(2), "int32 sub int32 sub 1 eq 2");
    is(((E::INT32 + 1) * 2).eq(2), "(int32 add 1) mul 2 eq 2");
    is((E::INT32 + E::INT32 * 2).eq(2), "int32 add int32 mul 2 eq 2");
    is((E::INT32 / (E::INT32 % 3)).eq(2), "int32 div (int32 mod 3) eq 2");
    is((-E::INT32).eq(2), "-int32 eq 2");
    is((-(E::INT32 + 1)).eq(2), "-(int32 add 1) eq 2");
    is((E::INT32 + 1).round().eq(2), "round(int32 add 1) eq 2");
    is(E::INT32.div_by(2).eq(E::DECIMAL), "int32 divby 2 eq decimal");
    is(
        (E::DATE_TIME + Duration::ZERO.with_days(1)).gt(E::DATE_TIME - Duration::ZERO.with_hours(1)),
        "dateTime add duration'P1D' gt dateTime sub duration'PT1H'",
    );
}

#[test]
fn paths() {
    is(Account::HOME.then(Home::CITY).eq("a"), "home/city eq 'a'");
    is(Account::MANAGER.then(Account::HOME).then(Home::ROOMS).gt(2), "manager/home/rooms gt 2");
    is(Account::HOME.then(Home::OWNER).then(Account::NAME).eq(Account::NAME), "home/owner/name eq name");
    is(it::<Ticket>().cast::<Bug>().then(Bug::SEVERITY).gt(2), "sample.bug/severity gt 2");
    is(Ticket::OWNER.cast::<Bug>().then(Bug::SEVERITY).gt(2), "owner/sample.bug/severity gt 2");
    is(
        Account::TICKETS.cast::<Bug>().any(|bug| bug.then(Bug::SEVERITY).gt(2)),
        "tickets/sample.bug/any(x:x/severity gt 2)",
    );
    is(it::<Ticket>().is_of::<Bug>(), "isof(sample.bug)");
    is(it::<E>().then(E::INT32).eq(1), "int32 eq 1");
    is(E::STRINGS.any(|text| text.eq("a").and(it::<E>().is_not_null())), "strings/any(x:x eq 'a' and $it ne null)");
    is(Ticket::OWNER.is_of::<Bug>().not(), "not isof(owner,sample.bug)");
    is(E::DATE_TIME.lt(now()), "dateTime lt now()");
    is(Account::REPORTS.count().gt(2), "reports/$count gt 2");
    let dynamic: Property<Account, String> = Property::new("extension_1");
    is(dynamic.eq("a"), "extension_1 eq 'a'");
}

#[test]
fn lambdas() {
    is(E::STRINGS.any(|text| text.eq("a")), "strings/any(x:x eq 'a')");
    is(
        E::STRINGS.all(|text| text.starts_with("a").or(text.is_null())),
        "strings/all(x:startswith(x,'a') or x eq null)",
    );
    is(E::STRINGS.any_at_all().not(), "not strings/any()");
    is(
        Account::HOMES.any(|home| home.then(Home::CITY).eq("a").and(home.then(Home::ROOMS).gt(2))),
        "homes/any(x:x/city eq 'a' and x/rooms gt 2)",
    );
    is(E::MEMBERS.any(|member| member.then(E::BOOL)), "members/any(x:x/bool)");
}

#[test]
fn variables_are_distinct() {
    is(
        Account::REPORTS.any(|report| {
            report.then(Account::REPORTS).all(|other| {
                other.then(Account::NAME).eq(report.then(Account::NAME)).or(other.then(Account::NAME).eq(Account::NAME))
            })
        }),
        "reports/any(x:x/reports/all(y:y/name eq x/name or y/name eq name))",
    );
    let inner: Filter<Account> = Account::HOMES.any(|home| home.then(Home::CITY).eq("a"));
    is(
        inner.clone().and(Account::HOMES.any(|home| home.then(Home::CITY).eq("b").and(inner))),
        "homes/any(x:x/city eq 'a') and homes/any(y:y/city eq 'b' and homes/any(x:x/city eq 'a'))",
    );
    // A variable that has the name of a property would hide it.
    let x: Property<Account, i32> = Property::new("x");
    is(Account::SIZES.any(|size| size.eq(1).and(x.gt(1))), "sizes/any(y:y eq 1 and x gt 1)");
}

#[test]
fn conditions_add_up() {
    shows(
        &shop().accounts().get().filter(Account::NAME.eq("a").or(Account::NAME.eq("b"))).filter(Account::IS_ACTIVE),
        &["GET /accounts?$filter=(name%20eq%20'a'%20or%20name%20eq%20'b')%20and%20isActive"],
    );
}
