//! Repositories and accounts as GitHub writes them.
//!
//! Must not decide who sees what.

use serde_json::{Value, json};

use crate::date;
use crate::project::Project;
use crate::spec::Visibility;
use crate::state::Shared;
use crate::token::Bearer;

/// The addresses that hang under a repository's own: field and end.
const REPOSITORY_URLS: &[(&str, &str)] = &[
    ("archive_url", "/{archive_format}{/ref}"),
    ("assignees_url", "/assignees{/user}"),
    ("blobs_url", "/git/blobs{/sha}"),
    ("branches_url", "/branches{/branch}"),
    ("collaborators_url", "/collaborators{/collaborator}"),
    ("comments_url", "/comments{/number}"),
    ("commits_url", "/commits{/sha}"),
    ("compare_url", "/compare/{base}...{head}"),
    ("contents_url", "/contents/{+path}"),
    ("contributors_url", "/contributors"),
    ("deployments_url", "/deployments"),
    ("downloads_url", "/downloads"),
    ("events_url", "/events"),
    ("forks_url", "/forks"),
    ("git_commits_url", "/git/commits{/sha}"),
    ("git_refs_url", "/git/refs{/sha}"),
    ("git_tags_url", "/git/tags{/sha}"),
    ("hooks_url", "/hooks"),
    ("issue_comment_url", "/issues/comments{/number}"),
    ("issue_events_url", "/issues/events{/number}"),
    ("issues_url", "/issues{/number}"),
    ("keys_url", "/keys{/key_id}"),
    ("labels_url", "/labels{/name}"),
    ("languages_url", "/languages"),
    ("merges_url", "/merges"),
    ("milestones_url", "/milestones{/number}"),
    ("notifications_url", "/notifications{?since,all,participating}"),
    ("pulls_url", "/pulls{/number}"),
    ("releases_url", "/releases{/id}"),
    ("stargazers_url", "/stargazers"),
    ("statuses_url", "/statuses/{sha}"),
    ("subscribers_url", "/subscribers"),
    ("subscription_url", "/subscription"),
    ("tags_url", "/tags"),
    ("teams_url", "/teams"),
    ("trees_url", "/git/trees{/sha}"),
    ("url", ""),
];

/// The addresses that hang under an account's own.
const ACCOUNT_URLS: &[(&str, &str)] = &[
    ("events_url", "/events{/privacy}"),
    ("followers_url", "/followers"),
    ("following_url", "/following{/other_user}"),
    ("gists_url", "/gists{/gist_id}"),
    ("organizations_url", "/orgs"),
    ("received_events_url", "/received_events"),
    ("repos_url", "/repos"),
    ("starred_url", "/starred{/owner}{/repo}"),
    ("subscriptions_url", "/subscriptions"),
    ("url", ""),
];

/// Numbers that stay zero here.
const ZEROS: &[&str] = &[
    "forks",
    "forks_count",
    "network_count",
    "open_issues",
    "open_issues_count",
    "stargazers_count",
    "subscribers_count",
    "watchers",
    "watchers_count",
];

/// Switches that stay off here.
const OFF: &[&str] = &["disabled", "is_template", "web_commit_signoff_required"];

/// Fields that stay empty here.
const NULLS: &[&str] = &["language", "license", "mirror_url"];

/// One repository.
pub(super) fn repository(shared: &Shared, project: &Project, bearer: &Bearer) -> Value {
    let owns = bearer.owns(&project.path);
    let mut value = facts(shared, project);
    let address = format!("{}/api/v3/repos/{}", shared.base, project.path);
    for (field, end) in REPOSITORY_URLS {
        value[*field] = json!(format!("{address}{end}"));
    }
    for field in ZEROS {
        value[*field] = json!(0);
    }
    for field in OFF {
        value[*field] = json!(false);
    }
    for field in NULLS {
        value[*field] = Value::Null;
    }
    value["organization"] = value["owner"].clone();
    value["permissions"] =
        json!({ "admin": owns, "maintain": owns, "push": owns, "triage": owns, "pull": true });
    if owns {
        for field in ["allow_merge_commit", "allow_rebase_merge", "allow_squash_merge"] {
            value[field] = json!(true);
        }
        value["delete_branch_on_merge"] = json!(false);
    }
    value
}

/// One repository asked for by itself: it says what it was forked from.
pub(super) fn whole(shared: &Shared, project: &Project, bearer: &Bearer) -> Value {
    let mut value = repository(shared, project, bearer);
    let source = project.fork_of.and_then(|id| shared.lock().projects.get(&id).cloned());
    if let Some(source) = source.filter(|source| bearer.sees(source)) {
        value["parent"] = facts(shared, &source);
        value["source"] = value["parent"].clone();
    }
    value
}

/// The account that owns what lies in a namespace.
pub(super) fn owner(shared: &Shared, login: &str) -> Value {
    let is_organisation = shared.lock().organisations.iter().any(|known| known.eq_ignore_ascii_case(login));
    account(shared, login, if is_organisation { "Organization" } else { "User" })
}

fn facts(shared: &Shared, project: &Project) -> Value {
    let (base, path) = (&shared.base, &project.path);
    let [has_issues, has_wiki, has_projects] = project.has;
    json!({
        "id": project.id,
        "node_id": format!("R_kgDO{:08}", project.id),
        "name": project.slug(),
        "full_name": path,
        "owner": owner(shared, project.namespace()),
        "private": project.visibility != Visibility::Public,
        "visibility": project.visibility_word(),
        "html_url": format!("{base}/{path}"),
        "clone_url": format!("{base}/{path}.git"),
        "svn_url": format!("{base}/{path}"),
        "git_url": format!("git://localhost/{path}.git"),
        "ssh_url": format!("git@localhost:{path}.git"),
        "description": project.description,
        "homepage": project.homepage,
        "fork": project.fork_of.is_some(),
        "topics": project.topics,
        "default_branch": project.default_branch,
        "archived": project.archived,
        "allow_forking": true,
        "has_issues": has_issues,
        "has_wiki": has_wiki,
        "has_projects": has_projects,
        "has_discussions": project.extras.discussions,
        "has_pages": project.extras.pages,
        "has_downloads": true,
        "size": if project.is_empty() { 0 } else { 12 },
        "created_at": date::github(project.created),
        "updated_at": date::github(project.active),
        "pushed_at": date::github(project.active),
    })
}

/// An account as others name it.
pub(super) fn account(shared: &Shared, login: &str, kind: &str) -> Value {
    let mut value = json!({
        "login": login,
        "id": number(login),
        "node_id": format!("O_kgDO{:08}", number(login)),
        "avatar_url": format!("{}/avatars/{login}", shared.base),
        "gravatar_id": "",
        "html_url": format!("{}/{login}", shared.base),
        "type": kind,
        "site_admin": false,
    });
    for (field, end) in ACCOUNT_URLS {
        value[*field] = json!(format!("{}/api/v3/users/{login}{end}", shared.base));
    }
    value
}

/// A number that stays with a login (FNV-1a, shortened).
fn number(login: &str) -> u64 {
    let hash = login.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash % 100_000_000
}
