"""The role of a heading, from its words and its place."""

from __future__ import annotations

import pytest

from pipeline.structure import _roles


@pytest.mark.parametrize(
    ("heading", "kind", "parent", "expected"),
    [
        ("落实整改措施", "inspection", "plans", "plans"),
        ("主要工作措施", "self_report", None, "measures"),
        ("存在的问题", "self_report", None, "problems"),
        ("公开不及时", "self_report", "problems", "problems"),
    ],
)
def test_role(heading: str, kind: str, parent: str | None, expected: str) -> None:
    assert _roles.role(heading, kind, parent, None) == expected
