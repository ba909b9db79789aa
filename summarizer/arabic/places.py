"""Countries, their capitals and the seats of power that newspapers write for them (metonyms).

A line is one country: its names, a bar, what stands for its government. ``موسكو`` may be written for
Russia ("moscow accuses"), never for the place ("in Moscow"): see :func:`stands_for`.
"""

from __future__ import annotations

from functools import lru_cache

from summarizer.arabic.normalise import normalise
from summarizer.arabic.tokens import cores

_COUNTRIES = """
روسيا الاتحادية | موسكو الكرملين
أمريكا أميركا الولايات | واشنطن البنتاغون الأبيض
بريطانيا إنجلترا إنكلترا | لندن
فرنسا | باريس الإليزيه
ألمانيا | برلين
إيطاليا | روما
إسبانيا | مدريد
البرتغال | لشبونة
هولندا | لاهاي أمستردام
بلجيكا | بروكسل
أوروبا | بروكسل
النمسا | فيينا
سويسرا | برن
السويد | ستوكهولم
النرويج | أوسلو
الدنمارك الدانمارك | كوبنهاغن
فنلندا | هلسنكي
بولندا | وارسو
المجر هنغاريا | بودابست
اليونان | أثينا
قبرص | نيقوسيا
أوكرانيا | كييف
كرواتيا | زغرب
صربيا | بلغراد
رومانيا | بوخارست
بلغاريا | صوفيا
التشيك | براغ
أيرلندا إيرلندا | دبلن
أيسلندا آيسلندا | ريكيافيك
مقدونيا | سكوبيا
كوسوفو | بريشتينا
تركيا | أنقرة
إيران | طهران
العراق | بغداد
سوريا سورية | دمشق
لبنان | بيروت
الأردن | عمان
فلسطين | رامالله
إسرائيل | أبيب
السعودية | الرياض
الإمارات | أبوظبي
قطر | الدوحة
الكويت | الكويت
البحرين | المنامة
عمان | مسقط
اليمن | صنعاء
مصر | القاهرة
ليبيا | طرابلس
تونس | قرطاج
الجزائر | الجزائر
المغرب | الرباط
موريتانيا | نواكشوط
السودان | الخرطوم
الصومال | مقديشو
جيبوتي | جيبوتي
إثيوبيا أثيوبيا | أديس
إريتريا أريتريا | أسمرة
كينيا | نيروبي
نيجيريا | أبوجا
غانا | أكرا
السنغال | داكار
جمهوريةمالي | باماكو
النيجر | نيامي
تشاد | نجامينا
الكاميرون | ياوندي
الكونغو | كينشاسا
رواندا | كيغالي
أوغندا | كمبالا
زيمبابوي | هراري
تنزانيا | دودوما
الصين | بكين بيجين
اليابان | طوكيو
كوريا | سيول سول بيونغيانغ يانغ
الهند | نيودلهي دلهي
باكستان | إسلامآباد
أفغانستان | كابل كابول
بنغلادش بنغلاديش | دكا
ميانمار بورما | نايبيداو
تايلاند | بانكوك
فيتنام | هانوي
إندونيسيا | جاكرتا
ماليزيا | كوالالمبور
سنغافورة | سنغافورة
الفلبين | مانيلا
أستراليا | كانبيرا
نيوزيلندا | ولنغتون
كندا | أوتاوا
المكسيك | مكسيكو
البرازيل | برازيليا
الأرجنتين | بوينس
فنزويلا | كراكاس
كولومبيا | بوغوتا
كوبا | هافانا
تشيلي | سانتياغو
بيرو | ليما
الأوروغواي أوروغواي | مونتيفيديو
أذربيجان | باكو
أرمينيا | يريفان
جورجيا | تبليسي
كازاخستان | أستانا
أوزبكستان | طشقند
سريلانكا | كولومبو
نيبال | كاتماندو
"""

_PLACES = """
حلب حمص حماة إدلب درعا الرقة الغوطة عفرين الحسكة اللاذقية دوما منبج تدمر القنيطرة السويداء
الموصل البصرة كركوك أربيل الأنبار الفلوجة النجف كربلاء سنجار
عدن الحديدة تعز صعدة مأرب غزة القدس الخليل نابلس جنين رفح سيناء الإسكندرية الجيزة
بنغازي درنة مصراتة سرت دبي جدة مكة أوستن نيويورك كاليفورنيا فلوريدا تكساس هوليوود
إسطنبول إزمير القرم دونيتسك سالزبري برشلونة كتالونيا ميلانو ميونيخ مانشستر ليفربول
هلسنكي دارفور الجولان كردستان الروهينغا راخين جنيف سوتشي شنغهاي
"""


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    groups = []
    for line in _COUNTRIES.strip().splitlines():
        names, _, seats = line.partition("|")
        groups.append((_cores_of(_short(names)), _cores_of(_short(seats))))
    return tuple(groups)


def _short(words: str) -> tuple[str, ...]:
    """Folded words without the article; nothing else is taken off (``بيروت`` is not ``بـ + يروت``)."""
    folded = (normalise(word) for word in words.split())
    return tuple(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in folded)


def _cores_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(core for word in words for core in {word, word.rstrip("اه") if len(word) > 4 else word})


@lru_cache(maxsize=1)
def _all_places() -> frozenset[str]:
    known = {core for names, seats in _groups() for core in names | seats}
    return frozenset(known | set(_cores_of(_short(_PLACES)))) - {"ابيض", "ولايات"}


@lru_cache(maxsize=20_000)
def is_place(word: str) -> bool:
    """Whether a folded ``word`` is a known country, capital, city or nationality."""
    return bool(cores(word) & _all_places())


@lru_cache(maxsize=20_000)
def stands_for(word: str) -> frozenset[str]:
    """Cores of the words a folded ``word`` may be written for as a metonym: its country, its seats."""
    mine = cores(word)
    other: set[str] = set()
    for names, seats in _groups():
        if mine & (seats | names):
            other |= names | seats
    return frozenset(other)
