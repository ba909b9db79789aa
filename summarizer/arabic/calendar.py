"""Names of months and weekdays as the Arabic press writes them, and of the Hijri months.

Keys are folded (:func:`summarizer.arabic.normalise.words`), one or two words each.
"""

from __future__ import annotations

MONTHS: dict[tuple[str, ...], int] = {}
for _number, _names in enumerate(
    (
        "يناير, كانون الثاني, جانفي",
        "فبراير, شباط, فيفري",
        "مارس, اذار",
        "ابريل, نيسان, افريل",
        "مايو, ايار, ماي",
        "يونيو, حزيران, جوان, يونيه",
        "يوليو, تموز, جويليه, يوليه, يوليوز",
        "اغسطس, اب, اوت, غشت",
        "سبتمبر, ايلول, شتنبر",
        "اكتوبر, تشرين الاول",
        "نوفمبر, تشرين الثاني, نونبر",
        "ديسمبر, كانون الاول, دجنبر",
    ),
    start=1,
):
    MONTHS.update({tuple(name.split()): _number for name in _names.split(", ")})

HIJRI_MONTHS: dict[tuple[str, ...], int] = {}
for _number, _names in enumerate(
    (
        "محرم, المحرم",
        "صفر",
        "ربيع الاول",
        "ربيع الاخر, ربيع الثاني",
        "جمادي الاولي, جمادي الاول",
        "جمادي الاخره, جمادي الثانيه, جمادي الاخر",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعده, ذي القعده",
        "ذو الحجه, ذي الحجه",
    ),
    start=1,
):
    HIJRI_MONTHS.update({tuple(name.split()): _number for name in _names.split(", ")})

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("الاثنين الاتنين", "الثلاثاء الثلثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
    )
    for name in names.split()
}
"""Monday is 0, as in :meth:`datetime.date.weekday`. The folded name drops a final hamza nowhere."""

_ORDINALS = "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
_UNITS = ["الحادي", *_ORDINALS[1:9]]
ORDINAL_DAYS: dict[tuple[str, ...], int] = {(word,): number for number, word in enumerate(_ORDINALS, start=1)}
ORDINAL_DAYS.update({(word, "عشر"): number for number, word in enumerate(_UNITS, start=11)})
for _tens, _names in ((20, "العشرين العشرون"), (30, "الثلاثين الثلاثون")):
    for _name in _names.split():
        ORDINAL_DAYS[(_name,)] = _tens
        ORDINAL_DAYS.update(
            {
                (word, "و" + _name): _tens + number
                for number, word in enumerate(_UNITS, start=1)
                if _tens + number < 32
            }
        )
"""Days of the month in words, folded: ``الثاني والعشرين`` is 22."""
