#pragma once

#include <cairo.h>

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "exchange/print/detail/shaping.hpp"
#include "exchange/print/sheet.hpp"

/// Marks on pages: what the composer makes and the writer draws. Points from the top left corner.
namespace amparo::exchange::detail {

/// Lines `first` to before `end` of a text, the first of them at `top`.
struct TextMark {
    std::shared_ptr<const ShapedText> text;
    std::size_t first = 0;
    std::size_t end = 0;
    double left = 0;
    double top = 0;
    const char* tag = "P";  // of the structure: H1, H2, H3, P; null: of none
    double opacity = 1;
};
struct RuleMark {
    double left = 0;
    double top = 0;
    double width = 0;
    double thickness = 0.5;
    double grey = 0.75;
};
/// A filled area behind what comes after it.
struct AreaMark {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
    double grey = 0.93;
};
/// A box to tick, or a round one.
struct BoxMark {
    double left = 0;
    double top = 0;
    bool is_round = false;
    bool is_chosen = false;
};
struct PictureMark {
    std::shared_ptr<cairo_surface_t> picture;
    double left = 0;
    double top = 0;
    double scale = 1;
};
using Mark = std::variant<TextMark, RuleMark, AreaMark, BoxMark, PictureMark>;

/// A page's marks in drawing order, and what it bears at its head and foot.
struct Page {
    std::vector<Mark> marks;
    std::string title = {};
    const SquareCode* code = nullptr;  // of the sheet
};
/// A form begins there.
struct OutlineEntry {
    std::string title;
    std::size_t page = 0;  // from 0
    double top = 0;
};
/// A whole document, set.
struct Pages {
    std::vector<Page> pages;
    std::vector<OutlineEntry> outline;
};

/// Width and height of the paper, and what stays free of it.
struct PaperSize {
    double width = 595.28;
    double height = 841.89;
    double top = 92;  // more where there are logos
    double head = 34;
    static constexpr double side = 45;
    static constexpr double logo_height = 30;  // 40 pixels
    static constexpr double bottom = 62;
    /// The measures of a paper, and of one for that sheet.
    static PaperSize of(Paper paper);
    static PaperSize of(const Sheet& sheet);
    double inner_width() const { return width - 2 * side; }
    double end() const { return height - bottom; }
    /// Where an enclosed page begins: below its title.
    double enclosed_top() const { return top + 22; }
};

/// Side of the square of a BoxMark.
inline constexpr double box_side = 7.5;

}  // namespace amparo::exchange::detail
