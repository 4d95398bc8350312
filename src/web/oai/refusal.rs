//! The refusals of the protocol, by its codes; must not know what was asked.

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No verb, one that does not exist, or several.
    Verb(&'static str),
    /// An argument that is missing, too much, given twice, or not in its form.
    Argument(String),
    /// A token that was not given here, or whose list no longer exists.
    Token,
    /// A format in which nothing is told here.
    Format,
    /// A resource that there is not, nor ever was.
    Identifier,
    /// A resource that is told in no format, since it is gone.
    NoFormats,
    /// Nothing of what is asked for.
    Nothing,
}

impl Refusal {
    /// The protocol's code.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Verb(_) => "badVerb",
            Self::Argument(_) => "badArgument",
            Self::Token => "badResumptionToken",
            Self::Format => "cannotDisseminateFormat",
            Self::Identifier => "idDoesNotExist",
            Self::NoFormats => "noMetadataFormats",
            Self::Nothing => "noRecordsMatch",
        }
    }

    /// What a person reads.
    pub(super) fn sentence(&self) -> &str {
        match self {
            Self::Verb(sentence) => sentence,
            Self::Argument(sentence) => sentence,
            Self::Token => "this token was not given here, or its time is over: begin the list again",
            Self::Format => "nothing is told in this format: ListMetadataFormats gives those there are",
            Self::Identifier => "there is no resource with this identifier",
            Self::NoFormats => "this resource is gone",
            Self::Nothing => "no resource is in this set and between these dates",
        }
    }

    /// Whether the answer repeats the arguments: not those that mean nothing.
    pub(super) fn repeats(&self) -> bool {
        !matches!(self, Self::Verb(_) | Self::Argument(_))
    }
}
