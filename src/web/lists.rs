//! Lists of the index for handlers: whole ones, and what is like a record; on threads that may block.
//!
//! Must not know what becomes of them.

use glane_index::{Card, IndexError, Kind, List, ListOrder, Request, Searcher};

use super::app::App;
use super::error::PageError;

impl App {
    /// Up to `most` results of a request.
    ///
    /// # Errors
    /// When the index cannot answer.
    pub(super) async fn list(
        &self,
        request: Request,
        order: ListOrder,
        most: usize,
    ) -> Result<List, PageError> {
        let request = Request { today: Some(self.today()), ..request };
        self.asked(move |searcher| searcher.list(&request, &order, most)).await
    }

    /// Up to `most` records of the same kind that are like one.
    ///
    /// # Errors
    /// When the index cannot answer.
    pub(super) async fn similar(&self, kind: Kind, key: String, most: usize) -> Result<Vec<Card>, PageError> {
        self.asked(move |searcher| searcher.similar(kind, &key, most)).await
    }

    /// Asks the index on a thread that may block.
    ///
    /// # Errors
    /// When the index cannot answer.
    pub(super) async fn asked<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Searcher) -> Result<T, IndexError> + Send + 'static,
    ) -> Result<T, PageError> {
        let place = self.place_to_search().await;
        let searcher = self.index().searcher();
        // The place is given back when the work is done, also where whoever asked has gone meanwhile.
        let found = tokio::task::spawn_blocking(move || {
            let _place = place;
            question(&searcher)
        })
        .await;
        found.map_err(|error| self.doubted(&error))?.map_err(|error| self.doubted(&error))
    }

    /// A search that failed or panicked, which a sound index gives no reason to: it is checked soon.
    fn doubted(&self, error: &dyn std::error::Error) -> PageError {
        self.index().doubt();
        PageError::unavailable(&format!("search: {error}"))
    }
}
