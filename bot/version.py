"""The version, written once."""

VERSION = "0.6.0"
