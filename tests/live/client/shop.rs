//! What requests can say, said to the service in `../cap`.
//!
//! There is no plumbing. No string in here has a URL, a quote or a `$` in it, which a test sees to: the service's root is the
//! argument, and data that has to be quoted or encoded has characters in it.

#![forbid(unsafe_code)]

use std::error::Error as AnyError;
use std::sync::LazyLock;

use shop::runtime::http::{Request, Response};
use shop::runtime::request::{Aggregate, Apply, Error, Filter, Property};
use shop::runtime::rust_decimal::Decimal;
use shop::runtime::time::{Date, Month, OffsetDateTime, Time};
use shop::runtime::uuid::Uuid;
use shop::runtime::{Binary, CreateBody, Duration, UpdateBody};
use shop::{Address, Authors, Books, Chapters, EntityContainer, Notes, Settings, Stocks};

type Outcome<T = ()> = Result<T, Box<dyn AnyError>>;

const QUOTE: char = '\'';
const SLASH: char = '/';
const BRONTE: Uuid = Uuid::from_u128(0x1847);
const NOBODY: Uuid = Uuid::from_u128(0x2000);

static AGENT: LazyLock<ureq::Agent> =
    LazyLock::new(|| ureq::Agent::config_builder().http_status_as_error(false).build().into());

/// The only thing that a client has to know of HTTP: how a request is sent.
fn send(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, ureq::Error> {
    let (parts, mut body) = AGENT.run(request)?.into_parts();
    Ok(Response::from_parts(parts, body.read_to_vec()?))
}

fn main() -> Outcome {
    let root = std::env::args().nth(1).ok_or("the root of the service is the argument")?;
    let shop = EntityContainer::new(&root)?;
    shop.reset().send(send)?;
    create(&shop)?;
    compare_values_of_each_type(&shop)?;
    call_functions_in_filters(&shop)?;
    combine_filters(&shop)?;
    shape_the_answer(&shop)?;
    follow_pages(&shop)?;
    address(&shop)?;
    aggregate(&shop)?;
    update(&shop)?;
    update_what_was_expanded(&shop)?;
    replace_upsert_and_delete(&shop)?;
    relate(&shop)?;
    stream(&shop)?;
    act(&shop)?;
    ask(&shop)?;
    several_in_one_as_json(&shop)?;
    several_in_one_as_multipart(&shop)?;
    fail(&shop)?;
    Ok(())
}

/// A title that means something else wherever it is not quoted and encoded.
fn title() -> String {
    format!("Wuthering O{QUOTE}Heights {SLASH} 100% #1 ?&+=;ü")
}

fn published() -> Outcome<Date> {
    Ok(Date::from_calendar_date(1847, Month::December, 1)?)
}

fn opens_at() -> Outcome<Time> {
    Ok(Time::from_hms(9, 30, 0)?)
}

fn added() -> Outcome<OffsetDateTime> {
    let date = Date::from_calendar_date(2020, Month::January, 2)?;
    Ok(date.with_hms(3, 4, 5)?.assume_utc())
}

fn chapter(number: i32, title: &str) -> Chapters {
    Chapters { number: Some(number), title: Some(title.to_owned()), ..Chapters::default() }
}

/// Deep inserts and links to what is there, and what is created by the service.
fn create(shop: &EntityContainer) -> Outcome {
    let bronte = Authors { id: Some(BRONTE), name: Some("Brontë".to_owned()), ..Authors::default() };
    let created = shop.authors().create(&bronte).send(send)?.ok_or("the author")?;
    assert_eq!((created.id, created.name.as_deref()), (Some(BRONTE), Some("Brontë")));
    // Where a service is not to answer with it, there is nothing.
    let nobody = Authors { id: Some(NOBODY), name: Some("Nobody".to_owned()), ..Authors::default() };
    assert!(shop.authors().create(&CreateBody(&nobody)).return_minimal().send(send)?.is_none());

    let mut first = chapter(1, "One");
    first.notes.set(&vec![Notes { id: Some(1), text: Some("mind the gap".to_owned()), ..Notes::default() }])?;
    let mut novel = Books {
        id: Some(1),
        title: Some(title()),
        genre: Some("novel".to_owned()),
        is_printed: Some(true),
        isbn: Some(Uuid::from_u128(0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8)),
        price: Some(Decimal::new(1150, 2)),
        weight: Some(1.5),
        volumes: Some(200),
        shelf: Some(-300),
        pages: Some(400),
        sold: Some(9_007_199_254_740_991),
        shift: Some(-5),
        ratio: Some(0.5),
        read_in: Some(Duration::from(std::time::Duration::from_secs(5 * 60 * 60))),
        published: Some(published()?),
        opens_at: Some(opens_at()?),
        added: Some(added()?),
        digest: Some(Binary::from(vec![251, 255, 190])),
        tags: Some(vec!["moor".to_owned(), "storm and stress".to_owned()]),
        ..Books::default()
    };
    novel.chapters.set(&vec![first, chapter(2, "Two")])?;
    novel.author.bind(&shop.authors().id(BRONTE));
    let created = shop.books().create(&novel).send(send)?.ok_or("the book")?;
    assert_eq!(created.title, Some(title()));
    assert_eq!(created.author_id, Some(BRONTE));
    assert_eq!(created.chapters.iter().count(), 2);
    assert!(created.etag().is_some());

    let second = Books {
        id: Some(2),
        title: Some("Second".to_owned()),
        genre: Some("science".to_owned()),
        price: Some(Decimal::new(5, 0)),
        pages: Some(100),
        ..Books::default()
    };
    // What is created where it belongs belongs there.
    let created = shop.authors().id(BRONTE).books().create(&second).send(send)?.ok_or("the book")?;
    assert_eq!(created.author_id, Some(BRONTE));

    for number in 0..5 {
        let stock = Stocks {
            warehouse: Some(warehouse(number)),
            since: Some(since(number)?),
            copies: Some(i32::from(number)),
            book_id: Some(1),
            ..Stocks::default()
        };
        shop.stocks().create(&stock).send(send)?;
    }
    Ok(())
}

fn warehouse(number: u8) -> String {
    format!("O{QUOTE}Hare{SLASH}{number}")
}

fn since(number: u8) -> Outcome<Date> {
    Ok(Date::from_calendar_date(2024, Month::January, number + 1)?)
}

/// The books that a filter finds.
fn found(shop: &EntityContainer, filter: Filter<Books>) -> Outcome<Vec<i32>> {
    let page = shop.books().get().filter(filter).select(Books::ID).order_by(Books::ID.asc()).send(send)?;
    Ok(page.value.iter().filter_map(|book| book.id).collect())
}

fn compare_values_of_each_type(shop: &EntityContainer) -> Outcome {
    let isbn = Uuid::from_u128(0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8);
    let all: Vec<(Filter<Books>, Vec<i32>)> = vec![
        (Books::TITLE.eq(title()), vec![1]),
        (Books::TITLE.ne("Second"), vec![1]),
        (Books::IS_PRINTED.eq(true), vec![1]),
        (Books::ISBN.eq(isbn), vec![1]),
        (Books::PRICE.eq(Decimal::new(115, 1)), vec![1]),
        (Books::PRICE.lt(Decimal::from(6)), vec![2]),
        (Books::WEIGHT.gt(1.25), vec![1]),
        (Books::WEIGHT.le(-0.5), vec![]),
        (Books::VOLUMES.eq(200), vec![1]),
        (Books::SHELF.lt(-299), vec![1]),
        (Books::PAGES.ge(400), vec![1]),
        (Books::SOLD.eq(9_007_199_254_740_991_i64), vec![1]),
        (Books::SHIFT.eq(-5), vec![1]),
        (Books::RATIO.eq(0.5), vec![1]),
        (Books::PUBLISHED.eq(published()?), vec![1]),
        (Books::OPENS_AT.eq(opens_at()?), vec![1]),
        (Books::ADDED.eq(added()?), vec![1]),
        (Books::CHANGED.gt(added()?), vec![1, 2]),
        // Binary values are compared with nothing else.
        (Books::DIGEST.is_not_null(), vec![1]),
        (Books::GENRE.is_in(["novel", "history"]), vec![1]),
        (Books::PAGES.is_in([100, 400]), vec![1, 2]),
        (Books::WEIGHT.is_null(), vec![2]),
        (Books::WEIGHT.is_not_null(), vec![1]),
        (Books::PAGES.gt(Books::ID), vec![1, 2]),
    ];
    for (filter, expected) in all {
        assert_eq!(found(shop, filter.clone())?, expected, "{filter:?}");
    }
    Ok(())
}

fn call_functions_in_filters(shop: &EntityContainer) -> Outcome {
    let all: Vec<(Filter<Books>, Vec<i32>)> = vec![
        (Books::TITLE.contains(format!("O{QUOTE}Heights")), vec![1]),
        (Books::TITLE.contains("100%"), vec![1]),
        (Books::TITLE.starts_with("Wuth"), vec![1]),
        (Books::TITLE.ends_with("nd"), vec![2]),
        (Books::TITLE.length().eq(6), vec![2]),
        (Books::TITLE.index_of("con").eq(2), vec![2]),
        (Books::TITLE.substring(3).eq("ond"), vec![2]),
        (Books::TITLE.substring_with_length(0, 3).eq("Sec"), vec![2]),
        (Books::TITLE.to_lower().eq("second"), vec![2]),
        (Books::TITLE.to_upper().eq("SECOND"), vec![2]),
        (Books::TITLE.trim().eq("Second"), vec![2]),
        (Books::TITLE.concat("ary").eq("Secondary"), vec![2]),
        (Books::TITLE.matches_pattern("^S.+d"), vec![2]),
        (Books::PUBLISHED.year().eq(1847), vec![1]),
        (Books::PUBLISHED.month().eq(12), vec![1]),
        (Books::PUBLISHED.day().eq(1), vec![1]),
        (Books::OPENS_AT.hour().eq(9), vec![1]),
        (Books::ADDED.minute().eq(4), vec![1]),
        (Books::ADDED.second().eq(5), vec![1]),
        (Books::ADDED.date().eq(Date::from_calendar_date(2020, Month::January, 2)?), vec![1]),
        (Books::ADDED.time().eq(Time::from_hms(3, 4, 5)?), vec![1]),
        (Books::WEIGHT.round().eq(2.0), vec![1]),
        (Books::PRICE.floor().eq(Decimal::from(11)), vec![1]),
        (Books::PRICE.ceiling().eq(Decimal::from(12)), vec![1]),
    ];
    for (filter, expected) in all {
        assert_eq!(found(shop, filter.clone())?, expected, "{filter:?}");
    }
    Ok(())
}

fn combine_filters(shop: &EntityContainer) -> Outcome {
    let cheap = || Books::PRICE.lt(Decimal::from(6));
    let all: Vec<(Filter<Books>, Vec<i32>)> = vec![
        (Books::PAGES.gt(50).and(Books::PAGES.lt(200)), vec![2]),
        (Books::PAGES.gt(200).or(cheap()), vec![1, 2]),
        // What is combined first stays together.
        (Books::PAGES.gt(200).or(cheap()).and(Books::GENRE.eq("novel")), vec![1]),
        (!Books::PAGES.gt(200).or(cheap()), vec![]),
        (!Books::PAGES.gt(200), vec![2]),
        (Books::AUTHOR.then(Authors::NAME).eq("Brontë"), vec![1, 2]),
        (Books::AUTHOR.then(Authors::NAME).starts_with("Bron").and(cheap()), vec![2]),
        (Books::CHAPTERS.any(|chapter| chapter.then(Chapters::TITLE).eq("Two")), vec![1]),
        (Books::CHAPTERS.all(|chapter| chapter.then(Chapters::NUMBER).gt(0)), vec![1, 2]),
        (Books::CHAPTERS.any_at_all(), vec![1]),
        // One within the other.
        (
            Books::CHAPTERS
                .any(|chapter| chapter.then(Chapters::NOTES).any(|note| note.then(Notes::TEXT).eq("mind the gap"))),
            vec![1],
        ),
        (Books::TAGS.any(|tag| tag.eq("moor")), vec![1]),
    ];
    for (filter, expected) in all {
        assert_eq!(found(shop, filter.clone())?, expected, "{filter:?}");
    }
    Ok(())
}

fn shape_the_answer(shop: &EntityContainer) -> Outcome {
    let page = shop
        .books()
        .get()
        .select((Books::ID, Books::TITLE))
        .expand(Books::AUTHOR, |author| author.select(Authors::NAME))
        .expand(Books::CHAPTERS, |chapters| {
            chapters
                .filter(Chapters::NUMBER.ge(1))
                .order_by(Chapters::NUMBER.desc())
                .top(1)
                .with_count()
                .expand(Chapters::NOTES, |notes| notes)
        })
        .order_by(Books::AUTHOR.then(Authors::NAME))
        .order_by(Books::TITLE.desc())
        .with_count()
        .send(send)?;
    assert_eq!((page.count, page.value.len()), (Some(2), 2));
    let [novel, second] = &page.value[..] else { return Err("two books".into()) };
    assert_eq!((novel.id, second.id), (Some(1), Some(2)));
    assert_eq!((&novel.genre, &novel.pages), (&None, &None));
    assert_eq!(novel.author.get()?.and_then(|author| author.name).as_deref(), Some("Brontë"));
    let chapters = novel.chapters.get()?.ok_or("chapters")?;
    assert_eq!(chapters.iter().map(|chapter| chapter.number).collect::<Vec<_>>(), [Some(2)]);
    assert_eq!(chapters[0].notes.iter().count(), 0);

    let page = shop.books().get().order_by(Books::ID).skip(1).top(1).send(send)?;
    assert_eq!(page.value.iter().map(|book| book.id).collect::<Vec<_>>(), [Some(2)]);
    let page = shop.books().get().search("second").send(send)?;
    assert_eq!(page.value.iter().map(|book| book.id).collect::<Vec<_>>(), [Some(2)]);
    let page = shop.books().get().format("json").top(1).send(send)?;
    assert_eq!(page.value.len(), 1);
    assert_eq!(shop.books().count().send(send)?, 2);
    assert_eq!(shop.books().count().filter(Books::PAGES.gt(200)).send(send)?, 1);
    assert_eq!(shop.authors().id(BRONTE).books().count().send(send)?, 2);

    let page = shop
        .books()
        .get()
        .compute(Books::PRICE * Decimal::from(2), "twice")
        .select((Books::ID, Property::<Books, Decimal>::new("twice")))
        .order_by(Books::ID)
        .send(send)?;
    assert_eq!(page.value[0].extra.get("twice").and_then(|twice| twice.as_f64()), Some(23.0));

    // Only if it is not what is known already.
    let novel = shop.books().id(1).get().send(send)?;
    let etag = novel.etag().ok_or("the ETag")?;
    let again = shop.books().id(1).get().if_none_match(etag).send(send);
    assert_eq!(again.err().and_then(|error| error.status()), Some(304));
    Ok(())
}

fn follow_pages(shop: &EntityContainer) -> Outcome {
    let stocks = shop.stocks().get().select([Stocks::WAREHOUSE]).order_by(Stocks::SINCE);
    let all: Vec<Stocks> = stocks.pages(send).collect::<Result<_, _>>()?;
    let names: Vec<String> = all.into_iter().filter_map(|stock| stock.warehouse).collect();
    assert_eq!(names, (0..5).map(warehouse).collect::<Vec<_>>());

    // The same by hand.
    let first = stocks.send(send)?;
    assert_eq!(first.value.len(), 2);
    let second = stocks.next(&first).ok_or("a second page")?.send(send)?;
    let third = stocks.next(&second).ok_or("a third page")?.send(send)?;
    assert_eq!((second.value.len(), third.value.len()), (2, 1));
    assert!(stocks.next(&third).is_none());
    Ok(())
}

/// Keys of several parts, and what comes after them.
fn address(shop: &EntityContainer) -> Outcome {
    let stock = shop.stocks().id((warehouse(3), since(3)?)).get().send(send)?;
    assert_eq!((stock.warehouse, stock.copies), (Some(warehouse(3)), Some(3)));
    let chapter = shop.books().id(1).chapters().id((1, 2)).get().send(send)?;
    assert_eq!(chapter.title.as_deref(), Some("Two"));
    let author = shop.books().id(2).author().get().send(send)?;
    assert_eq!(author.id, Some(BRONTE));
    let novel = shop.books().id(2).author().books().id(1).property(Books::TITLE).get().send(send)?;
    assert_eq!(novel.value, title());
    let settings: Settings = shop.settings().get().send(send)?;
    assert_eq!(settings.slogan.as_deref(), Some("Read more"));
    // What no method is generated for.
    let same =
        shop.many::<Books>("Books").id(1).get().query("sap-language", "de & en").header("X-Why", "none").send(send)?;
    assert_eq!(same.id, Some(1));
    Ok(())
}

fn aggregate(shop: &EntityContainer) -> Outcome {
    let totals = Apply::new().group_by_and(Books::GENRE, [Books::PRICE.sum_as("total"), Aggregate::count_as("books")]);
    let page = shop.books().get().apply(totals).send(send)?;
    let of = |genre: &str| page.value.iter().find(|item| item.genre.as_deref() == Some(genre));
    let novels = of("novel").ok_or("novels")?;
    assert_eq!(novels.extra.get("total").and_then(|total| total.as_f64()), Some(11.5));
    assert_eq!(novels.extra.get("books").and_then(|count| count.as_i64()), Some(1));
    let dear = Apply::new().filter(Books::PRICE.gt(Decimal::from(6))).aggregate([Books::PRICE.max_as("top")]);
    let page = shop.books().get().apply(dear).send(send)?;
    assert_eq!(page.value[0].extra.get("top").and_then(|top| top.as_f64()), Some(11.5));
    Ok(())
}

fn update(shop: &EntityContainer) -> Outcome {
    let second = shop.books().id(2);
    let before = second.get().send(send)?;
    let mut after = before.clone();
    after.pages = Some(101);
    after.genre = None;
    let changed = second.update(&UpdateBody::changes(&before, &after)).if_match(before.etag()).send(send)?;
    let changed = changed.ok_or("the book")?;
    assert_eq!((changed.pages, &changed.genre, &changed.title), (Some(101), &None, &before.title));

    // Somebody else has changed it in the meantime.
    let error = second.update(&UpdateBody::changes(&before, &after)).if_match(before.etag()).send(send).err();
    assert_eq!(error.and_then(|error| error.status()), Some(412));
    // Without the version the service changes nothing, and with any it does.
    let error = second.update(&UpdateBody::changes(&before, &after)).send(send).err();
    assert_eq!(error.and_then(|error| error.status()), Some(428));
    assert!(second.update(&UpdateBody::changes(&after, &before)).if_match("*").return_minimal().send(send)?.is_none());
    let again = second.get().send(send)?;
    assert_eq!((again.pages, again.genre), (before.pages, before.genre));

    // A null, without a value that was read.
    let mut nothing = Settings::default();
    nothing.extra.set_null(Settings::SLOGAN);
    let settings = shop.settings().update(&UpdateBody(&nothing)).return_representation().send(send)?;
    assert_eq!(settings.ok_or("the settings")?.slogan, None);
    let some = Settings { slogan: Some(title()), ..Settings::default() };
    shop.settings().update(&some).send(send)?;
    assert_eq!(shop.settings().get().send(send)?.slogan, Some(title()));

    // One property by itself.
    let summary = second.property(Books::SUMMARY);
    summary.put(&"Short & good".to_owned()).if_match("*").send(send)?;
    assert_eq!(summary.get().optional().send(send)?.map(|summary| summary.value).as_deref(), Some("Short & good"));
    assert_eq!(summary.raw_value().get().send(send)?, b"Short & good");
    summary.delete().if_match("*").send(send)?;
    assert!(summary.get().optional().send(send)?.is_none());
    Ok(())
}

/// What was expanded is not sent back: nothing but the property changes.
fn update_what_was_expanded(shop: &EntityContainer) -> Outcome {
    let whole = || {
        let book = shop.books().id(1).get().expand(Books::AUTHOR, |author| author);
        book.expand(Books::CHAPTERS, |chapters| chapters.expand(Chapters::NOTES, |notes| notes))
    };
    let before = whole().send(send)?;
    for body_of_all in [false, true] {
        let mut after = whole().send(send)?;
        let current = after.clone();
        after.pages = Some(if body_of_all { 402 } else { 401 });
        let request = match body_of_all {
            true => shop.books().id(1).update(&UpdateBody(&after)),
            false => shop.books().id(1).update(&UpdateBody::changes(&current, &after)),
        };
        request.if_match(current.etag()).send(send)?;
        let mut found = whole().send(send)?;
        assert_eq!(found.pages, after.pages);
        assert_ne!(found.etag(), before.etag());
        found.pages = before.pages;
        assert_eq!(found.author.get()?, before.author.get()?);
        assert_eq!(found.chapters.get()?, before.chapters.get()?);
        assert!(UpdateBody::changes(&before, &found).is_empty());
    }
    Ok(())
}

fn replace_upsert_and_delete(shop: &EntityContainer) -> Outcome {
    let other = Uuid::from_u128(0x2001);
    let mut author = Authors { name: Some("Charlotte".to_owned()), ..Authors::default() };
    author.born = Some(Date::from_calendar_date(1816, Month::April, 21)?);
    // There is none yet.
    let created = shop.authors().id(other).replace(&author).with_headers().send(send)?;
    assert_eq!((created.status, created.value.and_then(|author| author.id)), (201, Some(other)));
    let named = Authors { name: Some("Emily".to_owned()), ..Authors::default() };
    let updated = shop.authors().id(other).upsert(&named).with_headers().send(send)?;
    assert_eq!(updated.status, 200);
    let error = shop.authors().id(Uuid::from_u128(0x2002)).update(&named).if_match("*").send(send).err();
    assert_eq!(error.and_then(|error| error.status()), Some(404));
    shop.authors().id(other).delete().send(send)?;
    assert_eq!(shop.authors().id(other).get().send(send).err().and_then(|error| error.status()), Some(404));
    assert_eq!(shop.authors().count().send(send)?, 2);
    Ok(())
}

fn relate(shop: &EntityContainer) -> Outcome {
    let second = shop.books().id(2);
    let mut to_nobody = Books::default();
    to_nobody.author.bind(&shop.authors().id(NOBODY));
    second.update(&UpdateBody(&to_nobody)).if_match("*").send(send)?;
    assert_eq!(second.author().get().send(send)?.id, Some(NOBODY));
    let back = Books { author_id: Some(BRONTE), ..Books::default() };
    second.update(&back).if_match("*").send(send)?;
    assert_eq!(second.author().get().send(send)?.id, Some(BRONTE));
    // This service has no references; the one in the other client has.
    let error = second.author().delete_ref().if_match("*").send(send).err();
    assert!(matches!(error, Some(Error::Service(_))), "{error:?}");
    Ok(())
}

fn stream(shop: &EntityContainer) -> Outcome {
    let bytes: Vec<u8> = (0..=255).collect();
    let cover = shop.books().id(1).cover();
    cover.put(bytes.clone(), "image/png").if_match("*").send(send)?;
    let answered = cover.get().with_headers().send(send)?;
    assert_eq!((answered.value, answered.headers.get("Content-Type")), (bytes, Some("image/png")));
    cover.delete().if_match("*").send(send)?;
    assert!(cover.get().send(send)?.is_empty());
    Ok(())
}

fn act(shop: &EntityContainer) -> Outcome {
    // On one, with what it needs and what it may have.
    let second = shop.books().id(2);
    let book = second.discount(10).reason("It is old & dusty").request().if_match("*").send(send)?;
    assert_eq!(book.price, Some(Decimal::new(45, 1)));
    assert_eq!(book.summary.as_deref(), Some("It is old & dusty"));
    let book = second.discount(0).request().if_match("*").send(send)?;
    assert_eq!(book.summary, None);
    // On a collection.
    assert_eq!(shop.stocks().restock(10).send(send)?.value, 5);
    // On nothing: complex values, and collections of values.
    let address = Address { city: Some(title()), street: None, ..Address::default() };
    let receipt = shop.order(&address, &[1, 2]).genres(&["novel", "science"]).note("By Friday").send(send)?;
    assert_eq!(receipt.number, Some(i32::try_from(title().encode_utf16().count())?));
    assert_eq!(receipt.amount, Some(Decimal::from(16)));
    let lines = receipt.lines.ok_or("lines")?;
    assert_eq!(
        lines.iter().map(|line| (line.book, line.copies)).collect::<Vec<_>>(),
        [(Some(1), Some(2)), (Some(2), Some(2))]
    );
    Ok(())
}

fn ask(shop: &EntityContainer) -> Outcome {
    let novel = shop.books().id(1);
    assert_eq!(novel.price_in("EUR").send(send)?.value, Decimal::new(115, 1));
    assert_eq!(novel.price_in(&title()).send(send)?.value, Decimal::from(23));
    let cheapest = shop.books().cheapest(1).send(send)?;
    assert_eq!(cheapest.value.iter().map(|book| book.id).collect::<Vec<_>>(), [Some(2)]);
    assert_eq!(shop.motto().send(send)?.value, "Books & more");
    assert_eq!(shop.genre_of(2).send(send)?.value, "science");
    // Collections and complex values go by aliases.
    assert_eq!(shop.total().books(&[1, 2]).send(send)?.value, Decimal::from(16));
    let near = Address { city: Some(title()), ..Address::default() };
    assert_eq!(shop.cities(&near).send(send)?.value, [title(), format!("New {}", title())]);
    Ok(())
}

fn several_in_one_as_json(shop: &EntityContainer) -> Outcome {
    let third = Books { id: Some(3), title: Some("Third".to_owned()), ..Books::default() };
    let renamed = Books { title: Some(title()), ..Books::default() };
    let mut batch = shop.batch();
    let novel = batch.add(&shop.books().id(1).get().select(Books::TITLE));
    let all_or_none = batch.group();
    let created = batch.add_to(all_or_none, &shop.books().create(&third));
    // What is not there yet goes by what creates it.
    let updated = batch.add_to(all_or_none, &batch.result_of::<Books>(&created).update(&renamed).if_match("*"));
    batch.after(&updated, [created.id()]);
    let read = batch.add(&shop.books().id(3).get());
    batch.after(&read, [updated.id()]);
    let missing = batch.add(&shop.books().id(99).get());
    let answers = batch.request().send(send)?;
    assert_eq!(answers.of(&novel)?.title, Some(title()));
    assert_eq!(answers.of(&created)?.and_then(|book| book.title).as_deref(), Some("Third"));
    let updated = answers.of(&updated)?.ok_or("the book")?;
    assert_eq!(updated.title, Some(title()));
    assert_eq!(answers.of(&read)?.title, Some(title()));
    assert_eq!(answers.of(&missing).err().and_then(|error| error.status()), Some(404));

    // All or none.
    let fourth = Books { id: Some(4), title: Some("Fourth".to_owned()), ..Books::default() };
    let mut batch = shop.batch();
    let all_or_none = batch.group();
    batch.add_to(all_or_none, &shop.books().create(&fourth));
    let refused = batch.add_to(all_or_none, &shop.books().id(1).update(&renamed));
    let answers = batch.request().continue_on_error().send(send)?;
    assert_eq!(answers.of(&refused).err().and_then(|error| error.status()), Some(428));
    assert_eq!(shop.books().count().send(send)?, 3);
    Ok(())
}

fn several_in_one_as_multipart(shop: &EntityContainer) -> Outcome {
    let fifth = Books { id: Some(5), title: Some(title()), ..Books::default() };
    let renamed = Books { title: Some("Fifth".to_owned()), ..Books::default() };
    let mut batch = shop.batch().multipart();
    let novels = batch.add(&shop.books().get().filter(Books::TITLE.eq(title())).order_by(Books::ID));
    let all_or_none = batch.group();
    let created = batch.add_to(all_or_none, &shop.books().create(&fifth));
    let updated = batch.add_to(all_or_none, &batch.result_of::<Books>(&created).update(&renamed).if_match("*"));
    let deleted = batch.add_to(all_or_none, &shop.books().id(3).delete().if_match("*"));
    let missing = batch.add(&shop.books().id(99).get());
    let count = batch.add(&shop.books().count());
    let answers = batch.request().continue_on_error().send(send)?;
    let ids: Vec<_> = answers.of(&novels)?.value.iter().map(|book| book.id).collect();
    assert_eq!(ids, [Some(1), Some(3)]);
    assert_eq!(answers.of(&created)?.and_then(|book| book.title), Some(title()));
    assert_eq!(answers.of(&updated)?.and_then(|book| book.title).as_deref(), Some("Fifth"));
    answers.of(&deleted)?;
    assert_eq!(answers.of(&missing).err().and_then(|error| error.status()), Some(404));
    assert_eq!(answers.of(&count)?, 3);
    Ok(())
}

fn fail(shop: &EntityContainer) -> Outcome {
    let Err(Error::Service(error)) = shop.books().id(77).get().send(send) else { return Err("a refusal".into()) };
    assert_eq!((error.status, error.code()), (404, Some("404")));
    // What is wrong with a request, in all of its parts.
    let wrong = shop.books().get().filter(Filter::raw("nope eq 1")).send(send);
    let Err(Error::Service(error)) = wrong else { return Err("a refusal".into()) };
    assert_eq!(error.status, 400);
    assert!(error.error().message.as_deref().is_some_and(|message| message.contains("nope")));
    let Err(Error::Service(error)) = shop.refuse(&title()).send(send) else { return Err("a refusal".into()) };
    let details = error.error().details.as_deref().ok_or("details")?;
    assert_eq!(details[0].message, Some(title()));
    assert_eq!(details.iter().filter_map(|detail| detail.code.as_deref()).collect::<Vec<_>>(), ["FIRST", "SECOND"]);
    // What is not sent is not answered.
    let unsent = shop.books().get().send(|_| Err::<Response<Vec<u8>>, _>("nobody is there"));
    assert!(matches!(unsent, Err(Error::Transport(error)) if error.to_string() == "nobody is there"));
    Ok(())
}
