from typing import ClassVar


class Filter:
    INDEX_KEY: ClassVar[str] = "MESSAGE_INDEX"

    def filter(self, record):
        if hasattr(record, self.INDEX_KEY):
            record.created += getattr(record, self.INDEX_KEY)
        return True
