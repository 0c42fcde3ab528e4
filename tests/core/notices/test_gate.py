"""What may never hang on a wall is found however it is written."""

from __future__ import annotations

import pytest

from fangpin.notices import NameForm, NoticeRefused, leaks, name_as, refuse_leaks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("张＊＊ 770101199001011234", "document_number"),
        ("身份证：７７０１０１１９９００１０１１２３４", "document_number"),
        ("770101 19900101 123X", "document_number"),
        ("77010119900101123443", "document_number"),
        ("770101900101123", "document_number"),
        ("卡号 6222000011112222333", "bank_account"),
        ("电话138 0000 1234", "phone"),
        ("138****1234", "phone"),
        ("户主1990年1月1日生", "birth"),
        ("风险类型：因病", "health"),
        ("持有残疾人证", "health"),
        ("长子，8岁", "minor"),
    ],
)
def test_forbidden_fields_are_found(text: str, kind: str) -> None:
    assert kind in {leak.kind for leak in leaks("公示\n" + text)}
    with pytest.raises(NoticeRefused) as refused:
        refuse_leaks("公示\n" + text)
    assert "第2行" in refused.value.zh()
    assert "1990" not in refused.value.zh()


def test_a_lawful_notice_passes_and_the_offices_own_telephone_may_stand() -> None:
    text = "甲一村 张＊＊ 3人 防止返贫致贫对象\n公示期 2026年10月31日至2026年11月5日\n监督电话：13800001234"
    assert {leak.kind for leak in leaks(text)} == {"phone"}
    assert refuse_leaks(text, allowed=("13800001234",)) == text


def test_names_stand_in_the_form_of_the_place() -> None:
    assert [name_as("张三丰", form) for form in NameForm] == ["张＊＊", "张＊丰", "张三丰"]
    assert name_as("欧阳修文", NameForm.MIDDLE) == "欧阳＊文"
    assert name_as("欧阳修", NameForm.MIDDLE) == "欧阳＊"
    assert name_as("张三", NameForm.MIDDLE) == "张＊"
    assert name_as("", NameForm.SURNAME) == "＊"
