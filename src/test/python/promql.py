"""Reads PromQL expressions, one a line of standard input, and prints as JSON which meters and labels each selects.

Ends with 1 and the parser's words on standard error at the first expression that is no PromQL.
"""

import json
import sys

import promql_parser


def selectors(node):
    if isinstance(node, promql_parser.VectorSelector):
        yield {"name": node.name, "labels": {m.name: [str(m.op), m.value] for m in node.matchers.matchers if m.name != "__name__"}}
    for part in ("expr", "lhs", "rhs", "vector_selector", "param"):
        child = getattr(node, part, None)
        if child is not None and not isinstance(child, (str, int, float)):
            yield from selectors(child)
    for child in getattr(node, "args", None) or []:
        yield from selectors(child)


def grouping(node):
    modifier = getattr(node, "modifier", None)
    if isinstance(node, promql_parser.AggregateExpr) and modifier is not None:
        yield from modifier.labels
    for part in ("expr", "lhs", "rhs", "param"):
        child = getattr(node, part, None)
        if child is not None and not isinstance(child, (str, int, float)):
            yield from grouping(child)
    for child in getattr(node, "args", None) or []:
        yield from grouping(child)


for line in sys.stdin:
    try:
        tree = promql_parser.parse(line.strip())
    except ValueError as wrong:
        sys.exit(line.strip() + ": " + str(wrong))
    print(json.dumps({"expression": line.strip(), "selectors": list(selectors(tree)), "grouping": sorted(set(grouping(tree)))}))
