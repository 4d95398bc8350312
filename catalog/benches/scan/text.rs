//! Text such as repositories of teachers hold, made the same way each time: programs, pages, tables of
//! measures, notebooks with images.
//!
//! Holds nothing that a scanner should see.

/// Numbers of a fixed sequence (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or(0)
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }
}

const WORDS: &[&str] = &[
    "value",
    "index",
    "result",
    "élève",
    "self",
    "config",
    "token",
    "parser",
    "data",
    "key",
    "compass",
    "passage",
    "user",
    "request",
    "response",
    "node",
    "children",
    "length",
    "triangle",
    "fonction",
    "mesure",
    "température",
    "disk",
    "task",
    "local",
    "import",
    "window",
    "document",
    "message",
    "secretary",
    "session",
    "update",
    "render",
    "matrix",
    "vecteur",
    "exercice",
    "correction",
    "password_field",
    "author",
    "public",
    "static",
    "default",
];

/// Files of several kinds until there are so many bytes.
pub(crate) fn files(bytes: usize) -> Vec<(String, Vec<u8>)> {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut files = Vec::new();
    let mut made = 0;
    while made < bytes {
        let size = 2_000 + numbers.below(60_000);
        let (end, line): (&str, fn(&mut Numbers, &mut String)) = match files.len() % 8 {
            0 | 1 => ("py", program),
            2 | 3 => ("js", script),
            4 => ("md", page),
            5 | 6 => ("csv", table),
            _ => ("ipynb", notebook),
        };
        let mut text = String::with_capacity(size + 10_000);
        while text.len() < size {
            line(&mut numbers, &mut text);
        }
        made += text.len();
        files.push((format!("src/{}.{end}", files.len()), text.into_bytes()));
    }
    files
}

fn program(numbers: &mut Numbers, text: &mut String) {
    let (a, b, c) = (numbers.word(), numbers.word(), numbers.word());
    let number = numbers.below(1000);
    text.push_str(&match numbers.below(5) {
        0 => format!("def {a}_{b}(self, {c}=None):\n    \"\"\"Renvoie {a} de {b}.\"\"\"\n"),
        1 => format!("    self.{a} = {b}.{c}({number})\n"),
        2 => format!("    if {a}[\"{b}\"] == '{c}': return {number}.5\n"),
        3 => format!("# {a} {b} {c} : voir https://www.{a}.org/{c}/{number}\n"),
        _ => format!("        {a}.append({{'{b}': {c}, 'id': {number}}})\n"),
    });
}

fn script(numbers: &mut Numbers, text: &mut String) {
    let (a, b, c) = (numbers.word(), numbers.word(), numbers.word());
    let number = numbers.below(1000);
    text.push_str(&match numbers.below(4) {
        0 => format!("const {a} = {b}.{c}(({a}) => {a}.{b} + {number});\n"),
        1 => format!("  {a}: \"{b} {c}\", {b}: {number},\n"),
        2 => format!("export function {a}{number}({b}) {{ return {b}.{c} || null; }}\n"),
        _ => format!("import {{ {a} }} from './{b}/{c}.js';\n"),
    });
}

fn page(numbers: &mut Numbers, text: &mut String) {
    for _ in 0..10 {
        text.push_str(numbers.word());
        text.push(' ');
    }
    text.push_str("([page](https://example.org/cours/chapitre-3.html)).\n\n");
}

fn table(numbers: &mut Numbers, text: &mut String) {
    for _ in 0..8 {
        text.push_str(&format!("{}.{:03};", numbers.below(100_000), numbers.below(1000)));
    }
    text.push_str(&format!(
        "2024-{:02}-{:02}T{:02}:00:00;{}\n",
        1 + numbers.below(12),
        1 + numbers.below(28),
        numbers.below(24),
        numbers.word()
    ));
}

fn notebook(numbers: &mut Numbers, text: &mut String) {
    const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for _ in 0..30 {
        text.push_str(&format!(
            "    \"{} = {}({})\\n\",\n",
            numbers.word(),
            numbers.word(),
            numbers.below(100)
        ));
    }
    text.push_str("     \"image/png\": \"iVBORw0KGgo");
    for _ in 0..6_000 {
        text.push(char::from(SYMBOLS[numbers.below(64)]));
    }
    text.push_str("\\n\",\n");
}
