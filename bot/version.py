"""The version, written once."""

VERSION = "0.9.0"
