"""CSV as people send it: marks, separators, decimals, kinds of absence, every problem by row and column."""

import numpy as np
import pytest

from daumoi_calc.indices import GIVEN, MISSING, NOT_APPLICABLE, Table, TableFault, read_table
from daumoi_calc.indices.tests.material import defined, indicator, node

DEFINITION = defined(node("thu", indicator("a"), indicator("b")), layout={"unit": "don_vi", "name": "ten"})


def read(text: str) -> Table:
    return read_table(text, definition=DEFINITION)


def faults(text: str) -> list[str]:
    with pytest.raises(TableFault) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "don_vi,ten,a,b\nX,Bộ X,1.50,2\nY,Bộ Y,3,4\n",
        "\ufeffdon_vi;ten;a;b\r\nX;Bộ X;1,50;2\r\nY;Bộ Y;3;4\r\n",
        "don_vi\tten\ta\tb\nX\tBộ X\t1,50\t2\n\nY\tBộ Y\t3\t4\n",
        'b,a,bỏ qua,ten,don_vi\n2,"1,50",zz,Bộ X,X\n4,3,,Bộ Y,Y\n',
    ],
)
def test_the_same_table_in_four_spellings(text: str) -> None:
    table = read(text)
    assert table.units == ("X", "Y")
    assert table.names == ("Bộ X", "Bộ Y")
    assert table.values.tolist() == [[1.5, 2], [3, 4]]
    assert table.decimals is not None
    assert table.decimals.tolist() == [[2, 0], [0, 0]]
    again = read("don_vi,ten,a,b\nX,Bộ X,1.5,2\nY,Bộ Y,3,4\n")
    assert table.digest(columns=("a", "b")) == again.digest(columns=("b", "a"))


def test_kinds_of_absence_are_kept_apart() -> None:
    table = read("don_vi,a,b\nX,,không áp dụng\nY,NA,KAD\nZ,…,0\n")
    assert table.states.tolist() == [
        [MISSING, NOT_APPLICABLE],
        [MISSING, NOT_APPLICABLE],
        [MISSING, GIVEN],
    ]
    assert np.isnan(table.values[:, 0]).all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don_vi,a,b\nX,1,hai\n", "dòng 2, cột “b”: “hai” không phải là số. Chỉ ghi chữ số"),
        (
            "don_vi,a,b\n\nX,1,1.234.567\n",
            "dòng 3, cột “b”: “1.234.567” không phải là số. Viết số không có dấu ngăn",
        ),
        ("don_vi,a,b\nX,1,45%\n", "dòng 2, cột “b”: “45%” không phải là số. Bỏ dấu %"),
        ("don_vi,a,b\nX,1,N/A\n", "dòng 2, cột “b”: “N/A” có hai nghĩa."),
        ("don_vi,a,b\nX,1,1e999\n", "dòng 2, cột “b”: “1e999” quá lớn."),
        ("don_vi,a,b\nX,1,2\nX,3,4\n", "dòng 3, cột “don_vi”: “X” đã có ở dòng 2."),
        ("don_vi,a,b\n,1,2\n", "dòng 2, cột “don_vi”: để trống."),
        ("don_vi,a\nX,1\n", "cột “b”: không có ở dòng tiêu đề."),
        ("unit,a,b\nX,1,2\n", "cột “don_vi”: không có ở dòng tiêu đề."),
        ("don_vi,a,b,a\nX,1,2,3\n", "dòng 1, cột “a”: tên cột có hai lần."),
        ("don_vi,a,b\n", "tệp: không có dòng số liệu nào."),
        ("", "tệp: không có dòng số liệu nào."),
        ('don_vi,a,b\nX,"1,2\n', "không đọc được CSV"),
        ("don_vi,a,b\nX,1,5,2\n", "dòng 2: có 4 ô, dòng tiêu đề có 3."),
        (
            "don_vi;a;b\nX;1,5;2\nY;1.234;2\n",
            "dòng 3, cột “a”: “1.234” dùng dấu chấm, chỗ khác “1,5” dùng dấu phẩy.",
        ),
    ],
)
def test_a_problem_is_told_by_row_and_column(text: str, expected: str) -> None:
    assert any(expected in fault for fault in faults(text)), faults(text)


def test_all_problems_are_told_and_a_flood_is_cut() -> None:
    assert len(faults("don_vi,a,b\nX,x,y\nY,1,z\n")) == 3
    flood = "don_vi,a,b\n" + "".join(f"U{row},x,y\n" for row in range(200))
    assert len(faults(flood)) == 51
    assert faults(flood)[-1] == "tệp: còn 350 lỗi khác."


def test_a_table_refuses_what_cannot_be_one() -> None:
    with pytest.raises(TableFault, match="hai lần"):
        Table.build(units=["X", "X"], columns={"a": [1, 2]})
    with pytest.raises(TableFault, match="số dòng khác"):
        Table.build(units=["X"], columns={"a": [1, 2]})
    with pytest.raises(TableFault, match="vô hạn"):
        Table.build(units=["X"], columns={"a": [float("inf")]})
