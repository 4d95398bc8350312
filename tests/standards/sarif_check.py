"""Validates logs of SARIF against a JSON schema, the formats of its strings included.

Prints the number of results of each log. Usage: sarif_check.py SCHEMA LOG...
"""

import json
import sys

import jsonschema


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    assert schema["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0"), schema["title"]
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    assert {"uri", "uri-reference"} <= kind.FORMAT_CHECKER.checkers.keys(), "no validator of addresses"
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    for name in sys.argv[2:]:
        with open(name, encoding="utf-8") as file:
            log = json.load(file)
        wrong = [f"{name}: {list(error.path)}: {error.message[:300]}" for error in validator.iter_errors(log)]
        if wrong:
            sys.exit("\n".join(wrong))
        print(sum(len(run["results"]) for run in log["runs"]))


main()
