"""
One page in Qt 5's WebEngine, which is Chromium 87. It remembers nothing, and is driven by its debugging port; but that
takes no keys, so each line of the input is the name of one to press. It ends with its input.
"""

import os
import sys

from PyQt5.QtCore import QSocketNotifier, Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineProfile, QWebEngineSettings, QWebEngineView
from PyQt5.QtWidgets import QApplication

KEYS = {"Enter": Qt.Key_Return, "Escape": Qt.Key_Escape}

app = QApplication(sys.argv)
view = QWebEngineView()
page = QWebEnginePage(QWebEngineProfile(view), view)
page.settings().setAttribute(QWebEngineSettings.LocalStorageEnabled, "--no-storage" not in sys.argv)
view.setPage(page)
view.setHtml("")
view.show()


def read():
    names = os.read(sys.stdin.fileno(), 4096).decode()
    if names == "":
        app.quit()
    for name in names.split():
        QTest.keyClick(view.focusProxy(), KEYS[name])


told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Read)
told.activated.connect(read)
app.exec_()
