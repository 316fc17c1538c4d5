"""Plane shapes: their area, their perimeter, and one line of text about each."""

import math
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

    @abstractmethod
    def perimeter(self) -> float: ...

    @abstractmethod
    def describe(self) -> str: ...


class Circle(Shape):
    def __init__(self, radius: float) -> None:
        if radius <= 0:
            raise ValueError("radius must be positive")
        self.radius = radius

    def area(self) -> float:
        return math.pi * self.radius**2

    def perimeter(self) -> float:
        return 2 * math.pi * self.radius

    def describe(self) -> str:
        return f"area {self.area():.2f}, perimeter {self.perimeter():.2f}"


class Rectangle(Shape):
    def __init__(self, width: float, height: float) -> None:
        if width <= 0 or height <= 0:
            raise ValueError("width and height must be positive")
        self.width = width
        self.height = height

    def area(self) -> float:
        return self.width * self.height

    def perimeter(self) -> float:
        return 2 * (self.width + self.height)

    def describe(self) -> str:
        return f"area {self.area():.2f}, perimeter {self.perimeter():.2f}"


class Square(Shape):
    def __init__(self, side: float) -> None:
        if side <= 0:
            raise ValueError("side must be positive")
        self.side = side

    def area(self) -> float:
        return self.side**2

    def perimeter(self) -> float:
        return 4 * self.side

    def describe(self) -> str:
        return f"area {self.area():.2f}, perimeter {self.perimeter():.2f}"


class Triangle(Shape):
    """An equilateral one."""

    def __init__(self, side: float) -> None:
        if side <= 0:
            raise ValueError("side must be positive")
        self.side = side

    def area(self) -> float:
        return math.sqrt(3) / 4 * self.side**2

    def perimeter(self) -> float:
        return 3 * self.side

    def describe(self) -> str:
        return f"area {self.area():.2f}, perimeter {self.perimeter():.2f}"
