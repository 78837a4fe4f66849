//! What the service in `../cap` cannot do and the one in `../trips` can.
//!
//! There is no plumbing. No string in here has a URL, a quote or a `$` in it, which a test sees to: the service's root is the
//! argument, and data that has to be quoted or encoded has characters in it.

#![forbid(unsafe_code)]

use std::error::Error as AnyError;
use std::sync::LazyLock;
use std::thread::sleep;

use trips::runtime::http::{Request, Response};
use trips::runtime::request::{Aggregate, Apply, Filter, Keys, Outcome as Done, Search, Service, it};
use trips::runtime::rust_decimal::Decimal;
use trips::runtime::time::{Date, Month};
use trips::runtime::{CreateBody, Delta, Duration, Flags, UpdateBody};
use trips::{Address, Airline, AnyAddress, AnyPerson, Container, Mood, Person, Photo, Pilot, Ship, Skills, Trip};

type Outcome<T = ()> = Result<T, Box<dyn AnyError>>;

const QUOTE: char = '\'';
const SLASH: char = '/';

static AGENT: LazyLock<ureq::Agent> =
    LazyLock::new(|| ureq::Agent::config_builder().http_status_as_error(false).build().into());

/// The only thing that a client has to know of HTTP: how a request is sent.
fn send(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, ureq::Error> {
    let (parts, mut body) = AGENT.run(request)?.into_parts();
    Ok(Response::from_parts(parts, body.read_to_vec()?))
}

fn main() -> Outcome {
    let root = std::env::args().nth(1).ok_or("the root of the service is the argument")?;
    let trips = Container::new(&root)?;
    trips.reset().send(send)?;
    create(&trips)?;
    filter(&trips)?;
    derive(&trips)?;
    contain(&trips)?;
    refer(&trips)?;
    call(&trips)?;
    shape(&trips)?;
    properties(&trips)?;
    media(&trips)?;
    changes(&trips)?;
    later(&trips)?;
    several_in_one(&trips)?;
    numbers_of_64_bits(&root)?;
    keys_as_segments(&root)?;
    Ok(())
}

/// A key that means something else wherever it is not quoted and encoded.
fn oneil() -> String {
    format!("o{QUOTE}neil {SLASH} 100% #1 ?&+=;ü")
}

fn hours(count: u64) -> Duration {
    Duration::from(std::time::Duration::from_secs(count * 60 * 60))
}

fn names(people: &[AnyPerson]) -> Vec<&str> {
    people.iter().filter_map(AnyPerson::user_name).collect()
}

fn create(trips: &Container) -> Outcome {
    let airline = Airline { code: Some("OL".to_owned()), name: Some("Oslo".to_owned()), ..Airline::default() };
    trips.airlines().create(&airline).send(send)?;
    let ship = Ship { city: Some("Rome".to_owned()), deck: Some(2), ..Ship::default() };
    let pia = Pilot {
        user_name: Some("pia".to_owned()),
        age: Some(50),
        emails: Some(vec!["pia@example.org".to_owned()]),
        licence: Some("A".to_owned()),
        flights: Some(9),
        home: Some(Address { city: Some("Rome".to_owned()), ..Address::default() }.into()),
        ..Pilot::default()
    };
    let mut neil = Person {
        user_name: Some(oneil()),
        name: Some("Neil".to_owned()),
        mood: Some(Mood::Merry),
        skills: Some(Flags::from_iter([Skills::Sails, Skills::Climbs])),
        age: Some(30),
        is_home: Some(true),
        budget: Some(Decimal::new(125, 1)),
        steps: Some(9_007_199_254_740_993),
        speed: Some(1.5),
        awake: Some(hours(16)),
        home: Some(AnyAddress::from(ship)),
        emails: Some(vec!["neil@example.org".to_owned()]),
        ..Person::default()
    };
    neil.friends.set(&vec![AnyPerson::from(pia)])?;
    neil.trips.set(&vec![Trip {
        number: Some(1),
        name: Some("First".to_owned()),
        lasts: Some(hours(48)),
        ..Trip::default()
    }])?;
    let created = trips.people().create(&neil).send(send)?.ok_or("the person")?;
    assert_eq!(created.user_name(), Some(&*oneil()));
    assert!(matches!(created.home(), Some(AnyAddress::Ship(_))));
    // One of a derived type in the set of its base type.
    let paul = Pilot { user_name: Some("paul".to_owned()), licence: Some("B".to_owned()), ..Pilot::default() };
    let created = trips.people().create(&AnyPerson::from(paul)).send(send)?.ok_or("the pilot")?;
    assert!(matches!(created, AnyPerson::Pilot(_)));
    Ok(())
}

fn filter(trips: &Container) -> Outcome {
    let neil = oneil();
    let neil = neil.as_str();
    let all: Vec<(Filter<Person>, Vec<&str>)> = vec![
        (Person::USER_NAME.eq(neil), vec![neil]),
        (Person::MOOD.eq(Mood::Merry), vec![neil]),
        (Person::MOOD.is_in([Mood::Merry, Mood::Calm]), vec![neil]),
        (Person::SKILLS.has(Skills::Sails), vec![neil]),
        (Person::SKILLS.has(Flags::from_iter([Skills::Sails, Skills::Climbs])), vec![neil]),
        (Person::SKILLS.has(Skills::Flies), vec![]),
        (Person::AWAKE.eq(hours(16)), vec![neil]),
        (Person::AWAKE.gt(hours(17)), vec![]),
        ((Person::BUDGET + Decimal::ONE).eq(Decimal::new(135, 1)), vec![neil]),
        ((Person::BUDGET - Decimal::ONE).eq(Decimal::new(115, 1)), vec![neil]),
        ((Person::BUDGET * Decimal::TWO).eq(Decimal::from(25)), vec![neil]),
        ((Person::BUDGET / Decimal::TWO).eq(Decimal::new(625, 2)), vec![neil]),
        ((Person::AGE % 7).eq(2), vec![neil]),
        ((Person::AGE * (Person::AGE - 20)).eq(300), vec![neil]),
        ((-Person::AGE).lt(-40), vec!["pia"]),
        (Person::SPEED.lt(f64::INFINITY), vec![neil]),
        (Person::IS_HOME.eq(true), vec![neil]),
        (Person::STEPS.eq(9_007_199_254_740_993_i64), vec![neil]),
        (Person::HOME.then(Address::CITY).eq("Rome"), vec![neil, "pia"]),
        (Person::EMAILS.any(|email| email.starts_with("neil")), vec![neil]),
        (Person::FRIENDS.count().eq(1), vec![neil]),
        (Person::FRIENDS.any(|friend| friend.cast::<Pilot>().then(Pilot::FLIGHTS).gt(3)), vec![neil]),
        // What is outside, in a condition on what is inside.
        (
            Person::FRIENDS.any(|friend| {
                friend.then(Person::EMAILS).any(|email| email.starts_with(friend.then(Person::USER_NAME)))
            }),
            vec![neil],
        ),
        (it::<Person>().is_of::<Pilot>(), vec!["pia", "paul"]),
        (it::<Person>().cast::<Pilot>().then(Pilot::LICENCE).eq("A"), vec!["pia"]),
    ];
    for (filter, expected) in all {
        let page = trips.people().get().filter(filter.clone()).send(send)?;
        assert_eq!(names(&page.value), expected, "{filter:?}");
    }
    // A property that is true or false is a condition by itself.
    let page = trips.people().get().filter(Person::IS_HOME).send(send)?;
    assert_eq!(names(&page.value), [neil]);
    Ok(())
}

fn derive(trips: &Container) -> Outcome {
    let pilots = trips.people().cast::<Pilot>();
    let page = pilots.get().filter(Pilot::FLIGHTS.gt(3)).send(send)?;
    assert_eq!(page.value.iter().map(|pilot| pilot.licence.as_deref()).collect::<Vec<_>>(), [Some("A")]);
    let pia = trips.people().id("pia").cast::<Pilot>();
    assert_eq!(pia.get().send(send)?.flights, Some(9));
    assert_eq!(pia.property(Pilot::LICENCE).get().send(send)?.value, "A");
    let error = trips.people().id(oneil()).cast::<Pilot>().get().send(send).err();
    assert_eq!(error.and_then(|error| error.status()), Some(404));
    // Both are read as what they are.
    let page = trips.people().get().order_by(Person::AGE.desc()).send(send)?;
    assert!(matches!(page.value[..], [AnyPerson::Pilot(_), AnyPerson::Person(_), AnyPerson::Pilot(_)]));
    // A navigation property and an operation of a derived type.
    let error = pia.airline().get().send(send).err();
    assert_eq!(error.and_then(|error| error.status()), Some(404));
    assert_eq!(pilots.ground().send(send)?.value, 2);
    assert_eq!(pia.get().send(send)?.flights, Some(0));
    Ok(())
}

fn contain(trips: &Container) -> Outcome {
    let own = trips.people().id(oneil()).trips();
    let starts = Date::from_calendar_date(2024, Month::January, 1)?.midnight().assume_utc();
    let second = Trip {
        number: Some(2),
        name: Some("Second".to_owned()),
        starts: Some(starts),
        lasts: Some(hours(72)),
        ..Trip::default()
    };
    assert_eq!(own.create(&second).send(send)?.ok_or("the trip")?.number, Some(2));
    let renamed = Trip { name: Some("Third".to_owned()), ..Trip::default() };
    assert!(own.id(2).update(&UpdateBody(&renamed)).send(send)?.is_none());
    let trip = own.id(2).get().send(send)?;
    assert_eq!((trip.name.as_deref(), trip.starts), (Some("Third"), Some(starts)));
    own.id(1).delete().send(send)?;
    assert_eq!(own.count().send(send)?, 1);
    assert_eq!(own.get().filter(Trip::LASTS.ge(hours(72))).send(send)?.value.len(), 1);
    Ok(())
}

fn refer(trips: &Container) -> Outcome {
    let (neil, pia) = (trips.people().id(oneil()), trips.people().id("pia"));
    let airline = trips.airlines().id("OL");
    pia.cast::<Pilot>().airline().set_ref(&airline).send(send)?;
    assert_eq!(pia.cast::<Pilot>().airline().get().send(send)?.code.as_deref(), Some("OL"));
    pia.cast::<Pilot>().airline().delete_ref().send(send)?;
    pia.friends().add_ref(&trips.people().id("paul")).send(send)?;
    assert_eq!(names(&pia.friends().get().send(send)?.value), ["paul"]);
    pia.friends().delete_ref(&trips.people().id("paul")).send(send)?;
    assert_eq!(pia.friends().count().send(send)?, 0);
    // What is created or changed can be bound to what is there.
    let mut change = Person::default();
    change.best_friend.bind(&pia);
    neil.update(&UpdateBody(&change)).send(send)?;
    assert_eq!(neil.best_friend().get().send(send)?.user_name(), Some("pia"));
    Ok(())
}

fn call(trips: &Container) -> Outcome {
    let pia = trips.people().id("pia");
    let cheered = pia.cheer(Mood::Angry).skills(Flags::from_iter([Skills::Flies, Skills::Sails])).send(send)?;
    assert_eq!(cheered.mood(), Some(&Mood::Angry));
    assert_eq!(cheered.skills(), Some(&Flags::from_iter([Skills::Sails, Skills::Flies])));
    // What functions return leads on.
    assert_eq!(trips.oldest().get().send(send)?.user_name(), Some("pia"));
    assert_eq!(trips.oldest().friends().count().send(send)?, 0);
    let merrier = trips.merrier(Mood::Calm);
    assert_eq!(
        names(&merrier.get().order_by(Person::AGE).select(Person::USER_NAME).send(send)?.value),
        [&*oneil(), "pia"]
    );
    assert_eq!(trips.merrier(Mood::Merry).count().send(send)?, 1);
    // Two that have one name.
    let neil = trips.people().id(oneil());
    assert_eq!(names(&neil.friends_in("Rome").get().send(send)?.value), ["pia"]);
    assert_eq!(neil.friends_in("Rome").id("pia").property(Person::AGE).get().send(send)?.value, 50);
    assert_eq!(neil.friends_in_with_older_than("Rome", 50).get().send(send)?.value.len(), 0);
    // Values of all kinds.
    assert_eq!(trips.moods().send(send)?.value, [Mood::Merry, Mood::Angry]);
    assert_eq!(trips.longest_trip().send(send)?.value, hours(72));
    assert!(matches!(trips.harbour().send(send)?, AnyAddress::Ship(ship) if ship.deck == Some(3)));
    Ok(())
}

fn shape(trips: &Container) -> Outcome {
    let people = trips.people().get();
    let page = people.clone().search(Search::from("pia").or("paul")).select(Person::USER_NAME).send(send)?;
    assert_eq!(names(&page.value), ["pia", "paul"]);
    let page = people.clone().search(!Search::from("pia")).select(Person::USER_NAME).send(send)?;
    assert_eq!(page.value.len(), 2);
    let deep = people.clone().filter(Person::USER_NAME.eq(oneil())).select(Person::USER_NAME);
    let page = deep.expand(Person::FRIENDS, |friends| friends.select(Person::USER_NAME).levels(2)).send(send)?;
    let neil = page.value[0].downcast_ref::<Person>().ok_or("a person")?;
    let friends = neil.friends.get()?.ok_or("friends")?;
    assert_eq!(names(&friends), ["pia"]);
    let pia = friends[0].downcast_ref::<Pilot>().ok_or("a pilot")?;
    assert_eq!(pia.friends.get()?.ok_or("their friends")?.len(), 0);
    let totals =
        Apply::new().group_by_and(Person::MOOD, [Person::AGE.average_as("average"), Aggregate::count_as("people")]);
    let page = people.clone().apply(totals).send(send)?;
    assert_eq!(page.value.len(), 3);
    let twice = people.compute(Person::AGE * 2, "twice").top(1).send(send)?;
    assert_eq!(twice.value[0].extra().get("twice").and_then(|twice| twice.as_i64()), Some(60));
    assert_eq!(trips.me().get().send(send)?.age(), Some(40));
    Ok(())
}

fn properties(trips: &Container) -> Outcome {
    let paul = trips.people().id("paul");
    let name = paul.property(Person::NAME);
    name.put(&"Paul".to_owned()).send(send)?;
    assert_eq!(name.get().send(send)?.value, "Paul");
    assert_eq!(name.raw_value().get().send(send)?, b"Paul");
    name.delete().send(send)?;
    assert!(name.get().optional().send(send)?.is_none());
    paul.property(Person::MOOD).put(&Mood::Merry).send(send)?;
    assert_eq!(paul.property(Person::MOOD).get().send(send)?.value, Mood::Merry);
    paul.property(Person::EMAILS).put(&vec![oneil()]).send(send)?;
    assert_eq!(paul.property(Person::EMAILS).get().send(send)?.value, [oneil()]);
    Ok(())
}

fn media(trips: &Container) -> Outcome {
    let bytes: Vec<u8> = (0..=255).collect();
    let created = trips.photos().create_media(bytes.clone(), "image/png").send(send)?.ok_or("the photo")?;
    let photo = trips.photos().id(created.id.ok_or("its key")?);
    let answered = photo.media().get().with_headers().send(send)?;
    assert_eq!((answered.value, answered.headers.get("Content-Type")), (bytes, Some("image/png")));
    photo.media().put(vec![1, 2], "image/gif").send(send)?;
    assert_eq!(photo.media().get().send(send)?, [1, 2]);
    let named = Photo { name: Some("Moor".to_owned()), ..Photo::default() };
    photo.update(&named).send(send)?;
    assert_eq!(photo.get().send(send)?.name.as_deref(), Some("Moor"));
    Ok(())
}

/// What has changed since.
fn changes(trips: &Container) -> Outcome {
    let people = trips.people().get().track_changes();
    let page = people.send(send)?;
    for number in 0..4 {
        let person = Person { user_name: Some(format!("u{number}")), age: Some(number), ..Person::default() };
        trips.people().create(&CreateBody(&person)).send(send)?;
    }
    trips.people().id("u3").delete().send(send)?;
    let delta = people.delta(&page).ok_or("a link to the changes")?;
    let page = delta.send(send)?;
    let (mut changed, mut removed) = (Vec::new(), 0);
    for change in &page.value {
        match change {
            Delta::Entity(person) => changed.extend(person.user_name()),
            Delta::Removed(person) if person.id().is_some_and(|id| id.contains("u3")) => removed += 1,
            other => return Err(format!("{other:?}").into()),
        }
    }
    assert_eq!((changed, removed), (vec!["u0", "u1", "u2"], 1));
    // And since then.
    assert_eq!(delta.changes(&page).ok_or("a link to further changes")?.send(send)?.value.len(), 0);
    // All of them in pages.
    let all = trips.people().get().select(Person::USER_NAME).max_page_size(2);
    let all: Vec<AnyPerson> = all.pages(send).collect::<Result<_, _>>()?;
    assert_eq!(names(&all), [&*oneil(), "pia", "paul", "u0", "u1", "u2"]);
    Ok(())
}

/// The service carries it out when it has the time.
fn later(trips: &Container) -> Outcome {
    let request = trips.people().id("pia").get().respond_async();
    let Done::Accepted(accepted) = request.send(send)? else { return Err("it to be accepted".into()) };
    for _ in 0..100 {
        if let Done::Done(pia) = request.poll(&accepted).ok_or("where to ask")?.send(send)? {
            assert_eq!(pia.user_name(), Some("pia"));
            return Ok(());
        }
        sleep(accepted.retry_after.unwrap_or_default().min(std::time::Duration::from_millis(50)));
    }
    Err("it is not done".into())
}

fn several_in_one(trips: &Container) -> Outcome {
    let person = Person { user_name: Some("b".to_owned()), ..Person::default() };
    let named = Person { name: Some("Bea".to_owned()), ..Person::default() };
    for is_json in [true, false] {
        let mut batch = if is_json { trips.batch() } else { trips.batch().multipart() };
        let pia = batch.add(&trips.people().id("pia").get());
        let all_or_none = batch.group();
        let created = batch.add_to(all_or_none, &trips.people().create(&person));
        let updated = batch.add_to(all_or_none, &batch.result_of::<Person>(&created).update(&named));
        batch.after(&updated, [created.id()]);
        let missing = batch.add(&trips.people().id("nobody").get());
        let answers = batch.request().continue_on_error().send(send)?;
        assert_eq!(answers.of(&pia)?.user_name(), Some("pia"));
        assert_eq!(answers.of(&created)?.ok_or("the person")?.user_name(), Some("b"));
        assert!(answers.of(&updated)?.is_none());
        assert_eq!(answers.of(&missing).err().and_then(|error| error.status()), Some(404));
        assert_eq!(trips.people().id("b").get().send(send)?.name(), Some("Bea"));
        trips.people().id("b").delete().send(send)?;
    }
    Ok(())
}

fn numbers_of_64_bits(root: &str) -> Outcome {
    let trips = Container::from(Service::new(root)?.ieee754_compatible());
    let neil = trips.people().id(oneil());
    assert_eq!(neil.get().send(send)?.steps(), Some(9_007_199_254_740_993));
    let change = Person { steps: Some(9_007_199_254_740_995), budget: Some(Decimal::new(1, 1)), ..Person::default() };
    neil.update(&UpdateBody(&change)).send(send)?;
    let changed = neil.get().send(send)?;
    assert_eq!((changed.steps(), changed.budget()), (change.steps, change.budget));
    Ok(())
}

fn keys_as_segments(root: &str) -> Outcome {
    let trips = Container::from(Service::new(root)?.keys(Keys::Segments));
    assert_eq!(trips.people().id("pia").get().send(send)?.user_name(), Some("pia"));
    assert_eq!(trips.people().id("pia").friends().count().send(send)?, 0);
    Ok(())
}
