//! The list of a calibration as a file. It holds what the page shows.

use super::board_now;
use crate::domain::id::CycleId;
use crate::i18n::result_file;
use crate::ui::lang::t;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::web::download;

/// Saves everybody's row.
pub fn list(cycle: CycleId) {
    if let (Some(board), Some(data)) = (board_now(cycle), Session::get().data_now()) {
        let file = result_file::calibration_csv(&board, &board.rows, names(&data));
        let name = format!("{}.csv", t().calibration.file(&board.cycle.name));
        download::text(&name, "text/csv;charset=utf-8", &file);
    }
}
