#!/usr/bin/python3
"""A window with WebKitGTK in it for WebKitWebDriver: as narrow as a phone, without bars.

BAYPLAN_DOWNLOADS: the folder for downloads. BAYPLAN_SCHEME: a file that says `light` or `dark`, watched.
BAYPLAN_CONSOLE: a file for what the console gets.
"""

import ctypes
import os
import signal

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gio, GLib, Gtk, WebKit2

PR_SET_PDEATHSIG = 1

# When the driver ends, so does its window.
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

# WebKit writes the console to the standard output.
console = os.open(os.environ["BAYPLAN_CONSOLE"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.dup2(console, 1)

appearance = Gtk.Settings.get_default()
appearance.set_property("gtk-theme-name", "Adwaita")
# To WebKit this is that the visitor wants less motion.
appearance.set_property("gtk-enable-animations", False)

scheme = Gio.File.new_for_path(os.environ["BAYPLAN_SCHEME"])


def take_scheme(*_):
    with open(scheme.get_path(), encoding="utf-8") as file:
        appearance.set_property("gtk-application-prefer-dark-theme", file.read().strip() == "dark")


watch = scheme.monitor_file(Gio.FileMonitorFlags.NONE, None)
watch.connect("changed", take_scheme)
take_scheme()

context = WebKit2.WebContext.new_ephemeral()
context.set_automation_allowed(True)
windows = set()


def open_window(_session):
    settings = WebKit2.Settings()
    settings.set_property("enable-write-console-messages-to-stdout", True)
    settings.set_property("enable-smooth-scrolling", False)
    view = WebKit2.WebView(web_context=context, settings=settings, is_controlled_by_automation=True)
    window = Gtk.Window()
    window.set_default_size(1360, 900)
    window.add(view)
    window.show_all()
    window.move(0, 0)
    windows.add(window)
    view.connect("close", close_window, window)
    view.grab_focus()
    return view


def close_window(_view, window):
    window.destroy()
    windows.discard(window)
    if not windows:
        Gtk.main_quit()


def begin(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("bayplan-tests")
    session.set_application_info(info)
    session.connect("create-web-view", open_window)


def save(_context, download):
    def place(download, name):
        path = os.path.join(os.environ["BAYPLAN_DOWNLOADS"], name.replace("/", "_"))
        download.set_allow_overwrite(True)
        download.set_destination(GLib.filename_to_uri(path, None))
        return True

    download.connect("decide-destination", place)


context.connect("automation-started", begin)
context.connect("download-started", save)
Gtk.main()
