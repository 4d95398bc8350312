#!/usr/bin/env python3
"""Two repositories of files that teach, in turn of every format that is read, each of about the size that such
files have; documents and packages of a corpus among them, once each.

    lessons.py FOLDER FILES CORPUS
"""

import io
import pathlib
import struct
import subprocess
import sys
import zipfile
import zlib

FOLDER, FILES, CORPUS = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])

TOPICS = ["fractions", "volcans", "graphes", "poésie", "vecteurs", "cellules", "révolution", "énergie", "tri"]
LEVELS = ["6e", "5e", "4e", "3e", "seconde", "première", "terminale"]
SENTENCE = "Chaque élève calcule, compare avec sa voisine et explique ce que montre la figure {}. "


def words(number, count):
    return "".join(SENTENCE.format(number + at) for at in range(count))


def title(number):
    return f"Les {TOPICS[number % len(TOPICS)]} en {LEVELS[number % len(LEVELS)]}, séance {number}"


def packed(*entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries:
            archive.writestr(name, text)
    return file.getvalue()


def markdown(number):
    parts = "".join(f"## Partie {at}\n\n{words(number, 6)}\n\n- un exercice\n- sa correction\n\n" for at in range(12))
    return f"---\ntitle: {title(number)}\nlicense: CC-BY-SA-4.0\n---\n\n# {title(number)}\n\nDurée : 55 min\n\n{parts}"


def notebook(number):
    import json
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [f"# {title(number)}\n", "\n", words(number, 8)]}]
    for at in range(40):
        cells.append({"cell_type": "markdown", "metadata": {}, "source": [f"## Partie {at}\n", words(number, 4)]})
        picture = {"output_type": "display_data", "data": {"image/png": "iVBOR" * 2000}, "metadata": {}}
        cells.append({"cell_type": "code", "metadata": {}, "source": ["print(1)\n"] * 12, "outputs": [picture]})
    return json.dumps({"cells": cells, "metadata": {"kernelspec": {"language": "python"}}, "nbformat": 4})


def latex(number):
    parts = "".join(f"\\section{{Partie {at}}}\n{words(number, 8)}\n\\begin{{exercice}}$x^2$\\end{{exercice}}\n"
                    for at in range(15))
    return (f"\\documentclass{{article}}\n\\usepackage[french]{{babel}}\n\\title{{{title(number)}}}\n"
            f"\\author{{Ada Lovelace}}\n\\begin{{document}}\n\\maketitle\n{parts}\\end{{document}}\n")


def page(number):
    parts = "".join(f"<h2>Partie {at}</h2><p class='a'>{words(number, 6)}</p><ul><li>un<li>deux</ul>" for at in range(20))
    return f"<!doctype html><html lang=fr><head><title>{title(number)}</title></head><body><h1>{title(number)}</h1>{parts}"


def h5p(number):
    import json
    questions = [{"params": {"question": f"<p>{words(number, 2)}</p>", "answers": [{"text": "oui"}] * 4}}] * 30
    about = {"title": title(number), "language": "fr", "mainLibrary": "H5P.QuestionSet", "license": "CC BY-SA"}
    return packed(("h5p.json", json.dumps(about)), ("content/content.json", json.dumps({"questions": questions})),
                  ("H5P.QuestionSet-1.20/library.json", "{}"))


def moodle(number):
    course = (f"<course><fullname>{title(number)}</fullname><summary>{words(number, 4)}</summary></course>")
    about = ("<moodle_backup><information><original_course_fullname>" + title(number) +
             "</original_course_fullname></information></moodle_backup>")
    pages = [(f"activities/page_{at}/page.xml",
              f"<activity><page><name>Page {at}</name><content>&lt;p&gt;{words(number, 8)}&lt;/p&gt;</content></page></activity>")
             for at in range(20)]
    return packed(("moodle_backup.xml", about), ("course/course.xml", course), *pages)


def scorm(number):
    pages = [(f"p{at}.html", page(number + at)) for at in range(6)]
    resources = "".join(f'<resource identifier="r{at}" href="p{at}.html"><file href="p{at}.html"/></resource>'
                        for at in range(6))
    items = "".join(f'<item identifierref="r{at}"><title>Partie {at}</title></item>' for at in range(6))
    return packed(("imsmanifest.xml",
                   f"<manifest><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>"
                   f"<organizations><organization><title>{title(number)}</title>{items}</organization></organizations>"
                   f"<resources>{resources}</resources></manifest>"), *pages)


def epub(number):
    chapters = [(f"OEBPS/c{at}.xhtml", page(number + at)) for at in range(8)]
    items = "".join(f'<item id="c{at}" href="c{at}.xhtml" media-type="application/xhtml+xml"/>' for at in range(8))
    refs = "".join(f'<itemref idref="c{at}"/>' for at in range(8))
    return packed(("mimetype", "application/epub+zip"),
                  ("META-INF/container.xml", '<container><rootfiles><rootfile full-path="OEBPS/c.opf"/></rootfiles></container>'),
                  ("OEBPS/c.opf", f"<package><metadata><dc:title>{title(number)}</dc:title><dc:language>fr</dc:language></metadata>"
                   f"<manifest>{items}</manifest><spine>{refs}</spine></package>"), *chapters)


def odt(number):
    parts = "".join(f'<text:h text:outline-level="2">Partie {at}</text:h><text:p>{words(number, 6)}</text:p>' for at in range(30))
    return packed(("mimetype", "application/vnd.oasis.opendocument.text"),
                  ("content.xml", f'<office:document-content><text:h text:outline-level="1">{title(number)}</text:h>{parts}</office:document-content>'),
                  ("styles.xml", "<office:styles>" + "<style:style/>" * 500 + "</office:styles>"),
                  ("meta.xml", f"<office:document-meta><office:meta><dc:title>{title(number)}</dc:title></office:meta></office:document-meta>"))


def docx(number):
    parts = "".join(f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{sentence}. </w:t></w:r></w:p>"
                    for sentence in words(number, 150).split(". "))
    return packed(("[Content_Types].xml", "<Types/>"),
                  ("word/document.xml", f"<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>{title(number)}</w:t></w:r></w:p>{parts}</w:body></w:document>"),
                  ("docProps/core.xml", f"<cp:coreProperties><dc:title>{title(number)}</dc:title></cp:coreProperties>"))


def pptx(number):
    slides = [(f"ppt/slides/slide{at}.xml", f"<p:sld><p:sp><p:ph type=\"title\"/><a:p><a:r><a:t>{title(number + at)}</a:t></a:r></a:p></p:sp>"
               f"<p:sp><a:p><a:r><a:t>{words(number, 5)}</a:t></a:r></a:p></p:sp></p:sld>") for at in range(1, 21)]
    return packed(("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>"), *slides)


def geogebra(number):
    elements = "".join(f'<element type="point" label="A{at}"><coords x="{at}" y="1" z="1"/><caption val="Le point {at}"/></element>'
                       for at in range(300))
    return packed(("geogebra.xml", f'<geogebra format="5.0"><construction title="{title(number)}">{elements}</construction></geogebra>'),
                  ("geogebra_thumbnail.png", b"\x89PNG" + bytes(9000)))


def scratch(number):
    import json
    blocks = {f"b{at}": {"opcode": "looks_say", "inputs": {"MESSAGE": [1, [10, words(number, 1)]]}} for at in range(300)}
    return packed(("project.json", json.dumps({"targets": [{"name": "Chat", "blocks": blocks}], "meta": {}})),
                  ("a.svg", "<svg/>"))


def pdf(number):
    objects, pages = [], []
    objects.append(b"<</Type/Catalog/Pages 2 0 R>>")
    objects.append(b"")
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for at in range(10):
        lines = [title(number)] + words(number + at, 30).split(". ")
        drawn = b"BT /F1 11 Tf 50 800 Td 14 TL " + b"".join(
            b"(" + line.encode("cp1252", "replace").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T* " for line in lines) + b"ET"
        stream = zlib.compress(drawn)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % len(objects))
        pages.append(len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % page for page in pages))
    out, places = b"%PDF-1.5\n", []
    for at, value in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (at, value)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def drawing(number):
    shapes = "".join(f'<path d="M {at} 0 L 10 {at}"/><text x="{at}">Repère {at}</text>' for at in range(400))
    return f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="fr"><title>{title(number)}</title>{shapes}</svg>'


MADE = [("md", markdown), ("qmd", markdown), ("ipynb", notebook), ("tex", latex), ("html", page), ("h5p", h5p),
        ("mbz", moodle), ("imscc", scorm), ("epub", epub), ("odt", odt), ("docx", docx), ("pptx", pptx),
        ("ggb", geogebra), ("sb3", scratch), ("pdf", pdf), ("md", markdown)]
READ = {ending for ending, _ in MADE} | {"sb2", "odp", "ods"}


def write(stream, name, content):
    content = content if isinstance(content, bytes) else content.encode()
    stream.write(b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(content), content))


def main():
    found = [path for path in sorted(CORPUS.rglob("*")) if path.is_file() and path.suffix[1:] in READ] if CORPUS.is_dir() else []
    for half in range(2):
        repository = FOLDER / f"{half}.git"
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", repository], check=True)
        child = subprocess.Popen(["git", "-C", repository, "fast-import", "--quiet"], stdin=subprocess.PIPE)
        stream = child.stdin
        stream.write(b"commit refs/heads/main\ncommitter A <a@example.org> 1700000000 +0000\ndata 1\nx\n")
        write(stream, "README.md", "# Cours de sciences au collège et au lycée\n\nDes cours et des exercices.\n")
        write(stream, "LICENSE.md", "SPDX-License-Identifier: CC-BY-SA-4.0\n")
        mine = found[half::2][: FILES // 4]
        for at, path in enumerate(mine):
            write(stream, f"cours/corpus-{at:03}-{path.stem.replace(chr(34), '')}{path.suffix}", path.read_bytes())
        for at in range(FILES // 2 - len(mine)):
            number = half * FILES + at
            ending, make = MADE[at % len(MADE)]
            write(stream, f"cours/{LEVELS[at % len(LEVELS)]}/seance-{number:04}.{ending}", make(number))
        stream.close()
        if child.wait() != 0:
            sys.exit("git fast-import failed")


main()
