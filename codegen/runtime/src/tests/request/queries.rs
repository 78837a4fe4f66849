//! Query options.

use super::super::sample::{Account, Bug, Home, Ticket};
use super::sample::shop;
use super::{is_refused, shows};
use crate::request::{Aggregate, Apply, Expand, OrderBy, Property, PropertyPath, Search, it};

#[test]
fn of_collections() {
    shows(
        &shop()
            .accounts()
            .get()
            .select([Account::ID, Account::NAME])
            .filter(Account::SIZE.gt(1))
            .order_by(Account::NAME.desc())
            .order_by(Account::ID)
            .search(Search::from("a b").and(!Search::from("c")))
            .top(20)
            .skip(40)
            .top(10)
            .with_count()
            .format("application/json;odata.metadata=full"),
        &[
            "GET /accounts?$select=id,name&$filter=size%20gt%201&$orderby=name%20desc,id&$search=%22a%20b%22%20AND%20NOT%20c\
           &$top=10&$skip=40&$count=true&$format=application/json;odata.metadata=full",
        ],
    );
}

#[test]
fn select() {
    let accounts = shop().accounts().get();
    let get = |expected: &str| vec![format!("GET /accounts?$select={expected}")];
    let is = |request, expected: &str| shows(&request, &get(expected).iter().map(String::as_str).collect::<Vec<_>>());
    is(accounts.clone().select(Account::NAME), "name");
    is(accounts.clone().select(Account::NAME).select(Account::SIZE), "name,size");
    is(accounts.clone().select((Account::NAME, Account::SIZE, Account::HOME)), "name,size,home");
    is(accounts.clone().select(vec![Account::NAME, Account::ID]), "name,id");
    is(accounts.clone().select(&[Account::NAME, Account::ID][..]), "name,id");
    is(accounts.clone().select(Account::HOME.then(Home::CITY)), "home/city");
    is(
        accounts.clone().select((Account::HOME.then(Home::CITY), [Account::ID], PropertyPath::<_, i32>::raw("ext"))),
        "home/city,id,ext",
    );
    is(shop().accounts().get().select((Account::NAME, Account::SIZE)), "name,size");
    let bugs = it::<Ticket>().cast::<Bug>();
    shows(
        &shop()
            .tickets()
            .get()
            .select(bugs.then(Bug::SEVERITY))
            .order_by(bugs.then(Bug::SEVERITY))
            .expand(bugs.then(Bug::PARENT), |parent| parent),
        &["GET /tickets?$select=sample.bug/severity&$orderby=sample.bug/severity&$expand=sample.bug/parent"],
    );
    shows(&shop().me().get().select(Account::NAME), &["GET /me?$select=name"]);
}

#[test]
fn expand() {
    shows(
        &shop().me().get().expand(Account::MANAGER, |manager| manager).expand(Account::REPORTS, |reports| reports),
        &["GET /me?$expand=manager,reports"],
    );
    shows(
        &shop().accounts().get().expand(Account::REPORTS, |reports| {
            reports
                .select((Account::ID, Account::NAME))
                .filter(Account::NAME.eq("a;b)").and(Account::HOMES.any(|home| home.then(Home::ROOMS).gt(1))))
                .order_by(Account::NAME)
                .search("s")
                .top(5)
                .skip(1)
                .with_count()
                .levels(3)
                .expand(Account::MANAGER, |manager: Expand<Account>| manager.select(Account::ID).levels_max())
                .query("$format", "1")
        }),
        &[
            "GET /accounts?$expand=reports($select=id,name;$filter=name%20eq%20'a;b)'%20and%20homes/any(x:x/rooms%20gt%201);\
           $orderby=name;$search=s;$top=5;$skip=1;$count=true;$levels=3;$expand=manager($select=id;$levels=max);$format=1)",
        ],
    );
    shows(
        &shop().me().get().expand(Account::TICKETS.cast::<Bug>(), |bugs| bugs.select(Bug::SEVERITY)),
        &["GET /me?$expand=tickets/sample.bug($select=severity)"],
    );
    shows(
        &shop().me().get().expand(Account::HOME.then(Home::OWNER), |owner| owner.select(Account::ID)),
        &["GET /me?$expand=home/owner($select=id)"],
    );
    shows(
        &shop()
            .me()
            .get()
            .expand(Account::REPORTS, Expand::references)
            .expand(Account::TICKETS, |tickets| tickets.only_count().filter(Ticket::TITLE.eq("a"))),
        &["GET /me?$expand=reports/$ref,tickets/$count($filter=title%20eq%20'a')"],
    );
}

#[test]
fn compute_and_apply() {
    let total: Property<Account, i64> = Property::new("total");
    shows(
        &shop()
            .accounts()
            .get()
            .compute(Account::SIZE * 2, "total")
            .compute(Account::NAME.to_upper(), "upper")
            .filter(total.gt(10))
            .order_by(total.asc()),
        &[
            "GET /accounts?$compute=size%20mul%202%20as%20total,toupper(name)%20as%20upper&$filter=total%20gt%2010&$orderby=total",
        ],
    );
    let apply = Apply::new()
        .filter(Account::IS_ACTIVE)
        .group_by_and(
            (Account::NAME, Account::HOME.then(Home::CITY)),
            [Account::SIZE.sum_as("total"), Aggregate::count_as("n")],
        )
        .compute(total / 2, "half");
    shows(
        &shop().accounts().get().apply(apply),
        &[
            "GET /accounts?$apply=filter(isActive)/groupby((name,home/city),aggregate(size%20with%20sum%20as%20total,$count%20as%20n))\
           /compute(total%20div%202%20as%20half)",
        ],
    );
    shows(
        &shop().accounts().get().apply(Apply::new().group_by(Account::NAME)),
        &["GET /accounts?$apply=groupby((name))"],
    );
    let all = [
        Account::SIZE.average_as("a"),
        Account::SIZE.min_as("b"),
        Account::SIZE.max_as("c"),
        Account::NAME.count_distinct_as("d"),
        Account::SIZE.aggregated("Custom.median", "e"),
        Aggregate::raw("f"),
    ];
    let text = format!("{:?}", Apply::new().aggregate(all));
    assert_eq!(
        text,
        "aggregate(size with average as a,size with min as b,size with max as c,name with countdistinct as d,size with Custom.median as e,f)"
    );
}

#[test]
fn search() {
    for (search, expected) in [
        (Search::from("word"), "word"),
        (Search::from("two words"), r#""two words""#),
        (Search::from(r#"say "hi" \"#), r#""say \"hi\" \\""#),
        (Search::from("OR"), r#""OR""#),
        (Search::from(""), r#""""#),
        (Search::from("a").or("b").and("c"), "(a OR b) AND c"),
        (Search::from("a").and("b").or("c"), "a AND b OR c"),
        (!Search::from("a").or("b"), "NOT (a OR b)"),
        (Search::raw("a OR b").and("c"), "(a OR b) AND c"),
    ] {
        assert_eq!(search.to_string(), expected);
    }
    shows(&shop().accounts().get().search(Search::raw(r#""name:a""#)), &["GET /accounts?$search=%22name:a%22"]);
}

#[test]
fn order() {
    shows(
        &shop()
            .accounts()
            .get()
            .order_by(Account::HOME.then(Home::CITY))
            .order_by(Account::NAME.length().desc())
            .order_by(OrderBy::raw("x y")),
        &["GET /accounts?$orderby=home/city,length(name)%20desc,x%20y"],
    );
}

/// Of options that do not add up, the last one counts.
#[test]
fn options_given_twice() {
    let accounts = || shop().accounts().get();
    let twice = accounts()
        .top(1)
        .skip(2)
        .search("a")
        .format("b")
        .with_count()
        .top(3)
        .skip(4)
        .search("c")
        .format("d")
        .with_count();
    shows(&twice, &["GET /accounts?$top=3&$skip=4&$search=c&$format=d&$count=true"]);
    shows(
        &accounts().apply(Apply::new().filter(Account::SIZE.gt(1))).apply(Apply::raw("identity")),
        &["GET /accounts?$apply=identity"],
    );
    shows(
        &accounts().select([Account::NAME, Account::ID]).select((Account::SIZE, Account::NAME)),
        &["GET /accounts?$select=name,id,size"],
    );
    shows(
        &accounts()
            .expand(Account::MANAGER, |it| it)
            .expand(Account::REPORTS, |it| it.top(1))
            .expand(Account::MANAGER, |it| it.levels(2)),
        &["GET /accounts?$expand=manager($levels=2),reports($top=1)"],
    );
    shows(
        &accounts().compute(Account::SIZE + 1, "a").compute(Account::SIZE + 2, "b").compute(Account::SIZE + 3, "a"),
        &["GET /accounts?$compute=size%20add%203%20as%20a,size%20add%202%20as%20b"],
    );
    shows(
        &accounts().filter(Account::SIZE.gt(1)).query("$filter", "a or b").filter(Account::SIZE.lt(3)),
        &["GET /accounts?$filter=(a%20or%20b)%20and%20size%20lt%203"],
    );
    shows(&accounts().top(1).query("$top", "2"), &["GET /accounts?$top=2"]);
    shows(&accounts().query("$select", "a").select(Account::NAME), &["GET /accounts?$select=a,name"]);
    // Those of services may mean several.
    shows(&accounts().query("tag", "a").query("tag", "b"), &["GET /accounts?tag=a&tag=b"]);
}

#[test]
fn all_that_is_related() {
    shows(&shop().me().get().expand_all(|all| all), &["GET /me?$expand=*"]);
    shows(
        &shop().accounts().get().expand_all(|all| all.levels(2)).expand(Account::REPORTS, |it| it.top(1)),
        &["GET /accounts?$expand=*($levels=2),reports($top=1)"],
    );
    shows(
        &shop().me().get().expand(Account::REPORTS, |it| it.expand_all(|all| all.references())),
        &["GET /me?$expand=reports($expand=*/$ref)"],
    );
}

#[test]
fn aliases_do_not_meet() {
    let near = shop().accounts().nearest(&Home::default(), &[], None).get();
    shows(
        &near.clone().query("@p", "1"),
        &["GET /accounts/sample.nearest(place=@place,colors=@colors,limit=null)?@p=1&@place=%7B%7D&@colors=%5B%5D"],
    );
    is_refused(
        &near.query("@place", "1"),
        "the alias `@place` stands for a value in the path already: use another name",
    );
}
