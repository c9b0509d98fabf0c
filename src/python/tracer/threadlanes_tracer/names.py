"""The variable, attribute, argument or key that a call's result is given to, read from a program's text."""
import _ast

_ONLY_TREE = getattr(_ast, 'PyCF_ONLY_AST')
# What is made inside these is given to whatever they are given to.
_CONTAINERS = (_ast.List, _ast.Tuple, _ast.Set, _ast.Dict, _ast.ListComp, _ast.SetComp, _ast.DictComp,
               _ast.GeneratorExp, _ast.IfExp, _ast.BoolOp, _ast.Starred, _ast.Await)


def given_names(source, filename):
    """(line, column, name) of each call whose result has a name, in the order of the text."""
    tree = compile(source, filename, 'exec', _ONLY_TREE, True)
    found = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        for name, value in _given(node):
            _collect(value, name, found)
        waiting.extend(_children(node))
    return [(line, column, found[line, column]) for line, column in sorted(found)]


def _given(node):
    """Pairs of name and value that a node brings together."""
    if isinstance(node, _ast.Assign):
        for target in node.targets:
            yield from _pairs(target, node.value)
    elif isinstance(node, (_ast.AnnAssign, _ast.NamedExpr)) and node.value is not None:
        yield from _pairs(node.target, node.value)
    elif isinstance(node, _ast.withitem) and node.optional_vars is not None:
        yield from _pairs(node.optional_vars, node.context_expr)
    elif isinstance(node, _ast.keyword) and node.arg:
        yield node.arg, node.value


def _pairs(target, value):
    if isinstance(target, (_ast.Tuple, _ast.List)) and isinstance(value, (_ast.Tuple, _ast.List)):
        for each, given in zip(target.elts, value.elts):
            yield from _pairs(each, given)
    else:
        name = _several(target.elts, value) if isinstance(target, (_ast.Tuple, _ast.List)) else _name(target)
        if name:
            yield name, value


def _several(targets, value):
    """Of what one call answers: `[here, there]` for a pair, one after the other; of accept() the first is what was made."""
    names = [_name(each) for each in targets]
    if isinstance(value, _ast.Call) and getattr(value.func, 'attr', '') == 'accept':
        return names[0]
    return '[%s]' % ', '.join(names) if all(names) else ''


def _name(target):
    if isinstance(target, _ast.Name):
        return target.id
    if isinstance(target, _ast.Attribute):
        return target.attr
    if isinstance(target, _ast.Subscript):
        return _name(target.value)
    if isinstance(target, (_ast.Tuple, _ast.List)):  # As the two ends of a pipe.
        return '[' + ', '.join(map(_name, target.elts)) + ']'
    return ''


def _collect(value, name, found):
    """Names all calls whose results `value` consists of; a call inside another one's arguments is that one's."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _ast.Call):
            found.setdefault((node.lineno, node.col_offset + 1), name)
        elif isinstance(node, _CONTAINERS):
            waiting.extend(_children(node))


def _children(node):
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, _ast.AST):
            yield value
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, _ast.AST):
                    yield each
