"""Harvests a catalogue with Sickle and says how many records it has, and how many of them are distinct.

After the first record of each format it says so and waits for a line: whoever started it may change the
catalogue then. What stands as RDF/XML is read by rdflib, and compared with the JSON-LD of the same record.
Usage: sickle_harvest.py ADDRESS
"""

import json
import sys
import urllib.request

from lxml import etree
from rdflib import RDF, Graph, Namespace
from rdflib.compare import to_isomorphic
from sickle import Sickle

SCHEMA = Namespace("http://schema.org/")
METADATA = "{http://www.openarchives.org/OAI/2.0/}metadata"
# What the profile's context at w3id.org says; no test asks the network.
CONTEXT = {
    "id": "@id",
    "type": "@type",
    "@vocab": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "inScheme": "skos:inScheme",
    "Concept": "skos:Concept",
}


def graph_of(record):
    return Graph().parse(data=etree.tostring(record.xml.find(f".//{METADATA}")[0]), format="xml")


def compare(record, address):
    """The RDF/XML of a record says what its JSON-LD says."""
    name = record.header.identifier.rsplit(":", 1)[1]
    with urllib.request.urlopen(address.removesuffix("/oai") + f"/api/v1/resources/{name}") as answer:
        said = json.load(answer)
    said["@context"][0] = CONTEXT
    linked = Graph().parse(data=json.dumps(said), format="json-ld")
    given = graph_of(record)
    alone = to_isomorphic(linked) == to_isomorphic(given)
    assert alone, "\n".join(sorted(str(one) for one in set(linked) ^ set(given)))


def harvest(source, prefix, address):
    identifiers, compared = [], False
    for record in source.ListRecords(metadataPrefix=prefix):
        identifiers.append(record.header.identifier)
        if len(identifiers) == 1:
            print(f"{prefix} began", flush=True)
            sys.stdin.readline()
        assert record.deleted or record.metadata, record.header.identifier
        if prefix == "amb" and not record.deleted:
            assert len(list(graph_of(record).subjects(RDF.type, SCHEMA.LearningResource))) == 1
            if not compared and len(identifiers) > 1:
                compare(record, address)
                compared = True
    assert compared or prefix != "amb"
    return identifiers


def main():
    address = sys.argv[1]
    source = Sickle(address)
    assert source.Identify().baseURL == address
    formats = [known.metadataPrefix for known in source.ListMetadataFormats()]
    assert formats == ["oai_dc", "lom", "amb"], formats
    assert any(known.setSpec == "niveau:6e" for known in source.ListSets())
    for prefix in formats:
        found = harvest(source, prefix, address)
        listed = sum(1 for _ in source.ListIdentifiers(metadataPrefix=prefix))
        print(f"{prefix} {len(found)} records, {len(set(found))} identifiers, {listed} listed", flush=True)


if __name__ == "__main__":
    main()
