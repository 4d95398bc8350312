//! What every backend promises, as tests that any backend can run.
//!
//! Each check gets a fresh, empty store; instants are fixed; must not know any backend.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

mod announced;
mod catalogue;
mod claimed;
mod claims;
mod copies;
mod durable;
mod following;
mod gate;
mod jobs;
mod kin;
mod links;
mod paths;
mod resources;
mod retries;
mod same;
mod sample;
mod work;

use std::sync::Arc;

use crate::Store;

pub use durable::reopened;
pub use gate::copied;

/// Runs every check, each on an empty store that `make` opens. Stops at the first that fails.
pub async fn all(make: impl AsyncFn() -> Arc<dyn Store>) {
    catalogue::each_storage_is_itself(&*make().await, &*make().await).await;
    catalogue::documents_come_back_whole(&*make().await).await;
    catalogue::hostile_text_is_only_text(&*make().await).await;
    catalogue::what_could_not_be_read_again_is_refused(&*make().await).await;
    catalogue::a_record_is_replaced_only_while_it_is_the_stored_one(&*make().await).await;
    catalogue::a_listing_replaces_only_what_the_forge_says(&*make().await).await;
    catalogue::looks_at_a_wiki_are_its_own(&*make().await).await;
    catalogue::numbers_are_given_once(&*make().await).await;
    catalogue::a_look_without_change_takes_no_number(&*make().await).await;
    catalogue::pages_are_by_number(&*make().await).await;
    catalogue::the_sequence_is_dense_and_ordered(&*make().await).await;
    catalogue::removals_leave_tombstones(&*make().await).await;
    following::a_reader_misses_nothing(make().await).await;
    paths::a_renamed_project_is_found_by_both_paths(&*make().await).await;
    paths::a_path_passes_to_the_project_that_takes_it(&*make().await).await;
    paths::a_path_lost_to_a_late_write_is_regained(&*make().await).await;
    paths::case_matters_only_between_two_spellings(&*make().await).await;
    kin::a_source_stands_for_its_copy_while_it_is_shown(&*make().await).await;
    kin::a_project_that_is_not_shown_has_no_kin(&*make().await).await;
    kin::families_are_told_by_their_roots(&*make().await).await;
    kin::what_files_say_ties_without_folding(&*make().await).await;
    kin::of_many_that_read_alike_one_is_searched(&*make().await).await;
    of_resources(&make).await;
    copies::acknowledged_references_are_kept(&*make().await).await;
    copies::names_are_unique_without_case(&*make().await).await;
    copies::a_copy_outlives_its_project_until_forgotten(&*make().await).await;
    jobs::a_subject_has_one_unfinished_job(&*make().await).await;
    jobs::the_first_is_by_time_then_priority_then_age(&*make().await).await;
    jobs::a_lease_runs_out_and_fences_its_old_holder(&*make().await).await;
    jobs::a_released_job_waits_and_keeps_its_step(&*make().await).await;
    jobs::leases_can_all_be_freed(&*make().await).await;
    jobs::two_workers_never_hold_the_same_job(make().await).await;
    work::forges_are_replaced_and_sorted(&*make().await).await;
    work::passes_are_a_log(&*make().await).await;
    work::schedules_remember_their_last_run(&*make().await).await;
    gate::a_gate_report_is_replaced(&*make().await).await;
    gate::decisions_are_a_log(&*make().await).await;
    gate::decisions_added_together_keep_their_order(&*make().await).await;
    gate::answers_and_pauses_are_replaced(&*make().await).await;
    gate::a_delivery_is_taken_once_and_old_rows_are_forgotten(&*make().await).await;
    gate::a_job_filed_while_it_is_held_is_done_again(&*make().await).await;
    retries::a_failed_job_waits_and_counts_its_failures(&*make().await).await;
    retries::a_claim_about_subjects_leaves_the_others(&*make().await).await;
    retries::the_backlog_is_counted(&*make().await).await;
    retries::standings_are_of_one_forge_and_know_whether_it_was_examined(&*make().await).await;
    retries::activity_takes_no_number(&*make().await).await;
}

/// The checks of resources, their groups, their addresses, and what is told of them.
async fn of_resources(make: &impl AsyncFn() -> Arc<dyn Store>) {
    resources::parts_are_replaced_as_a_whole(&*make().await).await;
    resources::a_hostile_document_comes_back_whole(&*make().await).await;
    resources::nothing_is_written_of_what_is_refused(&*make().await).await;
    resources::they_are_shown_with_their_project_only(&*make().await).await;
    resources::those_of_a_folded_project_are_folded(&*make().await).await;
    resources::one_is_replaced_only_while_it_is_the_stored_one(&*make().await).await;
    resources::records_of_another_catalogue_come_and_go(&*make().await).await;
    resources::what_was_withdrawn_is_not_written(&*make().await).await;
    same::several_records_of_one_work_are_shown_as_one(&*make().await).await;
    same::a_part_of_a_project_stands_first_while_it_is_shown(&*make().await).await;
    same::what_many_share_ties_nothing(&*make().await).await;
    same::two_groups_that_become_too_many_come_apart(&*make().await).await;
    claims::a_copied_title_and_identifier_take_nobodys_place(&*make().await).await;
    same::those_tied_through_a_third_come_apart_with_it(&*make().await).await;
    same::the_others_add_what_is_lacking(&*make().await).await;
    claimed::a_part_that_claims_two_works_folds_neither(&*make().await).await;
    claimed::a_part_is_known_by_its_contents(&*make().await).await;
    links::what_does_not_answer_leaves_and_comes_back(&*make().await).await;
    links::no_large_host_starves_the_others(&*make().await).await;
    links::the_longest_due_are_asked_first(&*make().await).await;
    announced::each_resource_has_one_place_and_moves_in_time_only(&*make().await).await;
    announced::what_is_not_shown_is_told_as_gone(&*make().await).await;
    announced::spans_and_sets_choose(&*make().await).await;
}
