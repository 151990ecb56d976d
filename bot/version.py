"""The version, written once."""

VERSION = "0.3.0"
