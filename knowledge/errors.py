"""What can be refused, as one tree:

PlanbotError                 one line for a person, which says what to do next
├── DocumentRefused          a file that must not be read (empty, binary, too large, no reader)
├── StoreError               the database cannot be used
│   ├── UnreadableStore      not a database, or damaged
│   ├── NewerSchema          written by a newer planbot
│   └── UnknownRelease       no release of that id
├── AliasRefused             a word that must not be added (knowledge.aliases)
└── ConfigError              mistakes in the configuration, all of them
"""

from __future__ import annotations


class PlanbotError(Exception):
    """The base of all refusals: its message is one clear line that says what to do next."""


class DocumentRefused(PlanbotError):
    """A document that must not be read."""


class StoreError(PlanbotError):
    """The database cannot be used."""


class UnreadableStore(StoreError):
    """The file is not a SQLite database, is damaged, or cannot be opened."""


class NewerSchema(StoreError):
    """The database was written by a newer planbot."""


class UnknownRelease(StoreError):
    """No release has that id."""


class ConfigError(PlanbotError):
    """Mistakes in the configuration; the message names every one of them."""
