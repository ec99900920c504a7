"""Of which kind a matter seems to be (信访目的), by its category and its words; the clerk decides."""

from xinfang.domain.codes import Kind
from xinfang.office.office import Office
from xinfang.words import talk


def accuses(office: Office, category: str | None, *told: str | None) -> bool:
    """Return whether this sounds like an accusation, whose words would have to be kept closed."""
    topics = (category, office.topics().get(category or ""))
    return any(topic in talk.ACCUSING for topic in topics) or any(
        word in text for text in told if text for word in talk.ACCUSING
    )


def proposed(office: Office, category: str | None, *told: str | None) -> str:
    """Return the kind that goes without saying."""
    if accuses(office, category, *told):
        return Kind.ACCUSATION.value
    return talk.KIND_OF_CATEGORY.get(category or "", Kind.CLAIM.value)
