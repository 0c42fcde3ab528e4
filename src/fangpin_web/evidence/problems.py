"""Why a file is not taken as evidence: data first, worded on demand in Chinese and English."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "not_allowed": (
        "您的角色不能上传佐证材料。",
        "Your role may not attach evidence.",
    ),
    "empty": (
        "“{name}”是空文件。请重新选择。",
        "“{name}” is empty. Choose the file again.",
    ),
    "too_large": (
        "“{name}”有 {size} MB，超过 {limit} MB。请压缩或改拍较小的照片。",
        "“{name}” has {size} MB, more than {limit} MB. Make it smaller, or take a smaller photo.",
    ),
    "strange_type": (
        "“{name}”不是可以保存的类型。可以保存：照片（JPG、PNG、WebP）、PDF、OFD、Word（docx）、Excel（xlsx）。",
        "“{name}” is of no type that is kept. Kept are photos (JPG, PNG, WebP), PDF, OFD, Word (docx), Excel (xlsx).",
    ),
    "heic": (
        "“{name}”是苹果手机的 HEIC 照片。请在“设置—相机—格式”里选“兼容性最佳”，或发送为 JPG 后再传。",
        "“{name}” is a HEIC photo. Set the camera to “Most Compatible”, or send it as JPG.",
    ),
    "broken_image": (
        "“{name}”是照片，但打不开，可能传输中断。请重新选择。",
        "“{name}” is an image that cannot be opened; perhaps it was cut short. Choose it again.",
    ),
    "outside": (
        "这份材料不在您的辖区内。",
        "This evidence lies outside your area.",
    ),
    "no_such_kind": (
        "没有“{wanted}”这类材料。",
        "There is no kind of evidence called “{wanted}”.",
    ),
}


class EvidenceRefused(Exception):
    """``kind`` is one of ``WORDS``; ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.say("en"))

    def say(self, language: str = "zh") -> str:
        return WORDS[self.kind][0 if language.startswith("zh") else 1].format(**self.details)
