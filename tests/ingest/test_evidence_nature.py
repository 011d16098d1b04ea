"""What the nature of ownership of a row says, phrase by phrase."""

import pytest

from loaders.evidence.nature import Relation, parse_nature

PHRASES = [
    ("", "OTHER", None),
    ("I", "OTHER", None),
    ("See footnote", "SEE_FOOTNOTE", None),
    ("See Footnotes 1 and 2.", "SEE_FOOTNOTE", None),
    ("Please see footnote (11)", "SEE_FOOTNOTE", None),
    ("(1)", "SEE_FOOTNOTE", None),
    ("See footnote**", "SEE_FOOTNOTE", None),
    ("See ftn. 2", "SEE_FOOTNOTE", None),
    ("By Spouse", "SPOUSE", None),
    ("BY SPOUSE (2)", "SPOUSE", None),
    ("By wife's IRA", "SPOUSE", None),
    ("By Spouse's Revocable Trust", "SPOUSE", None),
    ("By spouse as trustee of the Larch Trust", "SPOUSE", None),
    ("IRA, Spouse", "SPOUSE", None),
    ("By reporting person's husband", "SPOUSE", None),
    ("By Children", "CHILD", None),
    ("Held by minor child", "CHILD", None),
    ("UTMA Custodian for son", "CHILD", None),
    ("By Daughter's Trust", "CHILD", None),
    ("By IRA", "SELF_ACCOUNT", None),
    ("Held by 401(k) plan", "SELF_ACCOUNT", None),
    ("By Profit Sharing Plan", "SELF_ACCOUNT", None),
    ("By 401-K Plan", "SELF_ACCOUNT", None),
    ("By KSOP", "SELF_ACCOUNT", None),
    ("By Management Stock Compensation Plan", "SELF_ACCOUNT", None),
    ("By SEP", "SELF_ACCOUNT", None),
    ("Direct", "SELF_ACCOUNT", None),
    ("By Trust", "TRUST", None),
    ("By Living Trust", "TRUST", None),
    ("By Family Trust (1)", "TRUST", None),
    ("Held in trust for children", "TRUST", None),
    ("As Trustee", "TRUST", None),
    ("By GRAT10", "TRUST", None),
    ("By CLATs", "TRUST", None),
    ("In trust for the benefit of Reporting Person's child", "TRUST", None),
    ("By the Larch 2021 CLAT", "TRUST", "Larch 2021 CLAT"),
    ("By Larch Family Trust", "TRUST", "Larch Family Trust"),
    ("By the Ann Poe 2010 GRAT", "TRUST", "Ann Poe 2010 GRAT"),
    ("By Jane Roe, as Trustee of the Langdale Trust", "TRUST", "Langdale Trust"),
    ("By Larch Trust, of which Mr. Doe is trustee", "TRUST", "Larch Trust"),
    ("By LLC", "ENTITY", None),
    ("Limited Partnership", "ENTITY", None),
    ("Proportionate interest in shares held by Larch Associates II, L.P.", "ENTITY", None),
    ("Spouse's interest in shares held by Larch Associates II, L.P.", "SPOUSE", None),
    ("By estate planning vehicles", "ENTITY", None),
    ("By Family Limited Partnership", "ENTITY", None),
    ("Held by affiliated entity", "ENTITY", None),
    ("By Larch Fund, L.P.", "ENTITY", "Larch Fund, L.P."),
    ("Larch Fund II (Q), L.P.", "ENTITY", "Larch Fund II (Q), L.P."),
    ("By: Larch Holdings, LLC(3)", "ENTITY", "Larch Holdings, LLC"),
    ("Through Larch LLC (see footnote 2)", "ENTITY", "Larch LLC"),
    ("By Larch\nFund VII, L.P.", "ENTITY", "Larch Fund VII, L.P."),
    ("By Larch Grove II, LLC (", "ENTITY", "Larch Grove II, LLC"),
    ("By Remark Holdings LLC", "ENTITY", "Remark Holdings LLC"),
    ("By SEP Ventures LLC", "ENTITY", "SEP Ventures LLC"),
    ("By jLarch Capital, LLC", "ENTITY", "jLarch Capital, LLC"),
    ("By The Larch Fund, LP", "ENTITY", "The Larch Fund, LP"),
    ("Through its wholly-owned subsidiary, Larch B.V.", "ENTITY", "Larch B.V."),
    ("By Mr. Doe", "OTHER", None),
    ("By immediate family member", "OTHER", None),
]


@pytest.mark.parametrize(("text", "relation", "name"), PHRASES)
def test_a_phrase_tells_the_relation_and_only_a_proper_name(
    text: str, relation: str, name: str | None
) -> None:
    nature = parse_nature(text)

    assert (nature.relation, nature.holder_name) == (Relation[relation], name)


@pytest.mark.parametrize(
    "pointer", ["", " (1)", ", see footnote 3", " (See Footnotes (2) and (4))"]
)
def test_a_pointer_to_footnotes_changes_neither_relation_nor_name(pointer: str) -> None:
    assert parse_nature(f"By Larch Fund, L.P.{pointer}") == parse_nature("Larch Fund, L.P.")
