"""Flächen und Umfänge — ½ of it is tested."""
from dataclasses import dataclass, field
import math


@dataclass(frozen=True)
class Circle:
    radius: float = 1.5e-3
    tags: list[str] = field(default_factory=list)

    @property
    def area(self) -> float:
        return math.pi * self.radius ** 2  # πr²

    def __repr__(self):
        return f"<Circle r={self.radius!r:>10} {'§' * 3}>"


if __name__ == "__main__":
    shapes = [Circle(r / 10) for r in range(1, 20) if r % 3 != 0]
    print(*sorted(shapes, key=lambda s: -s.area), sep="\n\t")
