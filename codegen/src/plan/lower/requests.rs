//! What belongs to requests, in the files of what it belongs to.

use super::Lowering;
use crate::plan::requests::{self, Requests};
use crate::plan::{File, PackageId};

impl Lowering<'_, '_, '_> {
    /// Adds what belongs to requests to the files of the types, and the files of services.
    pub(super) fn requests(&mut self, files: &mut Vec<File>) -> Requests {
        let names = requests::Names {
            modules: &mut self.modules,
            namer: &mut self.namer,
            diagnostics: self.diagnostics,
            list: &mut self.names,
        };
        let (requests, mut by_type, services) = requests::requests(self.model, &self.ids, names);
        for file in files.iter_mut() {
            let own = file.items.first().and_then(|item| by_type.remove(&item.id()));
            file.requests.extend(own.into_iter().flatten());
        }
        // Of the types that are not asked for, what belongs to requests is: paths lead over them.
        for (ty, items) in by_type {
            files.push(File { requests: items, ..self.file(ty, Vec::new()) });
        }
        for requests::Planned { module, file: ident, items } in services {
            files.push(File { package: PackageId(0), module, ident, items: Vec::new(), requests: items });
        }
        requests
    }
}
