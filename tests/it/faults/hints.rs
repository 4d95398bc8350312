//! What a forge forgets to tell: activity that does not move, deliveries that never come.

use super::{Bridge, COPY, LESSON};
use crate::gathered::{lesson, until};

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_the_forge_does_not_tell_of_is_found_by_the_daily_look() {
    let bridge = Bridge::with("github", vec![lesson(1), lesson(2)], vec![]).await;
    let file = bridge.workshop.path("glane.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    bridge.sync_well();
    let (from, _) = bridge.ends();
    // A tag and a new branch move no last activity, and no webhook says so either.
    from.set_reference(LESSON, "refs/tags/v1", "main").unwrap();
    from.set_reference(LESSON, "refs/heads/essai", "main").unwrap();
    assert_eq!(bridge.sync_well().summary["unchanged"], 2, "the listing is believed for a day");
    assert_eq!(bridge.copied().len(), 1);
    // A day that is two seconds long.
    std::fs::write(&file, format!("{text}\n[policy]\ndaily_look = \"2s\"\n")).unwrap();
    until("the daily look", async || {
        bridge.sync_well();
        (bridge.copied().len() == 3).then_some(())
    })
    .await;
    bridge.assert_equal(LESSON, COPY);
}
