//! Queries made to take long, and strings made to break: the worst of them on the whole index.

use std::path::Path;

use anyhow::Result;
use glane_index::{Request, Searcher};

use crate::clock::timed;
use crate::made::World;

/// What somebody may type within the limits of the language.
fn long(world: &World) -> Vec<String> {
    let words = &world.language.words;
    let often = |count: usize, from: usize| words[from..from + count].to_vec();
    let wrong = |word: &String| format!("{word}xq");
    let mut all = vec![
        often(32, 30).join(" OU "),
        often(32, 0).join(" OU "),
        often(32, 30).join(" "),
        often(32, 0).join(" "),
        format!("\"{}\"", often(30, 0).join(" ")),
        format!("\"{}\"", often(2, 30).join(" ")),
        "\"de la\" \"les des\" \"en la\" \"de le\" \"la de\" \"et de\"".to_owned(),
        "\"de la les\" OU \"des en une\" OU \"la de le\" OU \"de de de\"".to_owned(),
        "de de de de de de de de de de".to_owned(),
        often(12, 300).iter().map(wrong).collect::<Vec<_>>().join(" "),
        often(12, 30_000).iter().map(wrong).collect::<Vec<_>>().join(" "),
        often(8, 50_000).iter().map(|word| format!("{word}{word}")).collect::<Vec<_>>().join(" "),
        often(20, 40).iter().map(|word| format!("-{word}")).collect::<Vec<_>>().join(" "),
        "licence:cc OU licence:gpl OU licence:mit niveau:college discipline:maths".to_owned(),
        "organisme:de".to_owned(),
        "organisme:academie sujet:a auteur:de maj:>1900".to_owned(),
        "* ** a* *a d*e ?".to_owned(),
        "a b c d e f g h i j k l m n o p q r s t u v w x y z".to_owned(),
        "maths 6e fractions seconde svt nsi terminale qcm hggsp cours exercice".to_owned(),
        "remplacer Teams Zoom Word Excel Photoshop".to_owned(),
        "l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'l'".to_owned(),
        "œ".repeat(256),
        "a-".repeat(128),
        "a.".repeat(128),
        "c++ ".repeat(60),
        String::new(),
    ];
    let phrases: Vec<String> = (0..10).map(|at| format!("\"{}\"", often(3, at).join(" "))).collect();
    all.push(phrases.join(" OU "));
    all.push(phrases.join(" "));
    all
}

/// The slowest queries, each by the processor and the fastest of three tries, slowest first.
pub async fn worst(searcher: &Searcher, world: &World, corpus: Option<&Path>) -> Result<(usize, Vec<(f64, String)>)> {
    let mut all = long(world);
    for name in ["blns.txt", "crlfinjection.txt"] {
        let Some(text) = corpus.and_then(|corpus| std::fs::read(corpus.join("hostile/strings").join(name)).ok()) else {
            continue;
        };
        all.extend(String::from_utf8_lossy(&text).lines().map(str::to_owned));
    }
    let mut times = Vec::new();
    for query in &all {
        let request = Request { query: query.clone(), ..Request::default() };
        let mut best = f64::INFINITY;
        for _ in 0..3 {
            let (page, took) = timed(async { searcher.search(&request) }).await;
            page?;
            best = best.min(took.work);
        }
        times.push((best, query.chars().take(60).collect()));
    }
    times.sort_by(|a, b| b.0.total_cmp(&a.0));
    times.truncate(5);
    Ok((all.len(), times))
}
