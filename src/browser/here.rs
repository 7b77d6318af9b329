//! The program's word to `static/boot.js` that it is here.

use super::listen::dispatch;

/// Says that the program's own page stands: what was done on the one before it is now done here.
pub fn say_here() {
    dispatch("bayplan-here");
}
