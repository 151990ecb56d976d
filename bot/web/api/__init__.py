"""The HTTP API for other systems (docs/api.md). Its rooms are entered when it is asked:
until then only the door stands there (`bot/web/api/door.py`)."""
