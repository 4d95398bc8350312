//! What is admitted, and on whose word.

use std::io;

use async_trait::async_trait;

use super::*;

#[derive(Debug)]
struct Fixed(&'static [&'static str]);

#[async_trait]
impl Lookup for Fixed {
    async fn lookup(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        Ok(self.0.iter().map(|text| text.parse().unwrap()).collect())
    }
}

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

fn reach(network: Network, answers: &'static [&'static str]) -> Reach {
    Reach::new(network).looking_up(Arc::new(Fixed(answers)))
}

#[test]
fn what_the_operator_wrote_in_figures_is_allowed_for_exactly_that() {
    let own = [url("http://127.0.0.1:3000/gitlab"), url("http://localhost:80/"), url("https://[fd00::7]/")];
    let reach = Reach::default().also(&own);
    for good in
        ["http://127.0.0.1:3000/x", "http://localhost/x", "http://LOCALHOST./x", "https://[fd00::7]:443/"]
    {
        assert_eq!(reach.admit(&url(good)), Ok(()), "{good}");
    }
    for bad in ["http://127.0.0.1:3001/", "http://127.0.0.2:3000/", "https://localhost/", "http://[fd00::8]/"]
    {
        assert!(matches!(reach.admit(&url(bad)), Err(Refusal::Inward(_))), "{bad}");
    }
    assert!(Reach::default().admit(&own[0]).is_err(), "another forge's word opens nothing");
}

#[tokio::test]
async fn a_name_that_leads_inwards_takes_the_operators_word() {
    let inward = &["10.0.0.7"];
    let named = url("https://forge.intranet/");
    let written = reach(Network::default(), inward).also([&named]);
    assert!(matches!(written.addresses(&named).await, Err(Refusal::LeadsInward { .. })));
    let network = Network { allow_private: vec!["forge.intranet".to_owned()], ..Network::default() };
    assert_eq!(reach(network, inward).addresses(&named).await.unwrap().len(), 1);
}

#[tokio::test]
async fn of_mixed_answers_only_the_public_ones_are_used() {
    let mixed = reach(Network::default(), &["10.0.0.7", "2606:4700:4700::1111", "::1", "1.1.1.1"]);
    let found = mixed.addresses(&url("https://a.example.org/")).await.unwrap();
    assert_eq!(found, ["2606:4700:4700::1111".parse::<IpAddr>().unwrap(), "1.1.1.1".parse().unwrap()]);
}

#[tokio::test]
async fn the_table_comes_before_the_name_server_and_opens_nothing_by_itself() {
    let table = |text: &str| Network {
        resolve: [("a.fr".to_owned(), vec![text.parse().unwrap()])].into(),
        ..Network::default()
    };
    let found = reach(table("1.1.1.1"), &["8.8.8.8"]).addresses(&url("https://A.fr./")).await.unwrap();
    assert_eq!(found, ["1.1.1.1".parse::<IpAddr>().unwrap()]);
    assert!(reach(table("10.0.0.1"), &["8.8.8.8"]).addresses(&url("https://a.fr/")).await.is_err());
}

#[tokio::test]
async fn behind_a_proxy_names_are_not_looked_up_and_figures_are_still_judged() {
    let proxy = Some(Proxy { url: url("http://proxy.intranet:3128"), login: None });
    let network = Network { proxy: proxy.clone(), proxy_http: proxy, ..Network::default() };
    let reach = reach(network, &["10.0.0.1"]);
    assert_eq!(reach.addresses(&url("https://a.fr/")).await, Ok(Vec::new()));
    assert!(reach.addresses(&url("http://169.254.169.254/")).await.is_err());
    assert_eq!(reach.for_connection("proxy.intranet").await.unwrap().len(), 1);
    // The proxy itself is nobody's to be led to.
    let direct = Network { no_proxy: vec!["intranet".to_owned()], ..reach.network().clone() };
    let direct = self::reach(direct, &["10.0.0.1"]);
    assert!(direct.admit_for_connection(&url("http://proxy.intranet:3128/")).await.is_err());
}

#[test]
fn only_the_web_is_admitted_and_only_plain_names() {
    for (text, refusal) in [
        ("ftp://a.fr/", Refusal::Form),
        ("file:///etc/passwd", Refusal::Form),
        ("http://u:p@a.fr/", Refusal::Credentials),
        ("http://a,b.fr/", Refusal::Name),
        ("http://-a.fr/", Refusal::Name),
    ] {
        assert_eq!(Reach::default().admit(&url(text)), Err(refusal), "{text}");
    }
}
