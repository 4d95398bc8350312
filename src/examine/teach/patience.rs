//! How much processor time one part may take: what is spent on a hostile document is not that of the others.
//!
//! Must not know what a part is.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Processor time of one part, in seconds: readers are bounded far below.
pub const LONGEST: u64 = 20;

/// Gives what begins now its own time, within that of the whole; where the kernel does not say what was
/// used so far, the limit of the whole stands alone.
pub(super) fn begin() {
    let used = std::fs::read_to_string("/proc/self/schedstat");
    let nanoseconds = used.ok().and_then(|used| used.split_whitespace().next()?.parse::<u64>().ok());
    if let Some(nanoseconds) = nanoseconds {
        let maximum = getrlimit(Resource::Cpu).maximum;
        let end = nanoseconds / 1_000_000_000 + 1 + LONGEST;
        let current = Some(maximum.map_or(end, |most| most.min(end)));
        // A refusal leaves the former limit in force.
        let _ = setrlimit(Resource::Cpu, Rlimit { current, maximum });
    }
}
