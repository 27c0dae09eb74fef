#include "exchange/print/detail/shaping.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace amparo::exchange::detail {
namespace {

// One family after the other is asked for a letter; the last one means whatever there is.
constexpr const char* families = "Noto Sans, Noto Sans Arabic, Noto Naskh Arabic, sans-serif";
constexpr double lines_apart = 1.15;

double points(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

struct FreeIterator {
    void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};
struct FreeFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

std::vector<ShapedLine> lines_of(PangoLayout* layout) {
    std::vector<ShapedLine> lines;
    const std::unique_ptr<PangoLayoutIter, FreeIterator> at(pango_layout_get_iter(layout));
    do {
        PangoRectangle place;
        pango_layout_iter_get_line_extents(at.get(), nullptr, &place);
        int top = 0;
        int bottom = 0;
        pango_layout_iter_get_line_yrange(at.get(), &top, &bottom);
        lines.push_back({.left = points(place.x),
                         .top = points(top),
                         .baseline = points(pango_layout_iter_get_baseline(at.get())),
                         .bottom = points(bottom)});
    } while (pango_layout_iter_next_line(at.get()) != 0);
    return lines;
}

/// Pango swaps left and right by itself only where it guesses the direction of each line.
PangoAlignment alignment(TextStyle::Place place, bool is_right_to_left) {
    if (place == TextStyle::Place::centre) return PANGO_ALIGN_CENTER;
    const bool is_left = (place == TextStyle::Place::start) != is_right_to_left;
    return is_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
}

void require_fonts(PangoFontMap* fonts) {
    PangoFontFamily** found = nullptr;
    int count = 0;
    pango_font_map_list_families(fonts, &found, &count);
    g_free(static_cast<gpointer>(found));
    if (count == 0) throw Outage("there is no font to print with; install fonts-noto-core");
}

}  // namespace

Shaper::Shaper(const std::string& language, bool is_right_to_left)
    : is_right_to_left_(is_right_to_left) {
    auto* fonts = pango_cairo_font_map_get_default();
    require_fonts(fonts);
    context_ = hold(pango_font_map_create_context(fonts));
    pango_cairo_context_set_resolution(context_.get(), 72);  // a point is a point
    pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
    pango_context_set_base_dir(context_.get(),
                               is_right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    // Paper has no pixels: letters stand where they belong.
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

ShapedText Shaper::shape(const std::string& text, const TextStyle& style, double width) const {
    auto layout = hold(pango_layout_new(context_.get()));
    const std::unique_ptr<PangoFontDescription, FreeFont> font(
        pango_font_description_from_string(families));
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(),
                                      style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_width(layout.get(), static_cast<int>(std::max(1.0, width) * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment(style.place, is_right_to_left_));
    pango_layout_set_line_spacing(layout.get(), static_cast<float>(lines_apart));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    ShapedText shaped{.layout = layout, .lines = lines_of(layout.get()), .grey = style.grey};
    PangoRectangle place;
    pango_layout_get_extents(layout.get(), nullptr, &place);
    shaped.width = points(place.width);
    return shaped;
}

}  // namespace amparo::exchange::detail
