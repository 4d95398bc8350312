//! One part as a record: what its main file says, what declares it, what its project says, its files.
//!
//! Must not decide which parts there are, nor open archives itself.

use std::collections::HashMap;

use glane_catalog::licence;
use glane_catalog::model::{
    Attachment, Claim, Field, Fields, Finding, Grain, ResourceKey, ResourceRecord, ResourceVersion, Severity,
    Source,
};
use glane_catalog::read::{self, Format, Reading};
use glane_catalog::resource::{OptOut, Part, Why, may_name_pupils};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::super::pointer::LargeFile;
use super::super::tree::File;
use super::{TeachRequest, context};

/// Largest file that is read.
const LARGEST: u64 = 32 << 20;
/// Most files of a folder that are listed.
const FILES: usize = 200;
/// Most findings kept of one part.
const FINDINGS: usize = 20;

/// What every part is read with.
pub(super) struct Reader<'a> {
    pub(super) repository: &'a git2::Repository,
    pub(super) files: &'a [File],
    pub(super) by_path: HashMap<&'a str, &'a File>,
    pub(super) opt_out: OptOut,
    pub(super) request: &'a TeachRequest,
}

impl Reader<'_> {
    /// The record of a part with these states; of one that is not to be opened, with the reason for it.
    pub(super) fn record(
        &self,
        part: &Part,
        versions: Vec<ResourceVersion>,
        unread: Option<&str>,
    ) -> ResourceRecord {
        let examination = &self.request.examination;
        let mut reading = unread.map_or_else(|| self.reading(part), |why| stopped(part, why));
        if unread.is_none() {
            self.declared(part, &mut reading);
        }
        self.beside(part, &mut reading);
        let licence = context::licence(&reading, part, examination);
        context::complete(&mut reading.fields, part, &examination.fields);
        titled(&mut reading.fields, part, &examination.fields);
        dated(&mut reading.fields, &versions);
        edited(&mut reading.fields, part);
        reading.findings.truncate(FINDINGS);
        let mut attachments = self.attachments(part);
        attachments.extend(std::mem::take(&mut reading.attachments));
        attachments.truncate(FILES);
        ResourceRecord {
            number: 0,
            key: ResourceKey::Part { project: self.request.project.clone(), path: part.path.clone() },
            grain: part.grain,
            reason: part.why.to_string(),
            format: part.main.as_deref().and_then(read::is_resource).map(str::to_owned),
            commit: examination.commit.clone(),
            fields: reading.fields,
            licence,
            attachments,
            versions,
            text: reading.text,
            findings: reading.findings,
            found_at: Timestamp::UNIX_EPOCH,
            gathered_at: Timestamp::UNIX_EPOCH,
        }
    }

    /// What the document says by which a part is opened.
    fn reading(&self, part: &Part) -> Reading {
        let Some(path) = part.main.as_deref() else { return Reading::default() };
        self.read(path)
    }

    /// What the file says that declares a part, or sets its site up: it was written for that.
    fn declared(&self, part: &Part, reading: &mut Reading) {
        let (Why::Declared(name) | Why::Site(name)) = &part.why else { return };
        let beside = if part.path.is_empty() { name.clone() } else { format!("{}/{name}", part.path) };
        let place = [name.as_str(), beside.as_str()].into_iter().find(|path| self.by_path.contains_key(path));
        if let Some(said) = place.map(|path| self.read(path)) {
            let own = std::mem::replace(&mut reading.fields, said.fields);
            reading.fields.extend(own);
            reading.findings.extend(said.findings);
            reading.text = reading.text.take().or(said.text);
        }
    }

    /// What a file says; of one that cannot be read, why.
    fn read(&self, path: &str) -> Reading {
        let unread = |code, message: String, remedy| {
            let finding = Finding::new(Severity::Warning, code, message, remedy).in_file(path, None);
            Reading { findings: vec![finding], ..Reading::default() }
        };
        let Some(file) = self.by_path.get(path) else {
            let message = "the file is not there".to_owned();
            return unread("absent", message, "put it back, or correct what names it");
        };
        if file.bytes.is_none_or(|bytes| bytes > LARGEST) {
            let message = format!("the file has more than {} MB: it was not read", LARGEST >> 20);
            return unread("file_too_large", message, "split it, or compress its images");
        }
        match self.repository.find_blob(file.id) {
            Ok(blob) => {
                let format = Format::of_content(path, blob.content());
                format.map(|format| read::read(format, path, blob.content())).unwrap_or_default()
            }
            Err(error) => {
                let message = format!("the file cannot be read: {}", error.message());
                unread("object_damaged", message, "run git fsck on the source repository")
            }
        }
    }

    /// The licence that a file of REUSE says beside the document (REUSE 3.3, `*.license`).
    fn beside(&self, part: &Part, reading: &mut Reading) {
        let Some(path) = part.main.as_ref().map(|main| format!("{main}.license")) else { return };
        let Some(file) =
            self.by_path.get(path.as_str()).filter(|file| file.bytes.is_some_and(|n| n < 1 << 16))
        else {
            return;
        };
        let Ok(blob) = self.repository.find_blob(file.id) else { return };
        let text = read::text_of(&path, blob.content());
        for (line, said) in (1..).zip(text.lines()) {
            if let Some(expression) = licence::spdx_tag(said) {
                let source = Source::file(&path, Some("SPDX-License-Identifier"), Some(line));
                reading.fields.add(Field::Licence, Claim::new(expression, source, 1.0));
            }
        }
    }

    /// The files of the project that a part is made of.
    fn attachments(&self, part: &Part) -> Vec<Attachment> {
        let own = |path: &str| self.by_path.get(path).copied();
        let files: Vec<&File> = match part.grain {
            Grain::File | Grain::Record => {
                std::iter::once(&part.path).chain(&part.copies).filter_map(|path| own(path)).collect()
            }
            Grain::Folder => self.below(&part.path).take(FILES).collect(),
            Grain::Whole => part.main.as_deref().and_then(own).into_iter().collect(),
        };
        let attachment = |file: &File| {
            let known = Some(file).filter(|file| part.grain == Grain::File && file.path == part.path);
            let (bytes, sha256) = known.and_then(|file| self.content(file)).unzip();
            Attachment {
                place: file.path.clone(),
                media: read::media_type(&file.path).map(str::to_owned),
                bytes: bytes.or(file.bytes),
                sha256,
                ..Attachment::default()
            }
        };
        files.into_iter().map(attachment).collect()
    }

    /// Size and SHA-256 of a file; of a large one, those that its pointer gives.
    fn content(&self, file: &File) -> Option<(u64, String)> {
        let bytes = file.bytes.filter(|bytes| *bytes <= LARGEST)?;
        let blob = self.repository.find_blob(file.id).ok()?;
        if let Some(large) = LargeFile::named_by(blob.content()) {
            return Some((large.size, large.oid));
        }
        let digest = Sha256::digest(blob.content());
        Some((bytes, digest.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    fn below(&self, folder: &str) -> impl Iterator<Item = &File> {
        let inside = move |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let kept = move |path: &str| {
            let format = read::is_resource(path).unwrap_or_default();
            !self.opt_out.leaves_out(path) && !may_name_pupils(path, format)
        };
        self.files.iter().filter(move |file| inside(&file.path) && kept(&file.path))
    }
}

/// What stands in the place of what a part says, where reading it has ended a process.
fn stopped(part: &Part, why: &str) -> Reading {
    let message = format!("the file could not be read to its end: {why}");
    let remedy = "save it again from the program it was made with; split it, if it is large";
    let path = part.main.as_deref().unwrap_or(&part.path);
    let finding = Finding::new(Severity::Warning, "reading_stopped", message, remedy).in_file(path, None);
    Reading { findings: vec![finding], ..Reading::default() }
}

/// What a part without a title is called: after its project where it is all of it, else after itself.
fn titled(fields: &mut Fields, part: &Part, project: &Fields) {
    if let (Grain::Whole, Some(name)) = (part.grain, project.resolve(Field::Name)) {
        fields.add(Field::Name, Claim::new(name.value.clone(), name.source.clone(), name.confidence));
    } else if fields.claims(Field::Name).is_empty() {
        let title = read::title_of_name(&part.path);
        fields.add(Field::Name, Claim::new(title, Source::file(&part.path, None, None), 0.3));
    }
}

/// When it was made and last changed, as far back as its states are known.
fn dated(fields: &mut Fields, versions: &[ResourceVersion]) {
    let mut say = |field, version: Option<&ResourceVersion>| {
        if let Some(version) = version {
            let day = version.at.strftime("%Y-%m-%d").to_string();
            fields.add(field, Claim::new(day, Source::history("commits"), 0.9));
        }
    };
    say(Field::Modified, versions.first());
    // Where all places are taken there may be older states.
    say(Field::Created, versions.last().filter(|_| versions.len() < ResourceRecord::VERSIONS));
}

/// Whether it can be edited as it is, or beside itself.
fn edited(fields: &mut Fields, part: &Part) {
    let main = part.main.iter().chain(&part.copies);
    if let Some(path) = main.into_iter().find(|path| read::is_editable(path)) {
        let claim = Claim::new(path.clone(), Source::file(path, None, None), 0.8);
        fields.add(Field::EditableSource, claim);
    }
}
