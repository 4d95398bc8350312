# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
"""A server of OAI-PMH that makes its records as they are asked for, with the faults of real ones."""

import bisect
import datetime
import html
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# The titles that are kept, one for each record.
KEPT = "SELECT json_extract(document, '$.fields.name[0].value') FROM resource WHERE source = 'portail'"

BEGIN = datetime.datetime(2026, 1, 1)
WORDS = "fractions Pythagore énergie cellule Révolution poésie probabilités électricité volcan accord".split()


def stamp(seconds):
    return (BEGIN + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


class World:
    def __init__(self, records, page):
        self.page, self.lists = page, 0
        # Datestamp and number, in order; what changed or was deleted, by its number.
        self.order = [(n // 3, n) for n in range(records)]
        self.said, self.deleted = {}, set()
        pages = records // page
        # Four failures are more than one harvest tries.
        self.fail = {pages // 3 + more for more in range(4)}
        self.same, self.web, self.stir_at = pages // 2, 2 * pages // 3, pages // 6
        self.records = records

    def title(self, number):
        return f"Leçon {number}{self.said.get(number, '')} : {WORDS[number % len(WORDS)]}"

    def titles(self):
        return [self.title(number) for _, number in self.order if number not in self.deleted]

    def stir(self):
        """Changes behind the back of whoever harvests: what was taken, and what was not."""
        now = self.records
        touched = range(0, self.records, max(self.records // 300, 1))
        moved = {number for number in touched}
        self.order = [entry for entry in self.order if entry[1] not in moved]
        for turn, number in enumerate(touched):
            if turn % 3:
                self.said[number] = ", revue"
            else:
                self.deleted.add(number)
            self.order.append((now + turn, number))
        self.order += [(now + 10_000 + more, self.records + more) for more in range(100)]

    def list(self, arguments):
        self.lists += 1
        if self.lists in self.fail:
            return 500, "<html><title>Erreur</title></html>"
        if self.lists == self.web:
            return 200, "<!DOCTYPE html><html><head><title>Maintenance</title></head></html>"
        if self.lists == self.stir_at:
            self.stir()
        token = arguments.get("resumptionToken", "")
        if token:
            after, number = (int(part) for part in token.split(" & "))
            start = bisect.bisect_right(self.order, (after, number))
        else:
            start = 0
        records = self.order[start : start + self.page]
        text = "".join(self.record(at, number) for at, number in records)
        next_token = "{} & {}".format(*records[-1]) if start + self.page < len(self.order) else ""
        if self.lists == self.same:
            next_token = token
        size = f' completeListSize="{len(self.order)}" cursor="{start}"'
        return 200, xml(
            f"<ListRecords>{text}<resumptionToken{size}>{html.escape(next_token)}</resumptionToken></ListRecords>"
        )

    def record(self, at, number):
        head = f"<identifier>oai:portail.example.org:{number}</identifier><datestamp>{stamp(at)}</datestamp>"
        if number in self.deleted:
            return f'<record><header status="deleted">{head}</header></record>'
        prose = " ".join(WORDS[(number + turn) % len(WORDS)] for turn in range(60))
        return (
            f"<record><header>{head}</header><metadata>"
            '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{self.title(number)}</dc:title><dc:creator>Équipe {number % 97}</dc:creator>"
            f"<dc:description>{prose}</dc:description><dc:subject>mathématiques</dc:subject>"
            "<dc:rights>https://creativecommons.org/licenses/by-sa/4.0/</dc:rights><dc:language>fr</dc:language>"
            f"<dc:identifier>https://portail.example.org/{number}</dc:identifier>"
            "</oai_dc:dc></metadata></record>"
        )

    def answer(self, arguments):
        match arguments.get("verb"):
            case "Identify":
                fine = "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
                return 200, xml(f"<Identify><deletedRecord>persistent</deletedRecord>{fine}</Identify>")
            case "ListMetadataFormats":
                prefix = "<metadataPrefix>oai_dc</metadataPrefix>"
                return 200, xml(
                    f"<ListMetadataFormats><metadataFormat>{prefix}</metadataFormat></ListMetadataFormats>"
                )
            case "ListRecords":
                return self.list(arguments)
        return 200, xml('<error code="badVerb"/>')


def xml(inner):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>2026-06-01T00:00:00Z</responseDate><request/>{inner}</OAI-PMH>"
    )


def serve(world):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            query = urllib.parse.urlsplit(self.path).query
            status, text = world.answer(dict(urllib.parse.parse_qsl(query)))
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html" if "<html" in text else "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/oai"
