#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.hpp"

/// What is to be printed, in words and in order, without a thought of paper. Texts of people are
/// clean by now (clean_text.hpp).
namespace amparo::exchange {

/// The sizes of paper that are offered.
enum class Paper { a4, letter };

/// A line that stands above what follows; never the last of a page.
struct Heading {
    enum class Rank { part, entry };
    std::string text;
    Rank rank = Rank::part;
};
/// A label and its value. An empty value is a line to see that nothing was answered.
struct Pair {
    std::string label;
    std::string value;
};
/// A label and all options with boxes, as on a form of paper.
struct Choices {
    /// One option.
    struct Choice {
        std::string label;
        bool is_chosen = false;
    };
    std::string label;
    std::vector<Choice> choices;
    bool is_one_of = true;  // round boxes
};
/// A picture (JPEG or PNG) beside its label, with what is known about it.
struct Picture {
    std::string label;
    std::string bytes;
    std::string caption;
};
/// A remark that is no answer.
struct Remark {
    std::string text;
};
/// Words of the house that whoever signs is to read.
struct Paragraph {
    std::string text;
};
/// A question with ruled lines to write the answer on.
struct Lines {
    std::string label;
    std::size_t count = 1;
    std::string hint = {};  // in small letters under the last line, e.g. the order of a date
};
/// Rows under titles that stand again at the head of each page.
struct Table {
    struct Column {
        std::string title;
        double share = 1;  // of the width, as against the other columns
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  // each with a text for every column
};
using Block = std::variant<Heading, Pair, Choices, Picture, Remark, Paragraph, Lines, Table>;

/// A form of the record.
struct Part {
    std::string title;  // empty: it needs none
    std::vector<Block> blocks;
    bool goes_on = false;  // below what stands before it, on the same page
};

/// A ruled line to be signed, and one for the date.
struct SignatureLine {
    std::string who;
    std::string name_label;
    std::string agency_label;
    std::string agency;
    std::string date_label;
};

/// A small picture of black and white squares that machines read; empty: none.
struct SquareCode {
    std::size_t side = 0;
    std::vector<bool> dark;  // row by row, side times side
};

/// One of several records or forms of a document, on pages of its own that bear its title.
struct Chapter {
    std::string title;  // type and short id, or a form: never a name
    std::vector<Pair> facts;
    std::vector<Part> parts;
    std::vector<SignatureLine> signatures = {};
    SquareCode code = {};  // at the foot of each of its pages
};

/// A page kept free behind the record, for a page of a document or a picture (JPEG or PNG).
struct EnclosedPage {
    std::string title;
    std::string picture;
    bool is_first = true;  // of its file
};

/// A whole document. `{page}` and `{pages}` in `page_text` become numbers in the language.
struct Sheet {
    std::string locale;
    bool is_right_to_left = false;
    Paper paper = Paper::a4;
    bool is_landscape = false;
    Instant made{};
    std::string title;         // type and short id: never a name
    std::string letterhead;    // the agency
    std::string printed;       // when and by whom
    std::string confidential;  // at the foot of each page
    std::string page_text;
    std::string watermark;
    std::string continued;  // behind a label whose value began on the page before
    std::vector<std::string> opening;
    std::vector<Pair> facts;  // what the record is, in a box on the first page
    std::vector<Part> parts;
    std::vector<Chapter> chapters;  // behind the parts
    std::string signatures_title;
    std::vector<SignatureLine> signatures;
    SquareCode code = {};            // at the foot of the pages before the chapters
    std::vector<std::string> logos;  // PNG, at the head of each page
    std::vector<EnclosedPage> enclosed;
};

}  // namespace amparo::exchange
