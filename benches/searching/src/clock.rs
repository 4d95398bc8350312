//! Time as the clock has it, and as the processor does: other work on the machine lengthens the first only.

use std::time::Instant;

/// Milliseconds of one thing that was done.
#[derive(Clone, Copy)]
pub struct Took {
    pub wall: f64,
    pub work: f64,
}

/// Does a thing and measures it; all threads of this process count, since one at a time does something.
pub async fn timed<T>(what: impl Future<Output = T>) -> (T, Took) {
    let (begun, before) = (Instant::now(), worked());
    let done = what.await;
    let wall = begun.elapsed().as_secs_f64() * 1e3;
    (done, Took { wall, work: (worked() - before).max(0.0) })
}

/// Milliseconds that the processor has spent on this process.
fn worked() -> f64 {
    // The kernel adds up what a thread has used when it gives way.
    std::thread::yield_now();
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return f64::NAN };
    let spent = threads.flatten().filter_map(|thread| {
        let said = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        said.split(' ').next()?.parse::<f64>().ok()
    });
    spent.sum::<f64>() / 1e6
}

/// What measuring itself takes.
pub async fn nothing() -> f64 {
    let mut all = Vec::new();
    for _ in 0..200 {
        all.push(timed(async {}).await.1.work);
    }
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}
