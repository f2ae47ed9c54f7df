"""What is told of a slip that makes a file unreadable: one finding, at its place, in the words of both languages."""

from tests.helpers import check, said, the_problem

# By variant: how the message and the mend begin, in English and in Japanese.
SENTENCES = {
    "no-space": (
        *("There is no space after the colon.", "Write a space after the colon."),
        *("コロンの後に半角スペースがありません。", "コロンの後に半角スペースを入れてください。"),
    ),
    "unindented-text": (
        *(
            "The text after `|` or `>` must be indented deeper than its key;",
            "Indent this line and the rest of the text",
        ),
        *("`|` や `>` の後の文章は、その項目名より深く字下げする必要があります", "この行と、文章の残りの行すべてを、"),
    ),
    "uneven": (
        *("The indentation of this line (spaces: ", "Indent this line so (spaces: "),
        *("この行の字下げは半角スペース", "この行の字下げを半角スペース"),
    ),
    "uneven-two": (
        *("The indentation of this line (spaces: ", "Indent it like the lines that it belongs with (spaces: "),
        *("この行の字下げは半角スペース", "字下げを、同じまとまりの行と同じ数(半角スペース"),
    ),
    "unindented-value": (
        *("This line seems to continue the text above, but is not", "Indent this line, and whatever else continues"),
        *("この行は上の文章の続きとみられますが、", "この行と、後に続く文章の行すべてを、"),
    ),
    "colon-missing": (
        *("A key on this line has no colon, or the line continues", "Write a colon and a space after the key, as in"),
        *("この行の項目名の後にコロンがないか、", "`title: Joint initiative` のように、"),
    ),
    "unclosed-quote": (
        *(
            "The quotation mark that opens here is never closed.",
            "Write the same quotation mark at the end of the text.",
        ),
        *("ここで開いた引用符が閉じられていません。", "文字列の終わりに、同じ引用符を書いてください。"),
    ),
    "curly-end": (
        *("The text begins with a straight quotation mark, but ends", "Write the same quotation mark at the end as at"),
        *("半角の引用符で始まった文字列が、", "終わりの引用符を、始まりと同じ半角の引用符にしてください。"),
    ),
    "odd-dash": (
        *(
            "The dash at the beginning of this line is a full-width or long",
            "Write a half-width hyphen and a space (`- `)",
        ),
        *("行頭の横線が全角または長い横線", "半角のハイフンと半角スペース(`- `)に置き換えてください。"),
    ),
    "dash-no-space": (
        *("There is no space after the hyphen at the beginning", "Write a space after the hyphen (`- `)."),
        *("行頭のハイフンの後に半角スペースがありません。", "ハイフンの後に半角スペースを入れてください(`- `)。"),
    ),
    "bullet": (
        *("The line begins with a bullet, such as `*` or `・`,", "Write a half-width hyphen and a space (`- `)"),
        *("行頭に `*` や `・` などの記号があります。", "半角のハイフンと半角スペース(`- `)に置き換えてください。"),
    ),
    "code-fence": (
        *(
            "This line of three backquotes marks a code block",
            "Delete this line, and the other line of three backquotes",
        ),
        *("この行は、Markdownでコードの範囲を示す印", "この行を削除してください。"),
    ),
    "text-behind-quote": (
        *(
            "The text between quotation marks ends right before this,",
            "Put the whole value in quotation marks of the other",
        ),
        *("引用符で囲まれた文字列がこの直前で終わっているのに、", "値全体を別の種類の引用符で囲んでください。"),
    ),
    "text-behind-bracket": (
        *("The bracket or brace that the value begins with closes", "Put the whole value in quotation marks, as in"),
        *(
            "値の始まりのかっこがこの直前で閉じているのに、",
            '`"[新規]量子スピントロニクス"` のように、値全体を引用符で',
        ),
    ),
    "text-beside-bar": (
        *(
            "After `|` or `>` a text begins on the next line,",
            "Put the whole value in quotation marks if the sign belongs",
        ),
        *("`|` や `>` の後の文章は次の行から始まりますが、", "この記号が文章の一部であれば、値全体を引用符で囲んで"),
    ),
    "alias-unknown": (
        *("The name after `*` is not given to any value above.", "Put the value in quotation marks if"),
        *("`*` の後の名前が付いた値が、これより前にありません。", "`*` が文章の一部であれば、値全体を引用符で囲んで"),
    ),
    "start-character": (
        *("Without quotation marks, a value cannot begin", "Put the whole value in quotation marks."),
        *("引用符なしの値は、この文字で始められません。", "値全体を引用符で囲んでください。"),
    ),
}


def told(read, text, variant, position):
    """Hold that one finding is told of the text, at that place, by either parser and in either language."""
    assert said(read(text)) == ("yaml-syntax", variant, position)
    assert the_problem(read(text)).place.end_line == position[0]
    (finding,) = (one for one in check(text).findings if one.topic == "yaml")
    sentences = [say(lang) for lang in ("en", "ja") for say in (finding.message_in, finding.hint_in)]
    for sentence, beginning in zip(sentences, SENTENCES[variant], strict=True):
        assert sentence.startswith(beginning)
