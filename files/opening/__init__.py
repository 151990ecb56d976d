"""What runs in the process that opens a file from outside, and soon ends with it.

It imports little: a person waits while it starts.
"""
