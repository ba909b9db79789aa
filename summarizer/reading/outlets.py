"""Names that stand alone on lines of news pages: agencies that are credited and outlets that publish."""

from __future__ import annotations

import re

from summarizer.arabic.normalise import normalise

AGENCIES = (
    "رويترز, وكالة رويترز, أ ف ب, أ.ف.ب, ا ف ب, فرانس برس, وكالة فرانس برس, وكالة الصحافة "
    "الفرنسية, أسوشيتد برس, أسوشييتد برس, اسوشيتد برس, وكالة أسوشيتد برس, أ ب, أ.ب, د ب أ, "
    "د.ب.أ, الألمانية, الفرنسية, الأناضول, وكالة الأناضول, سبوتنيك, شينخوا, تاس, نوفوستي, "
    "إنترفاكس, بلومبرغ, بلومبيرغ, غيتي, جيتي, غيتي إيماجز, جيتي إيميجز, إ ب أ, أ ش أ, أ.ش.أ, "
    "وفا, واس, واع, وام, قنا, بترا, كونا, سانا, بنا, وات, وأج, وكالات, الوكالات, وكالات "
    "الأنباء, مواقع التواصل الاجتماعي, Reuters, AFP, AP, EPA, DPA, Getty, Getty Images, "
    "Anadolu, Anadolu Agency, Bloomberg, Xinhua, Sputnik"
)
OUTLETS = (
    "الجزيرة, الجزيرة نت, الجزيرة مباشر, العربية, العربية نت, العربية.نت, الحدث, سكاي نيوز "
    "عربية, بي بي سي, بي بي سي عربي, BBC, BBC عربي, BBC News عربي, BBC Arabic, فرانس 24, "
    "فرانس24, France 24, CNN, CNN بالعربية, سي إن إن بالعربية, عربي بوست, عربي21, عربي 21, "
    "القدس العربي, الشرق الأوسط, العربي الجديد, التلفزيون العربي, الأهرام, بوابة الأهرام, اليوم "
    "السابع, المصري اليوم, الشروق, الوطن, أخبار اليوم, الحرة, روسيا اليوم, RT, RT Arabic, RT "
    "عربي, دويتشه فيله, DW, DW عربية, يورونيوز, النهار, الأخبار, المدن, الغد, الرأي, الدستور, "
    "الرياض, عكاظ, الحياة, سبق, الإمارات اليوم, البيان, الخليج, الاتحاد, الراية, القبس, "
    "الأنباء, هسبريس, الخبر, النصر, موزاييك, موزاييك إف إم, مونت كارلو الدولية, إندبندنت عربية, "
    "اندبندنت عربية, Independent Arabia, الميادين, المنار, السومرية, شفق نيوز, رووداو, بغداد "
    "اليوم, عنب بلدي, تلفزيون سوريا, إرم نيوز, صوت العراق, الصباح, الزمان, الاستقلال, العين "
    "الإخبارية, الخليج أونلاين, TRT عربي, TRT Arabic, قناة الغد, قناة العالم, مصراوي, صدى "
    "البلد, القاهرة الإخبارية, وطن"
)


def _fold(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", normalise(name)).split())


_AGENCIES = frozenset(_fold(name) for name in AGENCIES.split(", "))
_OUTLETS = frozenset(_fold(name) for name in OUTLETS.split(", "))
_KINDS = re.compile(r"^(?:وكاله|صحيفه|جريده|قناه|موقع|مجله|اذاعه|شبكه|تلفزيون|بوابه|مصدر) ")
_BETWEEN = re.compile(r"\s*(?:[/|+,،\-–—•]|\s(?:و|مع)(?=\s))\s*")
_WRAPPING = ' \t()[]«»"“”*.:-–—•#'


def is_agency(name: str) -> bool:
    """Whether ``name``, alone, is that of a news agency or of a supplier of pictures."""
    folded = _fold(name)
    return folded in _AGENCIES or _KINDS.sub("", folded) in _AGENCIES


def is_outlet(name: str) -> bool:
    """Whether ``name``, alone, is that of a paper, channel or site that Arabic readers know."""
    folded = _fold(name)
    return folded in _OUTLETS or _KINDS.sub("", folded) in _OUTLETS


def credit_names(line: str) -> list[str]:
    """The names of a line that holds nothing but names of outlets and agencies, else nothing.

    ``فرانس24/ أ ف ب`` gives both in order.
    """
    if len(line) > 80:
        return []
    names = [name.strip(_WRAPPING) for name in _BETWEEN.split(line.strip(_WRAPPING))]
    return names if all(name and (is_agency(name) or is_outlet(name)) for name in names) else []


def ends_in_agency(line: str) -> bool:
    """Whether ``line`` closes with the credit of a picture: ``…/ رويترز``, ``… (أ ف ب)``."""
    tail = line[-60:].rstrip(" .*")
    bracket = re.search(r"[(\[]([^()\[\]]{1,40})[)\]]$", tail)
    if bracket:
        names = _BETWEEN.split(bracket.group(1))
        return all(is_agency(name) or _ARCHIVE.fullmatch(normalise(name).strip()) for name in names)
    parts = re.split(r"\s*[/|]\s*", tail)
    return len(parts) > 1 and (is_agency(parts[-1]) or bool(_ARCHIVE.fullmatch(normalise(parts[-1]).strip())))


_ARCHIVE = re.compile(r"(?:صوره )?(?:من ال)?ارشيف(?:يه|ي)?|(?:ال)?ارشيف")
