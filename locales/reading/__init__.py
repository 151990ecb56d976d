"""Reading what Vietnamese officials write: replies, dates, documents, periods.

Deterministic and offline. A text is cut first, then split into hand-made words (no
regular expressions), and each reader walks over them once, so that the work grows with
the text and no message can hold up the others (delivery.md, fact 9).
"""
