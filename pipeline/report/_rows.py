"""The rows of a table as the XML of its sheet, made inside DuckDB: 0.1 µs a cell, where a loop over cells needs 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
from xlsxwriter.utility import xl_col_to_name

from pipeline.report import _store, _xlsx, names
from pipeline.report._xlsx import CELL_CHARS, CUT, Styles, Written

# What a person filters in Excel has all its rows. Of what only programs read whole (some 80 numerals and 26 places a
# document) a sheet shows the first, and of the others as many as Excel filters without delay.
_MOST = {"numbers": 5_000, "places": 5_000, "sections": 5_000, "counts": 20_000, "measures": 20_000, "plans": 20_000}
# Numerals that nothing explains and deductions that were made, before the rest.
_ORDER = {"numbers": "fate <> 'unexplained', _n", "deductions": "rule, _n"}
# Full texts are read in the report or in Parquet; here the beginning tells which document it is.
_TEXT_SHOWN = 1_000
# Tables whose rows carry no unit or year of their own get those of their document, so that filters work.
_BESIDE = ("deductions", "problems", "measures", "plans", "counts", "scores", "checks", "sections", "rubrics")
_BESIDES = {"_unit": "d.unit", "_year": "d.year", "_period": "p.period", "_scope": "p.scope"}
# What XML can't hold, and what looks like Excel's own escape for it (ECMA-376, ST_Xstring).
_ODD = "[\\x00-\\x08\\x0b-\\x1f\\x{fffe}\\x{ffff}]|_x[0-9A-Fa-f]{4}_"
_TRUE = "'是'"
_SPACES = ' xml:space="preserve"'
_EPOCH = f"DATE '{_xlsx.EPOCH}'"


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of table ``name``, its ``columns`` as (name, DuckDB type), in the order of the sheet."""

    connection: duckdb.DuckDBPyConnection
    name: str
    columns: Sequence[tuple[str, str]]

    def lines(self, styles: Styles, told: Written) -> Iterator[str]:
        """The XML of rows from the second of the sheet on, many at a time; ``told`` counts them."""
        found = self.connection.execute(f"SELECT count(*) FROM {self.name}").fetchone()
        total, most = found[0] if found else 0, min(_MOST.get(self.name, CELL_CHARS**2), _xlsx.SHEET_ROWS - 2)
        if not total:
            return
        cursor = self.connection.cursor().execute(self._sql(styles, most))
        while batch := cursor.fetchmany(2_000):
            told.rows += len(batch)
            told.cut += sum(cut for _, cut in batch)
            yield "".join(line for line, _ in batch)
        told.left_out = total - told.rows
        if told.left_out:
            note = f"……以上 {told.rows:,} 行，其余 {told.left_out:,} 行见 {self.name}.parquet"
            yield _xlsx.line(told.rows + 2, [note], styles, Written())

    def _sql(self, styles: Styles, most: int) -> str:
        order = _ORDER.get(self.name, "_n")
        chosen = f"SELECT *, row_number() OVER (ORDER BY {order}) + 1 AS _at FROM {self.name} QUALIFY _at <= {most + 1}"
        shown = [_shown(self.connection, self.name, column, kind) for column, kind in self.columns]
        cells = [_cell(xl_col_to_name(at), column, styles) for at, column in enumerate(shown)]
        cut = [f"coalesce(length({c.value}) > {c.limit}, false)::INT" for c in shown if c.kind == "text"]
        join = "LEFT JOIN documents d USING (doc_id)" if self.name in _BESIDE else ""
        join += " LEFT JOIN counted p ON p.row_id = r.row_id" if self.name == "counts" else ""
        row = " || ".join(["'<row r=\"' || _at || '\">'", *cells, "'</row>'"])
        return f"SELECT {row}, {' + '.join(cut) or '0'} FROM ({chosen}) r {join} ORDER BY _at"


def of(connection: duckdb.DuckDBPyConnection, name: str) -> TableRows:
    """The rows of table ``name`` for its sheet."""
    found = [(row[0], row[1]) for row in connection.execute(f"DESCRIBE {name}").fetchall() if row[0] != "_n"]
    if name in _BESIDE:
        kinds = dict(connection.execute("SELECT column_name, column_type FROM (DESCRIBE documents)").fetchall())
        found[1:1] = [("_unit", kinds["unit"]), ("_year", kinds["year"])]
    if name == "counts":
        found[3:3] = [("_period", "VARCHAR"), ("_scope", "VARCHAR")]
    return TableRows(connection, name, found)


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros that the rows of all tables use."""
    odd = (
        "array_to_string(list_transform(string_split(replace(s, '_x', '_x005F_x'), ''), lambda c: "
        f"CASE WHEN regexp_matches(c, '{_ODD}') THEN format('_x{{:04X}}_', unicode(c)) ELSE c END), '')"
    )
    plain = f"CASE WHEN regexp_matches(s, '{_ODD}') THEN {odd} ELSE s END"
    for mark, entity in _xlsx.ENTITIES.items():
        plain = f"replace({plain}, '{mark}', '{entity}')"
    connection.execute(f"CREATE MACRO escaped(s) AS {plain}")


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in the cells of a column, as SQL; its kind (text, word, flag, date, figure), its longest text."""

    value: str
    kind: str
    limit: int = CELL_CHARS


def _shown(connection: duckdb.DuckDBPyConnection, table: str, column: str, kind: str) -> _Column:
    source = _BESIDES.get(column, f'r."{column}"')
    words = names.word_set(table, column)
    called = _store.words(connection, words) if words else {}
    if kind.endswith("[]"):
        inside = _named(called, "x") if words else "x::VARCHAR"
        return _Column(f"array_to_string(list_transform({source}, lambda x: {inside}), '；')", "text")
    if kind == "VARCHAR":
        if column in ("row_id", "doc_id"):
            return _Column(source, "word")
        if column == "decided_by":
            return _Column(_store.DECIDED, "text")
        limit = _TEXT_SHOWN if (table, column) == ("documents", "text") else CELL_CHARS
        return _Column(_named(called, source) if words else source, "text", limit)
    if kind == "DOUBLE":
        return _Column(f"CASE WHEN isfinite({source}) THEN {source} END", "figure")
    return _Column(source, {"BOOLEAN": "flag", "DATE": "date"}.get(kind, "figure"))


def _named(called: Mapping[str, str], value: str) -> str:
    cases = " ".join(f"WHEN {_quoted(code)} THEN {_quoted(name)}" for code, name in called.items())
    return f"CASE {value} {cases} ELSE {value} END"


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _cell(at: str, column: _Column, styles: Styles) -> str:
    """The SQL of one cell's XML: empty for null, "" and false."""
    value = column.value

    def cell(style: str, before: str, inside: str, after: str, attribute: str = "") -> str:
        return f"'<c r=\"{at}' || _at || '\" s=\"{style}\"{attribute}>{before}' || {inside} || '{after}</c>'"

    def words(inside: str, attribute: str = "") -> str:
        return cell(styles.text, f"<is><t{attribute}>", inside, "</t></is>", ' t="inlineStr"')

    match column.kind:
        case "flag":
            return f"CASE WHEN {value} THEN {words(_TRUE)} ELSE '' END"
        case "word":
            return f"CASE WHEN {value} <> '' THEN {words(value)} ELSE '' END"
        case "text":
            cut = f"left({value}, {column.limit - len(CUT)}) || '{CUT}'"
            short = f"CASE WHEN length({value}) > {column.limit} THEN {cut} ELSE {value} END"
            return f"CASE WHEN {value} <> '' THEN {words(f'escaped({short})', _SPACES)} ELSE '' END"
        case "date":
            return f"coalesce({cell(styles.date, '<v>', f'({value} - {_EPOCH})', '</v>')}, '')"
    return f"coalesce({cell(styles.figure, '<v>', value, '</v>')}, '')"
