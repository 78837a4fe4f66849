//! Collections in several pages.

#[cfg(feature = "http")]
use std::collections::HashSet;

use super::answer::{Read, read_json};
use super::message::Request;
use crate::delta::Delta;
use crate::json::FromJson;
use crate::page::Page;

impl<A: FromJson, T> Request<Page<A>, T> {
    /// The request for the page that follows one that this was answered with; `None` for the last one (OData 4.01 Protocol, section
    /// 11.2.6.7).
    ///
    /// A service can send the URL of any host: look at it before sending it what nobody else is to know.
    pub fn next(&self, page: &Page<A>) -> Option<Self> {
        page.next_url(&self.parts.url()).map(|url| self.followed(url, Read::Plain(read_json)))
    }

    /// The request for what has changed since a page was made that has a link to that, as the last one of several has that were requested
    /// with [`track_changes`](Self::track_changes) (OData 4.01 Protocol, section 11.3).
    pub fn delta(&self, page: &Page<A>) -> Option<Request<Page<Delta<A>>, T>> {
        page.delta_url(&self.parts.url()).map(|url| self.followed(url, Read::Plain(read_json)))
    }
}

impl<A: FromJson, T> Request<Page<Delta<A>>, T> {
    /// The request for what has changed since a page of changes was made, which the last one of several has a link to.
    pub fn changes(&self, page: &Page<Delta<A>>) -> Option<Self> {
        page.delta_url(&self.parts.url()).map(|url| self.followed(url, Read::Plain(read_json)))
    }
}

/// A page and the request that it answers.
#[cfg(feature = "http")]
type Last<A, T> = (Request<Page<A>, T>, Page<A>);

/// The items of all pages, each page requested when its items are wanted: what [`Request::pages`] returns.
///
/// After an error nothing comes. Links that lead to a page that has come already are one.
#[cfg(feature = "http")]
#[must_use = "no page is requested until items are wanted"]
pub struct Pages<A, T, F> {
    /// For the page that is to come.
    next: Option<Request<Page<A>, T>>,
    items: std::vec::IntoIter<A>,
    /// The page that came last, without its items, and the request for it.
    last: Option<Last<A, T>>,
    /// The URLs of the pages that have come.
    visited: HashSet<String>,
    /// Why nothing comes after the items.
    fault: Option<super::Error>,
    send: F,
}

#[cfg(feature = "http")]
impl<A: FromJson, T> Request<Page<A>, T> {
    /// The items of this page and of those that follow, each of which a function sends the request for.
    ///
    /// A service can send the URL of any host for the next page: look at it before sending it what nobody else is to know.
    pub fn pages<F, B, E>(&self, send: F) -> Pages<A, T, F>
    where
        F: FnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    {
        let (items, visited) = (Vec::new().into_iter(), HashSet::new());
        Pages { next: Some(self.clone()), items, last: None, visited, fault: None, send }
    }
}

#[cfg(feature = "http")]
impl<A, T, F> Pages<A, T, F> {
    /// The page that came last, without the items that have come: it has the number of all, and at the end the link to what changes later.
    pub fn page(&self) -> Option<&Page<A>> {
        self.last.as_ref().map(|(_, page)| page)
    }
}

#[cfg(feature = "http")]
impl<A: FromJson, T, F> Pages<A, T, F> {
    /// The request for what has changed since, if all items have come and the service sent a link to that.
    pub fn delta(&self) -> Option<Request<Page<Delta<A>>, T>> {
        let (request, page) = self.last.as_ref()?;
        request.delta(page)
    }

    fn take(&mut self, request: Request<Page<A>, T>, mut page: Page<A>) {
        self.items = std::mem::take(&mut page.value).into_iter();
        self.next = request.next(&page);
        self.visited.insert(request.parts.url());
        if self.next.as_ref().is_some_and(|next| self.visited.contains(&next.parts.url())) {
            self.next = None;
            self.fault = Some(super::Error::request("the link to the next page leads to one that has come already"));
        }
        self.last = Some((request, page));
    }
}

#[cfg(feature = "http")]
impl<A, T, F, B, E> Iterator for Pages<A, T, F>
where
    A: FromJson,
    F: FnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    B: AsRef<[u8]>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Item = Result<A, super::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            if let Some(error) = self.fault.take() {
                return Some(Err(error));
            }
            let request = self.next.take()?;
            match request.send(&mut self.send) {
                Ok(page) => self.take(request, page),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

#[cfg(feature = "http")]
impl<A, T, F> std::fmt::Debug for Pages<A, T, F> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Pages").field("next", &self.next).finish_non_exhaustive()
    }
}
