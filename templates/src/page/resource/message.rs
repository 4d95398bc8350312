//! Messages that are ready to send: what is wrong with a resource, and the wish for a licence.
//!
//! Nobody needs an account here: a mail program, a form of the forge, or the text to copy.

use glane_catalog::write::attribution::title;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{IssueForm, ResourceView, copied};
use crate::page::text::is_mail;
use crate::safe::{shortened, visible};
use crate::{Frame, address};

/// The section that tells how to report something.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let contact = frame.site.operator.contact.as_deref();
    let named = named(view);
    let subject = (text.report_subject)(&named);
    let body = (text.report_body)(&named, &view.page(frame));
    html! {
        section aria-labelledby="signaler" {
            h2 #signaler { (text.report) }
            p { (text.report_lead) }
            @if let Some(mail) = contact.filter(|contact| is_mail(contact)) {
                p { a href=(mailto(mail, &subject, &body)) { (text.report_mail) } }
            } @else if let Some(page) = contact.and_then(address::safe_href) {
                p { a href=(page) rel="nofollow noopener" { (text.report_page) } }
            } @else {
                p { a href=(frame.href("/mentions-legales")) { (text.report_whom) } }
            }
            (ticket(frame, view, &subject, &body))
            details.more {
                summary { (text.report_copy) }
                (copied(text.report_text, &format!("{subject}\n\n{body}"), false))
            }
        }
    }
}

/// What asks the authors to add a licence: a subject and a text.
pub(super) fn asking_for_a_licence(frame: &Frame, view: &ResourceView) -> (String, String) {
    let text = &frame.t().resource;
    let named = named(view);
    let address = view.source().unwrap_or_else(|| view.page(frame));
    ((text.ask_subject)(&named), (text.ask_body)(&named, &address))
}

/// A link to the form of the forge, filled in.
pub(super) fn ticket(frame: &Frame, view: &ResourceView, subject: &str, body: &str) -> Markup {
    let filled = view.issue_form.as_ref().and_then(|form| filled(form, subject, body));
    html! {
        @if let Some(url) = filled {
            p {
                a href=(url) rel="nofollow noopener" { (frame.t().resource.ticket) } " "
                span.note { (frame.t().resource.ticket_note) }
            }
        }
    }
}

/// Title and place, on one line.
fn named(view: &ResourceView) -> String {
    visible(&shortened(title(view.record), 120)).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn filled(form: &IssueForm, subject: &str, body: &str) -> Option<String> {
    let (subject, body) = (encoded(subject), encoded(body));
    let url = match form {
        IssueForm::Gitlab(page) => {
            format!("{page}/-/issues/new?issue[title]={subject}&issue[description]={body}")
        }
        IssueForm::Github(page) => format!("{page}/issues/new?title={subject}&body={body}"),
    };
    address::safe_href(&url)
}

fn mailto(mail: &str, subject: &str, body: &str) -> String {
    // RFC 6068: lines end by carriage return and line feed.
    format!("mailto:{mail}?subject={}&body={}", encoded(subject), encoded(&body.replace('\n', "\r\n")))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_filled_as_each_forge_reads_them() {
        let gitlab = IssueForm::Gitlab("https://forge.example/a/b".into());
        assert_eq!(
            filled(&gitlab, "Un titre", "é&x=1\n#").as_deref(),
            Some(
                "https://forge.example/a/b/-/issues/new?issue[title]=Un%20titre&issue[description]=%C3%A9%26x%3D1%0A%23"
            )
        );
        let github = IssueForm::Github("https://github.com/a/b".into());
        assert_eq!(
            filled(&github, "t", "b").as_deref(),
            Some("https://github.com/a/b/issues/new?title=t&body=b")
        );
        assert_eq!(filled(&IssueForm::Github("javascript:alert(1)".into()), "t", "b"), None);
        assert_eq!(
            mailto("c@e.example", "S & t", "a\nb"),
            "mailto:c@e.example?subject=S%20%26%20t&body=a%0D%0Ab"
        );
    }
}
