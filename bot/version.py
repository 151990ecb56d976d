"""The version, written once."""

VERSION = "0.4.0"
