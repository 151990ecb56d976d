"""The version, written once."""

VERSION = "0.8.0"
