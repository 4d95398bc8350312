"""Harvests a catalogue with Sickle and says how many records it has, and how many of them are distinct.

After the first record of each format it says so and waits for a line: whoever started it may change the
catalogue then. Usage: sickle_harvest.py ADDRESS
"""

import sys

from sickle import Sickle


def harvest(source, prefix):
    identifiers = []
    for record in source.ListRecords(metadataPrefix=prefix):
        identifiers.append(record.header.identifier)
        if len(identifiers) == 1:
            print(f"{prefix} began", flush=True)
            sys.stdin.readline()
        assert record.deleted or record.metadata, record.header.identifier
    return identifiers


def main():
    source = Sickle(sys.argv[1])
    assert source.Identify().baseURL == sys.argv[1]
    formats = [known.metadataPrefix for known in source.ListMetadataFormats()]
    assert formats == ["oai_dc", "lom"], formats
    assert any(known.setSpec == "niveau:6e" for known in source.ListSets())
    for prefix in formats:
        found = harvest(source, prefix)
        listed = sum(1 for _ in source.ListIdentifiers(metadataPrefix=prefix))
        print(f"{prefix} {len(found)} records, {len(set(found))} identifiers, {listed} listed", flush=True)


if __name__ == "__main__":
    main()
