//! What the programs of a layer are built for.

use super::files::LayerFiles;
use crate::archive::program::{Format, Machine, Role};

/// Programs of one format and machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// Their format.
    pub format: Format,
    /// Their machine.
    pub machine: Machine,
    /// How many there are, libraries too.
    pub count: usize,
    /// One of them, that can be started if there is any such.
    pub path: Vec<u8>,
    /// Whether that one can be started.
    pub starts: bool,
}

/// The programs and libraries of a layer by what they are built for, in the order of the archive. A fat one
/// counts for each of its machines. Object files and code for no processor of a host are left out.
#[must_use]
pub fn built(files: &LayerFiles) -> Vec<Built> {
    let mut list: Vec<Built> = Vec::new();
    for (row, extra) in files.extras() {
        let Some(program) = extra.program.as_ref().filter(|program| program.role != Role::Other) else {
            continue;
        };
        let path = files.get(row).map(|file| file.path).unwrap_or_default();
        let starts = program.role == Role::Executable;
        for machine in &program.machines {
            let alike = |known: &&mut Built| known.format == program.format && known.machine == *machine;
            match list.iter_mut().find(alike) {
                Some(known) => {
                    known.count += 1;
                    if starts && !known.starts {
                        known.starts = true;
                        known.path = path.to_vec();
                    }
                }
                None => list.push(Built {
                    format: program.format,
                    machine: *machine,
                    count: 1,
                    path: path.to_vec(),
                    starts,
                }),
            }
        }
    }
    list
}
