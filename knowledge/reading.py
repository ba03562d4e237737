"""Reading a typed text as a `Question`.

Everything is read in the form in which names are compared (`knowledge.words.key`); the rules that fired are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.agencies import Agencies
from knowledge.bounds import bound_in, in_digits
from knowledge.catalogue import Catalogue, headers_of
from knowledge.cues import ATTRIBUTES, OPERATIONS, PLANS, SPEAKS_OF_TARGETS, TALK, Attribute, Cue, Operation
from knowledge.form import COURTESY, FORM, FUNCTION, GENERIC, form_and_filler_in, form_in
from knowledge.hiding import Names, unhidden
from knowledge.homes import home_of, without_country
from knowledge.lexicon import Lexicon
from knowledge.mentions import codes_in, goal_number_of, ordinal_of, supposed_in, years_of
from knowledge.numbers import CHINESE_NUMERAL, parse_chinese, to_chinese
from knowledge.question import LONGEST, Question
from knowledge.spelling import Mending, Speller
from knowledge.text import without_markup
from knowledge.units import known_units, unit_in
from knowledge.words import PLAIN, is_word, key, says

_LONGEST_TOPIC = 80  # Of a longer text the beginning is read for what it names.

_HOW_MANY = re.compile(r"(?:几|多少)(个|项|大|种|位|件|次)?([^\d\s,.?!、,]{0,8})")
_QUOTED = re.compile("[「《〈](.{2,60}?)[」》〉]")
_CONTENT = re.compile(r"[0-9a-z\u3400-\u9fff]")
_POINTING = re.compile(
    key(
        "它|這個|那個|另外?一個|該(指標|計畫|項目|目標)|此(指標|計畫|項目)|上述|剛(才|剛)|同一個|前者|後者|第[一二三四五六七八九十]+個"
    )
)
_JOINT = re.compile(key("跟|和|與|及|以及|、|\\+|還是|或|減掉|減去|加上|(?<!分)比(?!較|例|率)"))
_SHORTEST_RUN = 2
_OPENING = re.compile(
    "^.{2,40}?(請問|请问|詢問|询问|請教|请教|想問|想问|想知道|想了解|想瞭解)(一下|您|你|看看)?[\\s:：,，]*", re.DOTALL
)
_NUMERAL = re.compile(rf"(?<![哪那第每这同任])(?!一[^十百])([{key(CHINESE_NUMERAL)}]{{1,4}})([国大项件篇处场座])")
_SUBJECT = re.compile(key("^(換個|換一個|問別的|另外問|別的)(問題|話題|指標|計畫)?[,。:;!\\s]*(?=.)"))
# Blanks beside numbers part no words, nor do those of letter-spaced typing (駐 外 館 舍).
_BESIDE_NUMBER = re.compile(r"(?<=\d) (?=[^\d\sa-z])|(?<=[^\d\sa-z]) (?=\d)")
_LETTER_SPACED = re.compile(r"(?<![^ ])(?:[\u3400-\u9fff] ){2,}[\u3400-\u9fff](?![^ ])")
# A rate that is part of a name, set apart by 的: 授證的達成率.
_RATE = re.compile(key(r"([\u3400-\u9fff]{2})的([\u3400-\u9fff]{1,3}率)"))
_ORDER = re.compile(key(r"第(\d{1,2})([期屆次階版胎名])"))
_IS = key("是")  # What follows it is said of a name and no part of it.
# Of several sentences the last is the question, where it can stand by itself.
_SENTENCE_END = re.compile("[。！!；\n]")
_LONG_ENOUGH = 8
_OF_THINGS = frozenset(key("個種位"))
# A number with its unit is what an asker supposes or compares with, not what a name is made of.
_SUPPOSED = re.compile(rf"(?<![\da-z])\d[\d,.]*[^\W\d]{{0,4}}(?={key('(嗎|對嗎|對不對|沒錯吧?|正確嗎)[?]*$')})")
_AMOUNT = re.compile(r"(?<![\da-z])(?<!第(?=\d{1,2}[胎名]))\d[\d,.]*(?:人次|[件项次人篇个处家场%])?(?![\da-z-])")
_PARTICLES = frozenset(key("的之個項小"))  # 目的 and 個人 stand in questions by chance.
_MEANINGLESS = re.compile(r"[^0-9a-z\u3400-\u9fff\s-]")


class Reader:
    """Reads questions about one catalogue."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._names = Names(catalogue, lexicon)
        self._units = known_units(catalogue)
        self._headers = headers_of(catalogue)
        self._opposites = {word for word, _ in lexicon.opposites}
        published = dict.fromkeys(key(r.agency) for r in catalogue.releases if r.agency)
        homes = [home_of(key(r.agency), catalogue.texts[r.id]) for r in catalogue.releases]
        self.agencies = Agencies(tuple(published), lexicon.agencies, homes)
        self._words_of_form = _words_of_form(lexicon)
        fixed = (*self._words_of_form, *lexicon.filler)
        self._known_pairs = set(catalogue.attested) | {g for w in fixed for g in _pairs(w)}
        self._speller: Speller | None = None

    def read(self, text: str, today: date) -> Question:
        """Read one question; `today` is the day from which 今年 and 明年 count.

        What stands before 請問 is about the asker, if what follows names something by itself.
        """
        if len(text) > LONGEST:  # It is not answered, and read no further than to say so.
            return replace(self._read(text[:_LONGEST_TOPIC], today), text=text)
        opening = _OPENING.match(text)
        if opening and len(rest := text[opening.end() :]) >= _LONG_ENOUGH:
            asked = self._read(rest, today)
            if asked.topic:
                return replace(asked, text=text)
        return self._read(text, today)

    def _read(self, text: str, today: date) -> Question:
        self._small = frozenset(re.findall(r"[a-z]{2,}", text))
        typed = _without_change(_typed(text))
        said, mendings = self._mend(self._translated(typed))
        flat = said.replace(" ", "")
        years, period, undated = years_of(self._names.years_hidden(said), today)
        undated = unhidden(said, undated)
        plan_cues = [c for c in PLANS if c.asks.search(flat)]
        undated = without_country(self.agencies.without(undated), self._catalogue.texts.values())
        masked = self._names.hidden(undated)
        headers = tuple(header for header in self._headers if header in masked)
        core = _core(masked)
        attributes = [c for c in ATTRIBUTES if c.asks.search(core)]
        operations = [c for c in OPERATIONS if c.asks.search(core)]
        talk = next((c for c in TALK if c.asks.search(_bare(flat))), None)
        topic = self._topic(undated, masked)
        how_many = _HOW_MANY.search(undated)
        unit = unit_in(masked.replace(" ", ""), self._units)
        counts_things = self._counts_things(how_many, core)
        fired = [c.name for c in plan_cues] + [c.name for c in attributes] + [c.name for c in operations]
        return Question(
            text=text,
            said=said,
            flat=flat,
            rest=undated.replace(" ", ""),
            talk=talk.sense
            if talk and not (talk.sense == "greeting" and attributes)
            else ("laughter" if not _CONTENT.search(flat) else None),
            attributes=_attributes(attributes, operations, unit, counts_things),
            operations=frozenset(c.sense for c in operations),
            topic=topic,
            whole=self._whole(undated, masked),
            parts=self._parts(undated, self._names.hidden(undated, apart=True)),
            years=years,
            period=period,
            plan=plan_cues[0].sense if len(plan_cues) == 1 else None,
            both_plans=len(plan_cues) > 1,
            agencies=self.agencies.named(flat),
            unit=unit,
            counts_things=counts_things,
            how_many=how_many[2] if how_many else None,
            ordinal=ordinal_of(flat),
            goal_number=goal_number_of(flat),
            codes=codes_in(flat),
            supposed=supposed_in(undated),
            bound=bound_in(undated),
            quotes=bool(_QUOTED.search(typed)),
            headers=headers,
            points_back=bool(_POINTING.search(flat)),
            mendings=mendings,
            rules=(*fired, talk.name) if talk else tuple(fired),
        )

    def hidden(self, text: str) -> tuple[str, str]:
        """Give a text in the form in which it is read, and the same with the names of the plans hidden."""
        typed = _typed(text)
        return typed, self._names.hidden(typed)

    def _translated(self, typed: str) -> str:
        """Put Chinese words for English ones that people mix in, and digits for numerals that the plans have so."""
        for english, chinese in self._lexicon.english.items():
            if english in typed:
                typed = re.sub(rf"(?<![a-z0-9]){re.escape(english)}(?![a-z0-9])", chinese, typed)
        return _RATE.sub(self._rate, _ORDER.sub(self._numeral, _NUMERAL.sub(self._digits, in_digits(typed))))

    def _rate(self, found: re.Match[str]) -> str:
        named = found[1] + found[2]
        return named if named in self._names.joined else found[0]

    def _numeral(self, found: re.Match[str]) -> str:
        """Put the numeral that the plans have for digits: 第2期 where they say 第二期."""
        numeral = key(f"第{to_chinese(int(found[1]))}{found[2]}")
        texts = self._catalogue.texts.values()
        stands = any(numeral in text for text in texts) and not any(found[0] in text for text in texts)
        return numeral if stands else found[0]

    def _digits(self, found: re.Match[str]) -> str:
        number = f"{parse_chinese(found[1])}{found[2]}"
        return number if any(number in text for text in self._catalogue.texts.values()) else found[0]

    def _mend(self, typed: str) -> tuple[str, tuple[Mending, ...]]:
        """Mend typing errors; the speller is made when a pair turns up that stands nowhere."""
        if all(g in self._known_pairs or not g.isalpha() or g.isascii() for g in _pairs(typed)):
            return typed, ()
        if self._speller is None:
            self._speller = Speller(
                self._catalogue.attested, self._words_of_form, self._lexicon, self._catalogue.texts.values()
            )
        return self._speller.mend(typed, self._fixed(typed))

    def _fixed(self, typed: str) -> frozenset[int]:
        """Give the offsets of the words of form and the fillers, which are no typing errors."""
        spans = form_and_filler_in(typed, self._lexicon.filler)
        function = {i for i, char in enumerate(typed) if char in FUNCTION or char in self._lexicon.grammar}
        words = [w for w in self._lexicon.means if len(w) > 1 and w in typed]
        spans += [m.span() for word in words for m in re.finditer(re.escape(word), typed)]
        spans += self.agencies.spans(typed)
        return frozenset(i for start, end in spans for i in range(start, end)) | function

    def _topic(self, said: str, masked: str) -> str:
        """Take form and filler out of a question; what is left names something."""
        kept = self._without_form(masked)
        for word in self._lexicon.filler:
            if word in kept:
                kept = self._blank(kept, word)
        runs = _MEANINGLESS.sub(" ", unhidden(said, kept)[:_LONGEST_TOPIC]).split()
        return " ".join(dict.fromkeys(r for r in runs if self._names_something(r)))

    def _whole(self, said: str, masked: str) -> str:
        """Give the topic with the single characters of grammar and the signs left in: a name that is imitated."""
        kept = self._without_form(masked)
        for word in self._lexicon.filler:
            if len(word) > 1 and word in kept:
                kept = self._blank(kept, word)
        return " ".join(dict.fromkeys(unhidden(said, kept)[:_LONGEST_TOPIC].replace(_IS, " ").split()))

    def _without_form(self, masked: str) -> str:
        kept = list(masked)
        spans = [m.span() for header in self._headers for m in re.finditer(re.escape(header), masked)]
        spans += [m.span() for m in _SUPPOSED.finditer(masked)]
        for start, end in [*form_in(masked), *spans]:
            kept[start:end] = " " * (end - start)
        return _AMOUNT.sub(lambda m: " " * len(m.group()), "".join(kept))

    def _names_something(self, run: str) -> bool:
        """Tell whether a run may name a thing; a Latin word in small letters that no plan holds is English."""
        if len(run) < _SHORTEST_RUN:
            return False
        if run.isascii():
            return run not in self._small or any(run in text for text in self._catalogue.texts.values())
        return run not in GENERIC and run not in self._units and (self._is_known(run) or max(says(run)) > PLAIN)

    def _is_known(self, run: str) -> bool:
        """Tell whether a run is a piece of a name or a word of the field, whatever class of word it is."""
        return run in self._names.joined or run in self._lexicon.means or run in self._opposites

    def _blank(self, text: str, word: str) -> str:
        """Take a filler out: a Latin word only whole, a single character only where it is no part of a word.

        A word is one of a plan, or a noun of the language (能源).
        """
        if word.isascii():
            return re.sub(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", " " * len(word), text)
        if len(word) > 1:
            return text.replace(word, " " * len(word))
        chars = list(text)
        for at, char in enumerate(text):
            if char == word and not self._is_in_word(text, at):
                chars[at] = " "
        return "".join(chars)

    def _is_in_word(self, text: str, at: int) -> bool:
        pairs = (text[max(at - 1, 0) : at + 1], text[at : at + 2])
        return any(
            pair in self._catalogue.attested
            or pair in self._opposites
            or (text[at] not in _PARTICLES and is_word(pair) and min(says(pair)) == 1)
            for pair in pairs
        )

    def _parts(self, said: str, masked: str) -> tuple[str, ...]:
        """Read the topics of two things that are joined (甲跟乙); none where nothing is joined."""
        cuts = [0, *(i for m in _JOINT.finditer(masked) for i in m.span()), len(said)]
        ranges = zip(cuts[::2], cuts[1::2], strict=True)
        topics = [t for a, b in ranges if (t := self._topic(said[a:b], masked[a:b]))]
        return tuple(topics) if len(topics) > 1 else ()

    def _counts_things(self, how_many: re.Match[str] | None, core: str) -> bool:
        """Tell whether a question counts things (幾個邦交國), which is not to ask for a target (幾件)."""
        if how_many is None or SPEAKS_OF_TARGETS.search(core) or how_many[1] in self._units:
            return False
        if not how_many[2]:
            return how_many[1] in _OF_THINGS
        return len(how_many[2]) > 1 and not how_many[2].startswith(self._units)


def _attributes(
    attributes: Sequence[Cue[Attribute]], operations: Sequence[Cue[Operation]], unit: str | None, counts_things: bool
) -> tuple[Attribute, ...]:
    """Give what is asked, in the order of the rules; a supposed figure, or a unit alone, asks for a target.

    採購金額占幾成 asks for no money.
    """
    unasked = {"target"} if counts_things else {"money"} if unit == "%" else set()
    found = tuple(dict.fromkeys(c.sense for c in attributes if c.sense not in unasked))
    supposes = unit is not None or any(c.sense in ("confirm", "over", "under") for c in operations)
    return found or (("target",) if supposes else ())


def _words_of_form(lexicon: Lexicon) -> tuple[str, ...]:
    """Give the words that a typing error may stand for, besides those of the plans."""
    cues = re.findall(r"[\u3400-\u9fff]{2,}", FORM.pattern)
    return (*cues, *lexicon.means, *(w for pair in lexicon.opposites for w in pair))


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _bare(flat: str) -> str:
    return re.sub(r"[^0-9a-z\u3400-\u9fff]", "", flat)


def _core(masked: str) -> str:
    """Give a question without blanks, punctuation and courtesy at its end, so that rules can speak of the end."""
    return COURTESY.sub("", re.sub(r"[\s,。.?!:;、]", "", masked))


def _typed(text: str) -> str:
    """Give the key of a text with the blanks that part words."""
    plain = without_markup(text)
    sentences = [s for s in _SENTENCE_END.split(plain) if s.strip()]
    asked = sentences[-1] if sentences and len(_bare(key(sentences[-1]))) >= _LONG_ENOUGH else plain
    typed = " ".join(key(chunk) for chunk in asked.split())
    return _BESIDE_NUMBER.sub("", _LETTER_SPACED.sub(lambda m: m.group().replace(" ", ""), typed))


def _without_change(typed: str) -> str:
    """Take 換個問題 off the beginning of a question."""
    rest = _SUBJECT.sub("", typed)
    return rest if _CONTENT.search(rest) else typed
