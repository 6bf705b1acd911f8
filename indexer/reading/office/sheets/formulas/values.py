"""What a formula works with: values of cells, areas of them, and what may be done with both."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Value = float | str | bool | None
"""Of a cell; None where it is empty."""


class NotComputed(Exception):
    """A formula that is not plain: it is not computed here."""


class Mistake(Exception):
    """What a spreadsheet shows as #DIV/0! or #VALUE!."""


@dataclass(frozen=True, slots=True)
class Area:
    """The values of several cells."""

    values: tuple[Value, ...]


Operand = Value | Area | Mistake
"""A mistake is a value too, so that IFERROR may look at it."""


def number(operand: Operand) -> float:
    """The number that an operand is. Raises Mistake where it is none, NotComputed for an area."""
    match operand:
        case None:
            return 0.0
        case Area():
            raise NotComputed
        case Mistake():
            raise operand
        case str():
            return _number_of_text(operand)
    if isinstance(operand, (bool, int, float)):
        return float(operand)
    raise NotComputed  # a date


def text(operand: Operand) -> str:
    """The text that an operand is when it is joined with another. Raises as `number` does."""
    if isinstance(operand, Area):
        raise NotComputed
    if isinstance(operand, Mistake):
        raise operand
    if operand is None:
        return ""
    if isinstance(operand, str):
        return operand
    return f"{number(operand):.15g}"


def _number_of_text(said: str) -> float:
    is_plain = said.strip().removeprefix("-").replace(".", "", 1).isdecimal()
    if not is_plain:
        raise Mistake
    return float(said)


def numbers(operands: Iterable[Operand]) -> list[float]:
    """The numbers among the operands; of an area those of its cells that hold one. Raises Mistake and NotComputed."""
    found: list[float] = []
    for operand in operands:
        if isinstance(operand, Area):
            found += [number(value) for value in operand.values if _is_number(value)]
        else:
            found.append(number(operand))
    return found


def _is_number(value: Value) -> bool:
    if value is None or isinstance(value, (str, bool)):
        return False
    return True


def _average(operands: list[Operand]) -> float:
    found = numbers(operands)
    if not found:
        raise Mistake
    return math.fsum(found) / len(found)


def _count(operands: list[Operand]) -> float:
    return float(len(numbers(operands)))


def _count_filled(operands: list[Operand]) -> float:
    filled = 0
    for operand in operands:
        values = operand.values if isinstance(operand, Area) else (operand,)
        filled += sum(value is not None for value in values)
    return float(filled)


def _round(operands: list[Operand]) -> float:
    """Half away from zero, as spreadsheets do."""
    value, places = _two(operands)
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
    return float(exact)


def _two(operands: list[Operand]) -> tuple[float, float]:
    if len(operands) != 2:
        raise NotComputed
    return number(operands[0]), number(operands[1])


def _absolute(operands: list[Operand]) -> float:
    [operand] = operands
    return abs(number(operand))


def _if(operands: list[Operand]) -> Operand:
    condition, *branches = operands
    if not 0 < len(branches) < 3:
        raise NotComputed
    if number(condition):
        return branches[0]
    return branches[1] if len(branches) > 1 else False


def _if_mistake(operands: list[Operand]) -> Operand:
    first, instead = operands
    return instead if isinstance(first, Mistake) else first


FUNCTIONS: dict[str, Callable[[list[Operand]], Operand]] = {
    "SUM": lambda operands: math.fsum(numbers(operands)),
    "AVERAGE": _average,
    "PRODUCT": lambda operands: math.prod(numbers(operands)),
    "MIN": lambda operands: min(numbers(operands), default=0.0),
    "MAX": lambda operands: max(numbers(operands), default=0.0),
    "COUNT": _count,
    "COUNTA": _count_filled,
    "ROUND": _round,
    "ABS": _absolute,
    "IF": _if,
    "IFERROR": _if_mistake,
}
"""What plain formulas call. Each takes its operands and raises Mistake and NotComputed."""


def calculated(operator: str, left: Operand, right: Operand) -> Operand:
    """What an operator makes of two operands. Raises Mistake and NotComputed."""
    match operator:
        case "+":
            return number(left) + number(right)
        case "-":
            return number(left) - number(right)
        case "*":
            return number(left) * number(right)
        case "/":
            return _quotient(number(left), number(right))
        case "^":
            return _power(number(left), number(right))
        case "&":
            return text(left) + text(right)
    return _compared(operator, left, right)


def _quotient(left: float, right: float) -> float:
    if right == 0:
        raise Mistake
    return left / right


def _power(left: float, right: float) -> float:
    try:
        return float(left**right)
    except (OverflowError, ZeroDivisionError, TypeError, ValueError) as error:
        raise Mistake from error


def _compared(operator: str, left: Operand, right: Operand) -> bool:
    are_texts = isinstance(left, str) and isinstance(right, str)
    first, second = (left.casefold(), right.casefold()) if are_texts else (number(left), number(right))
    match operator:
        case "=":
            return first == second
        case "<>":
            return first != second
        case "<":
            return first < second
        case ">":
            return first > second
        case "<=":
            return first <= second
        case ">=":
            return first >= second
    raise NotComputed
