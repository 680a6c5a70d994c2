"""Custom properties of the file: a name and a text each (ISO/IEC 29500-1, 22.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.package import Package

PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANTS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
PLACE: Final = PackURI("/docProps/custom.xml")
OF_USERS: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What marks a property as one that users see."""


def add_properties(package: Package, values: Mapping[str, str]) -> None:
    """Add properties, or give those that are there another value; a template's others stay.

    Args:
        package: the file.
        values: by their names; Word keeps 255 characters of each.
    """
    kind = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    found = next((each for each in package.rels.values() if each.reltype == kind), None)
    if found is None:
        root = etree.fromstring(f'<Properties xmlns="{PROPERTIES}" xmlns:vt="{VARIANTS}"/>')
    else:
        root = etree.fromstring(found.target_part.blob)
    for known in [each for each in root if each.get("name") in values]:
        root.remove(known)
    taken = max((int(each.get("pid", "1")) for each in root), default=1)
    for number, (name, value) in enumerate(values.items(), start=taken + 1):
        attributes = {"fmtid": OF_USERS, "pid": str(number), "name": name}
        made = etree.SubElement(root, f"{{{PROPERTIES}}}property", attributes)
        etree.SubElement(made, f"{{{VARIANTS}}}lpwstr").text = value
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if found is not None:
        found.target_part._blob = content  # noqa: SLF001 - python-docx keeps it as bytes
    elif values:
        part = Part(PLACE, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
        package.relate_to(part, kind)
