"""The text of a formula, computed from left to right. openpyxl cuts it into tokens."""

from collections.abc import Callable

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from indexer.reading.office.sheets.formulas.values import FUNCTIONS, Area, Mistake, NotComputed, Operand, calculated, number

_BINDING = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
"""How strongly an operator holds its operands together."""
_DEEPEST = 50

Lookup = Callable[[str], Operand]
"""The value of a cell, or the Area, that a reference ("C2", "'Bidang 1'!A1:A9") names."""


def compute(formula: str, look_up: Lookup) -> Operand:
    """What a formula ("=SUM(A1:A9)/2") comes to. Raises Mistake (as #DIV/0!) and NotComputed (what is not plain)."""
    try:
        tokens = [token for token in Tokenizer(formula).items if token.type != Token.WSPACE]
    except (TokenizerError, IndexError, ValueError) as error:
        raise NotComputed from error
    computation = _Computation(tokens, look_up)
    result = computation.expression(0, 0)
    if not computation.at_end or isinstance(result, Area):
        raise NotComputed
    if isinstance(result, Mistake):
        raise result
    return result


class _Computation:
    """One formula on its way from its first token to its last."""

    def __init__(self, tokens: list[Token], look_up: Lookup):
        self._tokens, self._look_up, self._at = tokens, look_up, 0

    @property
    def at_end(self) -> bool:
        return self._at == len(self._tokens)

    def expression(self, least: int, depth: int) -> Operand:
        """The operand from here on, with all that operators of more than `least` strength join to it."""
        if depth > _DEEPEST:
            raise NotComputed
        left = self._operand(depth)
        while not self.at_end:
            token = self._tokens[self._at]
            binding = _BINDING.get(token.value, 0) if token.type == Token.OP_IN else 0
            if binding <= least:
                return left
            self._at += 1
            right = self.expression(binding, depth + 1)
            left = _caught(calculated, token.value, left, right)
        return left

    def _operand(self, depth: int) -> Operand:
        token = self._take()
        if token.type == Token.OP_PRE:
            signed = self._operand(depth + 1) if depth < _DEEPEST else None
            return _caught(_signed, token.value, signed)
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            value = self.expression(0, depth + 1)
            self._take(Token.PAREN)
        elif token.type == Token.FUNC and token.subtype == Token.OPEN:
            value = self._function(token.value, depth)
        elif token.type == Token.OPERAND:
            value = self._value(token)
        else:
            raise NotComputed
        return self._with_percent(value)

    def _with_percent(self, value: Operand) -> Operand:
        while not self.at_end and self._tokens[self._at].type == Token.OP_POST:
            self._at += 1
            value = _caught(calculated, "/", value, 100.0)
        return value

    def _function(self, opening: str, depth: int) -> Operand:
        name = opening.rstrip("(").upper().removeprefix("_XLFN.")
        function = FUNCTIONS.get(name)
        if function is None:
            raise NotComputed
        operands: list[Operand] = []
        while not self._closes():
            operands.append(self.expression(0, depth + 1))
            if self._tokens[self._at : self._at + 1] and self._tokens[self._at].type == Token.SEP:
                self._at += 1
        self._take(Token.FUNC)
        try:
            return _caught(function, operands)
        except (ValueError, ArithmeticError) as error:
            raise NotComputed from error

    def _closes(self) -> bool:
        if self.at_end:
            raise NotComputed
        token = self._tokens[self._at]
        return token.type == Token.FUNC and token.subtype == Token.CLOSE

    def _value(self, token: Token) -> Operand:
        match token.subtype:
            case Token.NUMBER:
                return float(token.value)
            case Token.TEXT:
                return token.value[1:-1].replace('""', '"')
            case Token.LOGICAL:
                return token.value.upper() == "TRUE"
            case Token.RANGE:
                return self._look_up(token.value)
        raise NotComputed

    def _take(self, kind: str = "") -> Token:
        """The token at hand, which has to be of this kind where one is named."""
        if self.at_end:
            raise NotComputed
        token = self._tokens[self._at]
        if kind and token.type != kind:
            raise NotComputed
        self._at += 1
        return token


def _signed(sign: str, operand: Operand) -> float:
    return -number(operand) if sign == "-" else number(operand)


def _caught(step: Callable[..., Operand], *operands: object) -> Operand:
    """What a step comes to; its mistake as a value."""
    try:
        return step(*operands)
    except Mistake as mistake:
        return mistake
