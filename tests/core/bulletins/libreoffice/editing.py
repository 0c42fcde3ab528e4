"""Edits a bulletin in LibreOffice as a clerk would; run by the Python that has ``uno`` (see ``drawing.py``)."""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.awt.FontWeight import BOLD
from com.sun.star.beans import PropertyValue

PIPE = "fangpin-editing"


def _office():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # noqa: BLE001 - of a bridge that is not up yet, whatever its kind
            time.sleep(1)
    raise SystemExit("soffice did not start")


def _found(document, words):
    search = document.createSearchDescriptor()
    search.SearchString = words
    return document.findFirst(search)


def _cursor(document, words, skip=0):
    """The words, without their first ``skip`` letters."""
    place = _found(document, words)
    cursor = place.Text.createTextCursorByRange(place.Start)
    cursor.goRight(skip, False)
    cursor.goRight(len(words) - skip, True)
    return cursor


def looks(document):
    """Half a number bold, a word red, a paragraph moved in, a sentence of one's own at the end."""
    _cursor(document, "10户", skip=1).CharWeight = BOLD
    _cursor(document, "监测对象").CharColor = 0xC00000
    _found(document, "截至").ParaLeftMargin = 700
    end = _found(document, "今年以来")
    line = end.Text.createTextCursorByRange(end.End)
    line.gotoEndOfParagraph(False)
    end.Text.insertString(line, "另有志愿者15人参加走访。", False)


def number(document):
    """One number of a sentence written over by another."""
    cursor = _cursor(document, "风险未消除6户", skip=len("风险未消除"))
    cursor.setString("7户")


def main(before, folder):
    office = subprocess.Popen(["soffice", "--headless", "--norestore", f"--accept=pipe,name={PIPE};urp;"])
    desktop = _office()
    try:
        for edit in (looks, number):
            document = desktop.loadComponentFromURL(Path(before).resolve().as_uri(), "_blank", 0, ())
            edit(document)
            kept = (PropertyValue("FilterName", 0, "MS Word 2007 XML", 0),)
            document.storeToURL((Path(folder).resolve() / f"september_{edit.__name__}.docx").as_uri(), kept)
            document.close(True)
    finally:
        desktop.terminate()
        office.wait(30)


if __name__ == "__main__":
    main(*sys.argv[1:])
