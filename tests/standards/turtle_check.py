"""Reads a catalogue of DCAT and ADMS in Turtle and says what it holds, as JSON.

Every term of the vocabularies of DCAT, Dublin Core and FOAF has to exist. Usage: turtle_check.py FILE
"""

import json
import sys

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, RDF, XSD

ADMS = Namespace("http://www.w3.org/ns/adms#")
KNOWN = (DCAT, DCTERMS, FOAF, OWL, XSD)


def known(term):
    """Whether a closed vocabulary of rdflib has the term; of another vocabulary nothing is said."""
    for space in KNOWN:
        if str(term).startswith(str(space)):
            return str(term)[len(str(space)):] in space
    return True


def one(graph, subject, predicate):
    found = list(graph.objects(subject, predicate))
    return str(found[0]) if len(found) == 1 else [str(value) for value in sorted(found)]


def asset(graph, subject):
    places = []
    for place in graph.objects(subject, DCAT.distribution):
        assert (place, RDF.type, DCAT.Distribution) in graph and (place, RDF.type, ADMS.AssetDistribution) in graph
        address = graph.value(place, DCAT.accessURL)
        assert isinstance(address, URIRef), address
        rights = graph.value(graph.value(place, DCTERMS.rights), DCTERMS.description)
        places.append([str(address), str(graph.value(place, DCTERMS.license) or rights)])
    people = [graph.value(person, FOAF.name) for person in graph.objects(subject, DCTERMS.creator)]
    return {
        "title": one(graph, subject, DCTERMS.title),
        "description": one(graph, subject, DCTERMS.description),
        "keywords": sorted(str(word) for word in graph.objects(subject, DCAT.keyword)),
        "creators": sorted(str(person) for person in people),
        "distributions": sorted(places),
        "listed": (None, DCAT.dataset, subject) in graph,
    }


def main():
    graph = Graph()
    graph.parse(sys.argv[1], format="turtle")
    for triple in graph:
        for term in triple:
            assert not isinstance(term, URIRef) or known(term), term
        # A literal that is no value of its type would be kept as it is.
        assert getattr(triple[2], "ill_typed", False) is not True, triple
    assets = {str(subject): asset(graph, subject) for subject in graph.subjects(RDF.type, ADMS.Asset)}
    catalogues = [str(subject) for subject in graph.subjects(RDF.type, DCAT.Catalog)]
    print(json.dumps({"catalogues": catalogues, "assets": assets}))


main()
