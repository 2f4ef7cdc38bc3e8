"""The W3C's organization ontology, in Turtle."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import FOAF, ORG, SDO, SKOS, XSD

from graphsvc.rosters.formats.read import Read

TIME = Namespace("http://www.w3.org/2006/time#")
Row = Mapping[str, str]


def org(read: Read) -> str:
    """Units, their parts, pairs and places; posts; holders; tenures as memberships with their time.

    A thing's name is `urn:graphsvc:KIND:ID`, percent-encoded: nobody need own a host to hand the file on.
    """
    graph = Graph()
    for prefix, namespace in (("org", ORG), ("time", TIME), ("foaf", FOAF), ("skos", SKOS), ("schema", SDO)):
        graph.bind(prefix, namespace)
    levels = {(row["line"], row["tier"]): row["name"] for row in read.rows["levels"]}
    for row in read.rows["units"]:
        _unit(graph, row, levels[row["line"], row["tier"]])
    for row in read.live("serves"):
        graph.add((name("unit", row["unit"]), SDO.areaServed, name("place", row["place"])))
    for row in read.live("pairs"):
        graph.add((name("unit", row["unit"]), ORG.linkedTo, name("unit", row["paired_with"])))
    served = {row["place"] for row in read.live("serves")}
    for row in read.rows["places"]:
        if row["place"] in served:
            graph.add((name("place", row["place"]), RDF.type, SDO.Place))
            graph.add((name("place", row["place"]), SDO.name, Literal(row["name"], lang="zh")))
    for row in read.rows["posts"]:
        post = name("post", row["post"])
        graph.add((post, RDF.type, ORG.Post))
        graph.add((post, ORG.postIn, name("unit", row["unit"])))
        graph.add((post, SKOS.prefLabel, Literal(row["title"], lang="zh")))
    _holders(graph, read)
    return graph.serialize(format="turtle")


def name(kind: str, id: str) -> URIRef:
    """The name of a thing."""
    return URIRef(f"urn:graphsvc:{kind}:{quote(id, safe='')}")


def _unit(graph: Graph, row: Row, level: str) -> None:
    unit = name("unit", row["unit"])
    graph.add((unit, RDF.type, ORG.OrganizationalUnit if row["part_of"] else ORG.Organization))
    graph.add((unit, SKOS.prefLabel, Literal(row["name"], lang="zh")))
    graph.add((unit, ORG.classification, Literal(level, lang="zh")))
    if row["name_en"]:
        graph.add((unit, SKOS.prefLabel, Literal(row["name_en"], lang="en")))
    if row["phone"]:
        graph.add((unit, SDO.telephone, Literal(row["phone"])))
    if row["part_of"]:
        graph.add((unit, ORG.unitOf, name("unit", row["part_of"])))


def _holders(graph: Graph, read: Read) -> None:
    posts = {row["post"]: row["unit"] for row in read.rows["posts"]}
    people = {row["person"]: row["name"] for row in read.rows["people"]}
    for row in read.rows["tenures"]:
        person, tenure, term = name("person", row["person"]), BNode(), BNode()
        graph.add((person, RDF.type, FOAF.Person))
        graph.add((person, FOAF.name, Literal(people[row["person"]])))
        graph.add((tenure, RDF.type, ORG.Membership))
        graph.add((tenure, ORG.member, person))
        graph.add((tenure, ORG.organization, name("unit", posts[row["post"]])))
        graph.add((tenure, ORG.role, name("post", row["post"])))
        graph.add((tenure, ORG.memberDuring, term))
        graph.add((term, RDF.type, TIME.Interval))
        for edge, day in ((TIME.hasBeginning, row["since"]), (TIME.hasEnd, row["until"])):
            if day:
                instant = BNode()
                graph.add((term, edge, instant))
                graph.add((instant, TIME.inXSDDate, Literal(day, datatype=XSD.date)))
    for row in read.live("tenures"):
        graph.add((name("person", row["person"]), ORG.holds, name("post", row["post"])))
