//! What is saved or copied, made of the model as it is now; and reports that take more than a frame.

use std::rc::Rc;

use super::{Browser, later};
use crate::export::{Exported, Writing, export};
use crate::session::{Effect, Export, ExportMsg, Model, Msg};

impl Browser {
    /// Makes `what` of the model. Gives what is to be done with it.
    #[must_use]
    pub fn export(&self, model: &Model, what: Export) -> Option<Effect> {
        let mut reports = self.reports.borrow_mut();
        match what {
            Export::MoreOfReport(format) => {
                let at = reports.iter().position(|writing| writing.format() == format)?;
                let writing = reports.swap_remove(at);
                return self.write(&mut reports, writing);
            }
            Export::NoReport => reports.clear(),
            what => match export(model, what) {
                Exported::Save(save) => return Some(Effect::Save(save)),
                Exported::Copy(text) => return Some(Effect::Copy(text)),
                Exported::NotCopied(why) => self.soon(Msg::Export(ExportMsg::NotCopied(why))),
                Exported::Report(writing) => return self.write(&mut reports, *writing),
                Exported::Nothing => {}
            },
        }
        None
    }

    /// Writes what a frame has time for of a report.
    fn write(&self, reports: &mut Vec<Writing>, mut writing: Writing) -> Option<Effect> {
        if let Some(save) = writing.step() {
            self.soon(Msg::Export(ExportMsg::Written(writing.format())));
            return Some(Effect::Save(save));
        }
        self.soon(Msg::Export(ExportMsg::ReportUnderWay(writing.format())));
        reports.push(writing);
        None
    }

    /// Sends a message once the page is done with the one that it is at.
    fn soon(&self, msg: Msg) {
        let send = Rc::clone(&self.send);
        later::after_milliseconds(0, move || send(msg));
    }
}
