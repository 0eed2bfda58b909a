"""Numbers of a workbook: what a cell shows is what its format makes of the stored number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.xlsx.numbers import shown, shown_text

ACCOUNTING = '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"),
        (1, "0%", "100%"),
        (0.125, "0.0%", "12.5%"),
        (0.285, "0%", "29%"),  # 28.499999 in binary: a reader sees the decimal rounded
        (1240, "#,##0", "1,240"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (14000, "[$£-809]#,##0", "£14,000"),
        (14000, '"£"#,##0.00', "£14,000.00"),
        (-14000, ACCOUNTING, "-£14,000.00"),
        (2500, "#,##0 [$€-407]", "2,500 €"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-5, "#,##0;[Red]-#,##0", "-5"),
        (1234567, '#,##0.0,,"m"', "1.2m"),
        (0, '#,##0;-#,##0;"nil"', "nil"),
        (3, '0 "sites"', "3 sites"),
        (7, "000", "007"),
        (5551234, "000-0000", "555-1234"),
        (1, '"Yes";;"No"', "Yes"),
        (0, '"Yes";;"No"', "No"),
        (12, '[<10]"few";[>=10]"many"', "many"),
        (1.5, "# ?/?", "1 1/2"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.1 + 0.2, "General", "0.3"),
        (51824753556, "General", "51824753556"),
        (5, "@", "5"),
    ],
)
def test_numbers_read_as_they_are_shown(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45720, "d mmmm yyyy", "4 March 2025"),
        (45720, "dd/mm/yyyy", "04/03/2025"),
        (45720, "yyyy-mm-dd", "2025-03-04"),
        (45720, "[$-809]dddd, d mmm yy;@", "Tuesday, 4 Mar 25"),
        (45720.75, "dd/mm/yyyy hh:mm", "04/03/2025 18:00"),
        (45720.75, "h:mm AM/PM", "6:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (0.000005, "mm:ss.0", "00:00.4"),
        (59, "d mmm yyyy", "28 Feb 1900"),
        (61, "d mmm yyyy", "1 Mar 1900"),
    ],
)
def test_days_read_as_dates_and_times(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_of_an_old_macintosh_workbook_count_from_1904() -> None:
    assert shown(44258, "d mmmm yyyy", from_1904=True) == "4 March 2025"


def test_a_format_can_hide_numbers_and_text() -> None:
    assert shown(5, ";;;") == shown_text("secret", ";;;") == ""
    assert shown_text("seen", "0.00") == "seen"
    assert shown_text("Bath", '0;0;0;"Site: "@') == "Site: Bath"


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?.,%/ymdhs:;@"\\[]$-_*E+ aG', max_size=12))
def test_any_number_in_any_format_shows_something_or_nothing(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(st.integers(-(10**14), 10**14))
def test_no_digit_of_a_whole_number_is_lost(value: int) -> None:
    assert shown(value, "#,##0").replace(",", "") == shown(value, "General") == str(value)
