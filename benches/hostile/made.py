#!/usr/bin/env python3
"""Files that are small, or just small enough to be taken, and large to whoever reads them without bounds.

    made.py FOLDER
"""

import gzip
import io
import pathlib
import sys
import zipfile

FOLDER = pathlib.Path(sys.argv[1])
MB = 1 << 20


def packed(entries, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def cells(cell, size):
    return b'{"cells":[' + (cell + b",") * (size // (len(cell) + 1)) + cell + b"]}"


MANIFEST = b"<manifest>" + b" " * (22 * MB) + b"</manifest>"
FILES = {
    "letters.ipynb": cells(b'{"cell_type":"markdown","source":[' + b'"a",' * 1000 + b'"b"]}', 15 * MB),
    "letters-of-one.ipynb": b'{"cells":[{"cell_type":"markdown","source":[' + b'"a",' * (15 * MB // 4) + b'"b"]}]}',
    "empty-cells.ipynb": cells(b"{}", 15 * MB),
    "empty-sheets.ipynb": b'{"worksheets":[' + b'{"cells":[{}]},' * MB + b'{}]}',
    "authors.ipynb": b'{"metadata":{"authors":[' + b"0," * (7 * MB) + b"0]}}",
    "kernel.ipynb": b'{"metadata":{"kernelspec":[' + b"0," * (7 * MB) + b"0]}}",
    "nested.ipynb": b'{"cells":' + b"[" * (8 * MB),
    "elements.xml": b"<lom>" + b"<a/>" * (MB // 4 - 10) + b"</lom>",
    "attributes.xml": b"<lom>" + (b"<a" + b" b=''" * 60 + b"/>") * (MB // 303 - 1) + b"</lom>",
    "deep.xml": b"<a>" * (MB // 3),
    "elements.imscc": packed([("imsmanifest.xml", b"<manifest>" + b"<a/>" * MB + b"</manifest>")]),
    "attributes.imscc": packed([("imsmanifest.xml", b"<manifest>" + (b"<a" + b" b=''" * 60 + b"/>") * 13000)]),
    "inside.imscc": packed([("imsmanifest.xml", b"<manifest/>"), *[
        (f"{number}.zip", packed([("imsmanifest.xml", MANIFEST)], zipfile.ZIP_STORED)) for number in range(4)]]),
    "pages.imscc": packed([("imsmanifest.xml", b"<manifest/>"), *[
        (f"{number}.html", b"<p>" + b"<b a=1>" * MB) for number in range(20)]]),
    "spaces.ggb": packed([("geogebra.xml", b"<geogebra>" + b" " * (24 * MB))]),
    "elements.ggb": packed([("geogebra.xml", b"<geogebra><construction>" + b"<element/>" * (400 << 10))]),
    "nothings.sb3": packed([("project.json", b'{"targets":[' + b"0," * (2 * MB - 10) + b"0]}")]),
    "nothings.h5p": packed([("h5p.json", b"{}"), ("content/content.json", b"[" + b"0," * (2 * MB - 10) + b"0]")]),
    "chapters.epub": packed([
        ("META-INF/container.xml", b'<container><rootfiles><rootfile full-path="c"/></rootfiles></container>'),
        ("c", b"<package><manifest>" + b'<item id="a" href="b"/>' * 180000 + b"</manifest></package>")]),
    "paragraphs.odt": packed([("content.xml", b"<a>" + b"<text:p/>" * (2 * MB)), ("meta.xml", b"<a>" + b"<b/>" * MB)]),
    "runs.docx": packed([("[Content_Types].xml", b""), ("word/document.xml", b"<w:p><w:t>a</w:t>" * (1 * MB))]),
    "strings.xlsx": packed([("[Content_Types].xml", b""), ("xl/sharedStrings.xml", b"<si><t>un deux trois</t></si>" * (MB // 2))]),
    "entries.zip.h5p": packed([(f"{number}", b"") for number in range(60000)]),
    "zeros.mbz": gzip.compress(bytes(256 * MB), 9),
    "operators.pdf": b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]>>endobj "
                     b"3 0 obj<</Type/Page/Contents 4 0 R>>endobj 4 0 obj<</Length %d>>stream\n%s\nendstream endobj trailer<</Root 1 0 R>>"
                     % (8 * MB, b"(a) Tj " * (8 * MB // 7)),
    "brackets.pdf": b"%PDF-1.4\n" + b"1 0 obj[" + b"[" * (16 * MB),
    "objects.pdf": b"%PDF-1.4\n" + b"".join(b"%d 0 obj<</A %d 0 R>>endobj " % (at, at + 1) for at in range(600000)),
    "tags.html": b"<html><p>" + b"<i a=1 b=2>" * MB,
    "links.html": b'<a rel=license href="https://creativecommons.org/licenses/by/4.0/">' * 100000,
    "brackets.md": b"[" * MB,
    "emphasis.md": b"*a _b " * (MB // 6),
    "quotes.md": b"> " * (MB // 2),
    "badges.md": b"[![a](https://a/b.svg)](https://a) " * (MB // 35),
    "braces.tex": b"\\title{" * (MB // 7),
    "environments.tex": b"\\begin{exercice}" * (MB // 16),
    "mapping.yml": b"a: {" * 60000,
    "rows.csv": b"titre;url\n" + b"a;https://example.org/\n" * 40000,
    "quotes.csv": b"titre;url\n" + b'"' * 900000,
}


def main():
    for name, content in FILES.items():
        (FOLDER / name).write_bytes(content)


main()
