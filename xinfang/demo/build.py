"""Building the sample office in a folder that was made with its settings."""

from datetime import date
from pathlib import Path

from xinfang.demo import story
from xinfang.disk.aside import drafting
from xinfang.domain.model import Attachment
from xinfang.ledger import files
from xinfang.ledger.book import writing
from xinfang.office.settings import read

SETTINGS = Path(__file__).with_name("settings.yaml")


def settings() -> bytes:
    """Return the settings of the sample office, for its `config.yaml`."""
    return SETTINGS.read_bytes()


def build(home: Path, today: date) -> None:
    """Write two years of the sample office's work, up to the evening before `today`, into its empty ledger.

    Raises Refused as `read`, `writing` and `files.keep` say.
    """
    office = read(home)
    with drafting(office.data) as desk, writing(office.database, office.code) as book:

        def keep(name: str, text: str) -> Attachment:
            paper = desk / name
            paper.write_text(text, encoding="utf-8")
            return files.keep(office.files, paper)

        for at, entry in story.entries(office, today, keep=keep):
            book.record(entry, at)
