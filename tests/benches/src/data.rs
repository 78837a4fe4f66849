//! Pages as a service answers with them. They are the same in each run.

use std::fmt::Write;
use std::io::Read;

/// What the items of a page are.
#[derive(Clone, Copy, PartialEq)]
pub enum Items {
    /// Users with the eleven properties that Microsoft Graph returns if none are selected.
    Users,
    /// Users with all properties, of which half are null or empty.
    FullUsers,
    /// Messages with bodies of some kilobytes.
    Messages,
    /// Users, groups and devices, each with its type.
    Members,
}

/// A page of at least a number of bytes.
pub fn page(items: Items, bytes: usize) -> String {
    let mut json = String::with_capacity(bytes + 10_000);
    // A string takes what is read from a stream of text.
    let read = PageText::new(items, bytes).read_to_string(&mut json);
    debug_assert!(read.is_ok());
    json
}

/// The text of a page, of which no more than an item is there at a time.
pub struct PageText {
    items: Items,
    /// How long it is at least.
    bytes: usize,
    /// How long it is so far.
    length: usize,
    next: usize,
    part: String,
    /// How much of the part has been read.
    read: usize,
    is_done: bool,
}

impl PageText {
    /// A page of at least a number of bytes.
    pub fn new(items: Items, bytes: usize) -> Self {
        let part = START.to_owned();
        Self { items, bytes, length: part.len(), next: 0, part, read: 0, is_done: false }
    }

    /// How long the text is so far.
    pub fn length(&self) -> usize {
        self.length
    }

    fn advance(&mut self) {
        self.part.clear();
        self.read = 0;
        if self.length >= self.bytes {
            self.part.push_str("]}");
            self.is_done = true;
        } else {
            if self.next > 0 {
                self.part.push(',');
            }
            item(self.items, self.next, &mut self.part);
            self.next += 1;
        }
        self.length += self.part.len();
    }
}

const START: &str = concat!(
    r#"{"@odata.context":"https://example.com/v1.0/$metadata#items","#,
    r#""@odata.nextLink":"https://example.com/v1.0/items?$skiptoken=RFNwdAIAAQAAAB","value":["#
);

impl Read for PageText {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.read == self.part.len() && !self.is_done {
            self.advance();
        }
        let mut rest = &self.part.as_bytes()[self.read..];
        let count = rest.read(buffer)?;
        self.read += count;
        Ok(count)
    }
}

/// Adds an item.
pub fn item(items: Items, number: usize, json: &mut String) {
    let person = Person::new(number);
    let written = match (items, number % 3) {
        (Items::Users, _) => write!(json, "{{{}}}", person.default_properties()),
        (Items::FullUsers, _) => write!(json, "{}", person.all_properties()),
        (Items::Messages, _) => write!(json, "{}", message(number)),
        (Items::Members, 0) => group(&person, json),
        (Items::Members, 1) => device(&person, json),
        (Items::Members, _) => {
            write!(json, r##"{{"@odata.type":"#com.example.office.user",{}}}"##, person.default_properties())
        }
    };
    // A string takes what is written to it.
    debug_assert!(written.is_ok());
}

const GIVEN_NAMES: [&str; 8] = ["Adele", "Zoë", "Henrietta", "Jürgen", "Lee", "Miriam", "Nestor", "Patti"];
const SURNAMES: [&str; 7] = ["Vance", "Mueller", "O'Neill", "Gu", "Graham", "Wilke", "Fernández"];
const JOBS: [&str; 5] = ["Retail Manager", "Director", "Product Marketing Manager", "CVP Engineering", "Paralegal"];
const WORDS: [&str; 16] = [
    "quarterly",
    "report",
    "please",
    "review",
    "the",
    "attached",
    "figures",
    "before",
    "our",
    "meeting",
    "on",
    "Monday",
    "and",
    "send",
    "comments",
    "back",
];

struct Person {
    number: usize,
    given_name: &'static str,
    surname: &'static str,
    job: &'static str,
    name: String,
}

impl Person {
    fn new(number: usize) -> Self {
        let given_name = GIVEN_NAMES[number % GIVEN_NAMES.len()];
        let surname = SURNAMES[number % SURNAMES.len()];
        Self {
            number,
            given_name,
            surname,
            job: JOBS[number % JOBS.len()],
            name: format!("{}.{number}", ascii(surname)),
        }
    }

    /// In the order in which Microsoft Graph sends them.
    fn default_properties(&self) -> String {
        let Self { number, given_name, surname, job, name } = self;
        let phones =
            if number.is_multiple_of(4) { String::new() } else { format!(r#""+1 425 555 {:04}""#, number % 10_000) };
        let job = if number.is_multiple_of(3) { "null".to_owned() } else { format!(r#""{job}""#) };
        let id = id(*number);
        format!(
            r#""businessPhones":[{phones}],"displayName":"{given_name} {surname}","givenName":"{given_name}","jobTitle":{job},"mail":"{name}@example.com","mobilePhone":null,"officeLocation":"18/{number}","preferredLanguage":"en-US","surname":"{surname}","userPrincipalName":"{name}@example.com","id":"{id}""#
        )
    }

    fn all_properties(&self) -> String {
        let Self { number, given_name, surname, job, name } = self;
        let (id, at) = (id(*number), time(*number));
        let plans: Vec<String> = (0..4)
            .map(|plan| {
                let id = self::id(plan);
                format!(
                    r#"{{"assignedDateTime":"{at}","capabilityStatus":"Enabled","service":"exchange","servicePlanId":"{id}"}}"#
                )
            })
            .collect();
        let plans = plans.join(",");
        format!(
            r#"{{"@odata.etag":"W/\"{number}\"","id":"{id}","deletedDateTime":null,"aboutMe":null,"accountEnabled":true,"ageGroup":null,"assignedLicenses":[{{"disabledPlans":["{id}"],"skuId":"{id}"}},{{"disabledPlans":[],"skuId":"{id}"}}],"assignedPlans":[{plans}],"authorization":{{"certificateIds":[]}},"birthday":"0001-01-01T00:00:00Z","businessPhones":["+1 425 555 0100"],"city":"Pittsburgh","companyName":null,"consentProvidedForMinor":null,"country":"United States","createdDateTime":"{at}","creationType":null,"customAttributes":null,"department":"Sales & Marketing","deviceEnrollmentLimit":{limit},"displayName":"{given_name} {surname}","employeeHireDate":"{at}","employeeId":"{number}","employeeLeaveDateTime":null,"employeeOrgData":{{"costCenter":"1000","division":null}},"employeeType":"Employee","externalUserState":null,"externalUserStateChangeDateTime":null,"faxNumber":null,"givenName":"{given_name}","hireDate":"{at}","identities":[{{"issuer":"example.com","issuerAssignedId":"{name}@example.com","signInType":"userPrincipalName"}}],"identityParentId":null,"imAddresses":["{name}@example.com"],"interests":[],"isManagementRestricted":null,"isResourceAccount":false,"jobTitle":"{job}","lastPasswordChangeDateTime":"{at}","legalAgeGroup":null,"licenseStates":[{{"assignedByGroup":null,"disabledPlans":[],"error":"None","lastUpdatedDateTime":"{at}","skuId":"{id}","state":"Active"}}],"mail":"{name}@example.com","mailNickname":"{name}","mobilePhone":null,"mySite":null,"officeLocation":"18/{number}","onPremisesDistinguishedName":null,"onPremisesDomainName":null,"onPremisesExtensionAttributes":{{"extensionAttribute1":"{number}","extensionAttribute2":null,"extensionAttribute3":null,"extensionAttribute4":null,"extensionAttribute5":null,"extensionAttribute6":null,"extensionAttribute7":null,"extensionAttribute8":null,"extensionAttribute9":null,"extensionAttribute10":null,"extensionAttribute11":null,"extensionAttribute12":null,"extensionAttribute13":null,"extensionAttribute14":null,"extensionAttribute15":null}},"onPremisesImmutableId":null,"onPremisesLastSyncDateTime":null,"onPremisesProvisioningErrors":[],"onPremisesSamAccountName":null,"onPremisesSecurityIdentifier":null,"onPremisesSyncEnabled":null,"onPremisesUserPrincipalName":null,"otherMails":[],"passwordPolicies":"DisablePasswordExpiration","passwordProfile":null,"pastProjects":[],"postalCode":"15212","preferredDataLocation":null,"preferredLanguage":"en-US","preferredName":null,"provisionedPlans":[{{"capabilityStatus":"Enabled","provisioningStatus":"Success","service":"exchange"}}],"proxyAddresses":["SMTP:{name}@example.com","smtp:{given_name}@example.com"],"responsibilities":[],"schools":[],"securityIdentifier":"S-1-12-1-{number}","showInAddressList":null,"signInActivity":{{"lastSignInDateTime":"{at}","lastSignInRequestId":"{id}","lastSuccessfulSignInDateTime":"{at}","lastSuccessfulSignInRequestId":"{id}"}},"signInSessionsValidFromDateTime":"{at}","skills":[],"state":"PA","streetAddress":"20 General Robinson Street","surname":"{surname}","usageLocation":"US","userPrincipalName":"{name}@example.com","userType":"Member"}}"#,
            limit = number % 20
        )
    }
}

fn group(person: &Person, json: &mut String) -> std::fmt::Result {
    let (id, at, name) = (id(person.number), time(person.number), person.given_name);
    write!(
        json,
        r##"{{"@odata.type":"#com.example.office.group","id":"{id}","deletedDateTime":null,"classification":null,"createdDateTime":"{at}","description":"All who work with {name}","displayName":"Friends of {name}","expirationDateTime":null,"groupTypes":["Unified"],"isAssignableToRole":null,"mail":"group{number}@example.com","mailEnabled":true,"mailNickname":"group{number}","membershipRule":null,"membershipRuleProcessingState":null,"onPremisesLastSyncDateTime":null,"onPremisesSyncEnabled":null,"preferredLanguage":null,"proxyAddresses":["SMTP:group{number}@example.com"],"renewedDateTime":"{at}","securityEnabled":false,"theme":null,"visibility":"Public"}}"##,
        number = person.number
    )
}

fn device(person: &Person, json: &mut String) -> std::fmt::Result {
    let (id, at, name) = (id(person.number), time(person.number), &person.name);
    write!(
        json,
        r##"{{"@odata.type":"#com.example.office.device","id":"{id}","deletedDateTime":null,"accountEnabled":true,"approximateLastSignInDateTime":"{at}","complianceExpirationDateTime":null,"deviceId":"{id}","deviceVersion":2,"displayName":"{name}","isCompliant":true,"isManaged":true,"manufacturer":"Example","model":null,"operatingSystem":"Windows","operatingSystemVersion":"10.0.22631.3447","physicalIds":["[USER-GID]:{id}:{number}"],"profileType":"RegisteredDevice","registrationDateTime":"{at}","systemLabels":[],"trustType":"AzureAd"}}"##,
        number = person.number
    )
}

fn message(number: usize) -> String {
    let (sender, reader) = (Person::new(number), Person::new(number * 31 + 7));
    let (id, at, body) = (id(number), time(number), body(number));
    let preview = text(number, 30);
    let from = recipient(&sender);
    let to: Vec<String> = (0..=number % 4).map(|other| recipient(&Person::new(number + other))).collect();
    let cc = if number.is_multiple_of(3) { recipient(&reader) } else { String::new() };
    let importance = if number.is_multiple_of(10) { "high" } else { "normal" };
    format!(
        r#"{{"@odata.etag":"W/\"CQAAABYAAADHcgC8Hl9tRZ/hc1wEUs1TAAAw{number}\"","id":"AAMkAGUAAAwTW09AAA={id}","createdDateTime":"{at}","lastModifiedDateTime":"{at}","changeKey":"CQAAABYAAADHcgC8Hl9tRZ/hc1wEUs1TAAAw{number}","categories":[],"receivedDateTime":"{at}","sentDateTime":"{at}","hasAttachments":{attached},"internetMessageId":"<{id}@example.com>","subject":"{preview}","bodyPreview":"{preview}","importance":"{importance}","parentFolderId":"AAMkAGUAAAwTAAA={id}","conversationId":"AAQkAGUAAAwTW09AAA={id}","conversationIndex":"AQHUZSwkNdPsv3uIoUe+wZrPjyU8Zw==","isDeliveryReceiptRequested":null,"isReadReceiptRequested":false,"isRead":true,"isDraft":false,"webLink":"https://outlook.example.com/owa/?ItemID={id}&exvsurl=1&viewmodel=ReadMessageItem","inboxTab":"focused","body":{{"contentType":"html","content":{body}}},"sender":{from},"from":{from},"toRecipients":[{to}],"ccRecipients":[{cc}],"bccRecipients":[],"replyTo":[],"flag":{{"flagStatus":"notFlagged"}}}}"#,
        attached = number.is_multiple_of(5),
        to = to.join(",")
    )
}

fn recipient(person: &Person) -> String {
    let Person { given_name, surname, name, .. } = person;
    format!(r#"{{"emailAddress":{{"name":"{given_name} {surname}","address":"{name}@example.com"}}}}"#)
}

/// HTML as a JSON string: with quotation marks and ends of lines, which are escaped.
fn body(number: usize) -> String {
    let mut html = String::from(concat!(
        r#"<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">"#,
        r#"<style type=\"text/css\" style=\"display:none\">\r\n<!--\r\np\r\n\t{margin-top:0;\r\n\tmargin-bottom:0}\r\n-->"#,
        r#"\r\n</style></head><body dir=\"ltr\">"#
    ));
    for paragraph in 0..5 + number % 20 {
        let text = text(number + paragraph, 20);
        html.push_str(r#"<div style=\"font-family:Calibri,Arial; font-size:12pt; color:rgb(0,0,0)\">"#);
        html.push_str(&text);
        html.push_str(r"<br>\r\n</div>\r\n");
    }
    format!(r#""{html}</body></html>\r\n""#)
}

fn text(number: usize, words: usize) -> String {
    let words: Vec<&str> = (number..number + words).map(|word| WORDS[(word * 7 + number) % 16]).collect();
    words.join(" ")
}

fn ascii(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphabetic).collect()
}

fn id(number: usize) -> String {
    format!("{:08x}-1f3c-4b5e-9a72-{:012x}", number * 2_654_435_761 % 4_294_967_296, number)
}

fn time(number: usize) -> String {
    format!(
        "20{:02}-{:02}-{:02}T{:02}:{:02}:52Z",
        10 + number % 15,
        1 + number % 12,
        1 + number % 28,
        number % 24,
        number % 60
    )
}
