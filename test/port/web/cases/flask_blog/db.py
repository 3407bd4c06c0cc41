"""What the blog knows."""

from dataclasses import dataclass, field


@dataclass
class Post:
    id: int
    title: str
    author: str
    tags: list[str] = field(default_factory=list)

    def to_dict(self):
        return {"id": self.id, "title": self.title, "author": self.author, "tags": self.tags}


posts: list[Post] = []
tokens: dict[str, str] = {}
