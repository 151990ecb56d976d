"""The version, written once."""

VERSION = "0.5.0"
