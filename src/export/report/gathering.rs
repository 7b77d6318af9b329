//! What a report says, gathered a piece at a time.

use super::choice::{ChoiceReport, ReasonReport, SeveralReport};
use super::comparison::ComparisonReport;
use super::documents::DocumentReport;
use super::draft::DraftReport;
use super::evidence::EvidenceReport;
use super::findings::Findings;
use super::gathered::Report;
use super::layers::Layers;
use super::matrix::MatrixReport;
use super::tree::{Image, TreeNode, in_order};
use crate::inspect::NodeId;
use crate::select::matrix::Matrix;
use crate::session::Model;
use crate::view;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Images,
    Tree,
    Documents,
    /// Findings between documents, in the order of the tree's numbers.
    Crossed,
    /// Findings, node by node.
    Findings,
    /// Findings of documents that are not in the tree.
    Unplaced,
    Layers,
    Choice,
    /// Why each entry stands where it does.
    Reasons,
    Matrix,
    Whole,
}

/// A report that is being gathered.
#[derive(Clone, Debug)]
pub struct Gathering {
    report: Report,
    /// All nodes as the page shows them.
    order: Vec<NodeId>,
    stage: Stage,
    /// How far that stage is.
    at: usize,
    findings: Findings,
    layers: Layers,
    /// The matrix, as far as it is picked.
    matrix: Option<Matrix>,
}

impl Gathering {
    pub fn new(model: &Model) -> Self {
        Self {
            report: Report::begun(model),
            order: in_order(&model.inspection.tree),
            stage: Stage::Images,
            at: 0,
            findings: Findings::default(),
            layers: Layers::default(),
            matrix: None,
        }
    }

    /// Gathers up to `left` items more, and takes them off; the report once it is whole.
    pub fn step(&mut self, model: &Model, left: &mut usize) -> Option<&mut Report> {
        while self.stage != Stage::Whole {
            if *left == 0 {
                return None;
            }
            let done = self.some(model, *left);
            *left = left.saturating_sub(done);
            self.at += done;
            // Where a stage had less than it was given, it is done; so is what is no list.
            if *left > 0 {
                self.end(model);
            }
        }
        Some(&mut self.report)
    }

    /// Gathers up to so many items of this stage. Gives how many there were.
    fn some(&mut self, model: &Model, most: usize) -> usize {
        let (inspection, report) = (&*model.inspection, &mut self.report);
        let (blobs, tree) = (&inspection.blobs, &inspection.tree);
        let ordered = || self.order.iter().copied().skip(self.at).take(most);
        let documents = || blobs.iter().skip(self.at).take(most);
        match self.stage {
            Stage::Images => {
                let roots = tree.roots().iter().skip(self.at).take(most);
                roots.map(|root| report.images.push_back(Image::of(inspection, *root))).count()
            }
            Stage::Tree => ordered().map(|id| report.tree.extend(TreeNode::of(model, id))).count(),
            Stage::Documents => documents()
                .map(|(id, blob)| report.documents.push_back(DocumentReport::of(inspection, id, blob)))
                .count(),
            Stage::Crossed => {
                let nodes = tree.iter().skip(self.at).take(most);
                nodes.map(|(id, _)| self.findings.cross(inspection, id)).count()
            }
            Stage::Findings => ordered().map(|id| self.findings.of_node(inspection, id)).count(),
            Stage::Unplaced => documents().map(|(id, _)| self.findings.of_unplaced(inspection, id)).count(),
            Stage::Layers => ordered().map(|id| report.layers.extend(self.layers.of(model, id))).count(),
            Stage::Reasons | Stage::Choice | Stage::Matrix => self.of_choice(model, most),
            Stage::Whole => 0,
        }
    }

    /// What clients take, and why.
    fn of_choice(&mut self, model: &Model, most: usize) -> usize {
        let (Some(choice), tree) = (&model.choice, &model.inspection.tree) else { return 0 };
        match self.stage {
            Stage::Choice if self.at == 0 => {
                self.report.choice = Some(ChoiceReport::begun(tree, choice));
                1
            }
            Stage::Reasons => {
                let reasons = choice.reasons().iter().skip(self.at).take(most);
                let reasons = reasons.map(|reason| ReasonReport::of(tree, reason));
                let report = self.report.choice.as_mut();
                report.map_or(0, |report| reasons.map(|reason| report.reasons.push_back(reason)).count())
            }
            Stage::Matrix => {
                let matrix = self.matrix.get_or_insert_with(|| Matrix::begin(choice.form));
                if matrix.is_whole() {
                    return 0;
                }
                // A step of it has a frame of its own where there are many entries.
                let is_long = choice.candidates.entries.len() >= most;
                matrix.step(&choice.distinct(), if is_long { 0 } else { usize::MAX });
                if is_long { most } else { 0 }
            }
            _ => 0,
        }
    }

    /// Ends this stage, and begins the next.
    fn end(&mut self, model: &Model) {
        self.at = 0;
        self.stage = match self.stage {
            Stage::Images => Stage::Tree,
            Stage::Tree => Stage::Documents,
            Stage::Documents => Stage::Crossed,
            Stage::Crossed => {
                self.findings.count();
                Stage::Findings
            }
            Stage::Findings => Stage::Unplaced,
            Stage::Unplaced => {
                self.report.findings = std::mem::take(&mut self.findings).sorted().into();
                Stage::Layers
            }
            Stage::Layers => Stage::Choice,
            Stage::Choice => Stage::Reasons,
            Stage::Reasons => Stage::Matrix,
            Stage::Matrix | Stage::Whole => {
                let tree = &model.inspection.tree;
                let several = view::several_images(model);
                self.report.several_images = several.map(|several| SeveralReport::of(tree, several));
                let picked = model.choice.as_ref().zip(self.matrix.take());
                self.report.matrix = picked.map(|(choice, matrix)| MatrixReport::of(choice, matrix));
                self.report.evidence = EvidenceReport::of(model);
                self.report.draft = model.draft.as_deref().map(DraftReport::of);
                let comparison = model.comparison.as_deref();
                self.report.comparison = comparison.map(|it| ComparisonReport::of(model, it));
                Stage::Whole
            }
        };
    }
}
