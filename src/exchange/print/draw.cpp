#include "exchange/print/draw.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include "exchange/print/clean_text.hpp"
#include "exchange/print/detail/composer.hpp"
#include "exchange/print/detail/pictures.hpp"
#include "exchange/print/number_words.hpp"

namespace amparo::exchange {
namespace {

using detail::PaperSize;
using detail::TextStyle;

constexpr double foot_height = 26;
constexpr double code_size = 40;
constexpr double code_margin = 6;  // light around it, so that machines find it
constexpr double logo_top = 28;
constexpr double logo_width_max = 120;
constexpr TextStyle head_style{.size = 9.5, .is_bold = true, .grey = 0.1};
constexpr TextStyle head_end_style{
    .size = 9.5, .is_bold = true, .grey = 0.1, .place = TextStyle::Place::end};
constexpr TextStyle small_style{.size = 8, .grey = 0.4};
constexpr TextStyle small_end_style{.size = 8, .grey = 0.4, .place = TextStyle::Place::end};
constexpr TextStyle watermark_style{
    .size = 30, .is_bold = true, .grey = 0, .place = TextStyle::Place::centre};
constexpr double watermark_opacity = 0.08;

cairo_status_t collect(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// The document being written; draws marks.
class Document {
  public:
    Document(std::string& out, const PaperSize& size)
        : surface_(cairo_pdf_surface_create_for_stream(collect, &out, size.width, size.height),
                   cairo_surface_destroy),
          cairo_(cairo_create(surface_.get()), cairo_destroy) {}

    cairo_surface_t* surface() { return surface_.get(); }
    cairo_t* cairo() { return cairo_.get(); }

    void draw(const detail::TextMark& mark) {
        if (mark.tag != nullptr) cairo_tag_begin(cairo(), mark.tag, nullptr);
        set_grey(mark.text->grey, mark.opacity);
        const auto from = mark.text->lines[mark.first].top;
        for (auto at = mark.first; at < mark.end; ++at) {
            const auto& line = mark.text->lines[at];
            cairo_move_to(cairo(), mark.left + line.left, mark.top - from + line.baseline);
            pango_cairo_show_layout_line(
                cairo(),
                pango_layout_get_line_readonly(mark.text->layout.get(), static_cast<int>(at)));
        }
        if (mark.tag != nullptr) cairo_tag_end(cairo(), mark.tag);
    }

    void draw(const detail::RuleMark& mark) {
        set_grey(mark.grey);
        cairo_rectangle(cairo(), mark.left, mark.top, mark.width, mark.thickness);
        cairo_fill(cairo());
    }

    void draw(const detail::AreaMark& mark) {
        set_grey(mark.grey);
        cairo_rectangle(cairo(), mark.left, mark.top, mark.width, mark.height);
        cairo_fill(cairo());
    }

    void draw(const detail::BoxMark& mark) {
        set_grey(0.15);
        cairo_set_line_width(cairo(), 0.8);
        outline(mark, 0);
        cairo_stroke(cairo());
        if (!mark.is_chosen) return;
        outline(mark, detail::box_side * 0.25);
        cairo_fill(cairo());
    }

    void draw(const detail::PictureMark& mark) {
        cairo_save(cairo());
        cairo_translate(cairo(), mark.left, mark.top);
        cairo_scale(cairo(), mark.scale, mark.scale);
        cairo_set_source_surface(cairo(), mark.picture.get(), 0, 0);
        cairo_paint(cairo());
        cairo_restore(cairo());
    }

    void finish() {
        cairo_.reset();
        cairo_surface_finish(surface());
        const auto status = cairo_surface_status(surface());
        if (status != CAIRO_STATUS_SUCCESS)
            throw Bug(std::string("cairo: ") + cairo_status_to_string(status));
    }

  private:
    void set_grey(double grey, double opacity = 1) {
        cairo_set_source_rgba(cairo(), grey, grey, grey, opacity);
    }

    void outline(const detail::BoxMark& mark, double inset) {
        const auto side = detail::box_side - 2 * inset;
        if (!mark.is_round)
            return cairo_rectangle(cairo(), mark.left + inset, mark.top + inset, side, side);
        cairo_new_path(cairo());
        cairo_arc(cairo(), mark.left + detail::box_side / 2, mark.top + detail::box_side / 2,
                  side / 2, 0, 2 * std::numbers::pi);
    }

    std::shared_ptr<cairo_surface_t> surface_;
    std::shared_ptr<cairo_t> cairo_;
};

/// What every page bears: whose paper it is, which record, the page's number. It has no tags:
/// whoever listens to the document hears the record, not the head of each page.
class Frame {
  public:
    Frame(const Sheet& sheet, const detail::Shaper& shaper, std::size_t pages)
        : sheet_(sheet),
          shaper_(shaper),
          size_(PaperSize::of(sheet)),
          pages_(pages),
          half_(size_.inner_width() / 2 - 6),
          letterhead_(shaper.shape(isolate(sheet.letterhead), head_style, half_)),
          title_(shaper.shape(isolate(sheet.title), head_end_style, half_)),
          shaped_title_(sheet.title),
          printed_(shaper.shape(isolate(sheet.printed), small_style, half_ * 2)),
          confidential_(shaper.shape(isolate(sheet.confidential), small_end_style, half_ * 1.4)) {
        for (const auto& logo : sheet.logos) {
            if (auto picture = detail::read_picture(logo)) logos_.push_back(std::move(picture));
        }
    }

    void draw_watermark(Document& paper) {
        if (sheet_.watermark.empty()) return;
        const auto diagonal = std::hypot(size_.width, size_.height);
        if (!watermark_.layout)
            watermark_ = shaper_.shape(isolate(sheet_.watermark), watermark_style, diagonal * 0.8);
        auto* cairo = paper.cairo();
        cairo_save(cairo);
        cairo_translate(cairo, size_.width / 2, size_.height / 2);
        cairo_rotate(cairo, -std::atan2(size_.height, size_.width));
        put(paper, watermark_,
            {.left = -diagonal * 0.4,
             .top = -watermark_.height() / 2,
             .opacity = watermark_opacity});
        cairo_restore(cairo);
    }

    void draw_frame(Document& paper, std::size_t number, const detail::Page& page) {
        draw_logos(paper);
        if (page.title != shaped_title_) {
            title_ = shaper_.shape(isolate(page.title), head_end_style, half_);
            shaped_title_ = page.title;
        }
        put_start(paper, letterhead_, size_.head);
        put_end(paper, title_, size_.head);
        put_start(paper, printed_, size_.head + 17);
        paper.draw(detail::RuleMark{.left = PaperSize::side,
                                    .top = size_.head + 33,
                                    .width = size_.inner_width(),
                                    .thickness = 0.8,
                                    .grey = 0.35});
        const auto foot = size_.height - PaperSize::bottom + foot_height - 8;
        paper.draw(detail::RuleMark{
            .left = PaperSize::side, .top = foot - 5, .width = size_.inner_width()});
        const auto numbered = page_numbers(sheet_.page_text, sheet_.locale, number + 1, pages_);
        put_start(paper, shaper_.shape(isolate(numbered), small_style, half_ * 0.6), foot);
        put_end(paper, confidential_, foot);
        if (page.code != nullptr) draw_code(paper, *page.code);
    }

  private:
    /// In the middle of the foot, with the quiet margin that readers need.
    void draw_code(Document& paper, const SquareCode& code) const {
        const auto square = code_size / static_cast<double>(code.side);
        const auto left = (size_.width - code_size) / 2;
        const auto top = size_.height - PaperSize::bottom + code_margin + 2;
        paper.draw(detail::AreaMark{.left = left - code_margin,
                                    .top = top - code_margin,
                                    .width = code_size + 2 * code_margin,
                                    .height = code_size + 2 * code_margin,
                                    .grey = 1});
        for (std::size_t at = 0; at < code.dark.size(); ++at) {
            if (!code.dark[at]) continue;
            paper.draw(detail::AreaMark{.left = left + square * static_cast<double>(at % code.side),
                                        .top = top + square * static_cast<double>(at / code.side),
                                        .width = square,
                                        .height = square,
                                        .grey = 0});
        }
    }

    /// Side by side from where lines begin, as many as there is room for.
    void draw_logos(Document& paper) const {
        constexpr double gap = 14;
        double offset = 0;
        for (const auto& logo : logos_) {
            const double wide = cairo_image_surface_get_width(logo.get());
            const double high = cairo_image_surface_get_height(logo.get());
            const double scale = std::min(PaperSize::logo_height / high, logo_width_max / wide);
            if (offset + wide * scale > size_.inner_width()) return;
            const auto left = shaper_.is_right_to_left()
                                  ? size_.width - PaperSize::side - offset - wide * scale
                                  : PaperSize::side + offset;
            paper.draw(detail::PictureMark{
                .picture = logo, .left = left, .top = logo_top, .scale = scale});
            offset += wide * scale + gap;
        }
    }

    struct Place {
        double left = 0;
        double top = 0;
        double opacity = 1;
    };
    static void put(Document& paper, const detail::ShapedText& text, const Place& place) {
        paper.draw(detail::TextMark{.text = std::make_shared<const detail::ShapedText>(text),
                                    .first = 0,
                                    .end = text.lines.size(),
                                    .left = place.left,
                                    .top = place.top,
                                    .tag = nullptr,
                                    .opacity = place.opacity});
    }
    void put_start(Document& paper, const detail::ShapedText& text, double top) const {
        put_at(paper, text, top, !shaper_.is_right_to_left());
    }
    void put_end(Document& paper, const detail::ShapedText& text, double top) const {
        put_at(paper, text, top, shaper_.is_right_to_left());
    }
    void put_at(Document& paper, const detail::ShapedText& text, double top, bool at_left) const {
        const auto width =
            static_cast<double>(pango_layout_get_width(text.layout.get())) / PANGO_SCALE;
        const auto at_end = size_.width - PaperSize::side - width;
        put(paper, text, {.left = at_left ? PaperSize::side : at_end, .top = top});
    }

    const Sheet& sheet_;
    const detail::Shaper& shaper_;
    PaperSize size_;
    std::size_t pages_;
    double half_;  // of the width, for what shares a line
    detail::ShapedText letterhead_;
    detail::ShapedText title_;
    std::string shaped_title_;
    detail::ShapedText printed_;
    detail::ShapedText confidential_;
    detail::ShapedText watermark_;
    std::vector<std::shared_ptr<cairo_surface_t>> logos_;
};

void describe(cairo_surface_t* surface, const Sheet& sheet, const detail::Pages& pages) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
                                   clean_line(sheet.title).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR,
                                   clean_line(sheet.letterhead).c_str());
    // No creator: where nobody may know what the app is for, a document must not tell either.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   format_instant(sheet.made).c_str());
    for (const auto& entry : pages.outline) {
        const auto place = "page=" + std::to_string(entry.page + 1) + " pos=[0 " +
                           std::to_string(static_cast<int>(entry.top)) + "]";
        cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, entry.title.c_str(),
                                      place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
}

}  // namespace

Result<Drawing> draw(const Sheet& sheet) {
    const detail::Shaper shaper(sheet.locale, sheet.is_right_to_left);
    AMPARO_TRY(const auto pages, detail::Composer(sheet, shaper).compose());
    const auto size = PaperSize::of(sheet);
    Drawing drawing{.pdf = {},
                    .pages = pages.pages.size(),
                    .enclosed = {.left = PaperSize::side,
                                 .bottom = PaperSize::bottom,
                                 .width = size.inner_width(),
                                 .height = size.end() - size.enclosed_top()}};
    Document paper(drawing.pdf, size);
    describe(paper.surface(), sheet, pages);
    Frame frame(sheet, shaper, pages.pages.size());
    for (std::size_t number = 0; number < pages.pages.size(); ++number) {
        for (const auto& mark : pages.pages[number].marks)
            std::visit([&paper](const auto& what) { paper.draw(what); }, mark);
        frame.draw_watermark(paper);
        frame.draw_frame(paper, number, pages.pages[number]);
        cairo_show_page(paper.cairo());
    }
    paper.finish();
    return drawing;
}

Result<Drawing> draw_picture(const std::string& bytes, Paper paper_kind) {
    const auto picture = detail::read_picture(bytes);
    if (!picture) return refuse_field(Errc::invalid, "file", "errors.attachments.image_unreadable");
    auto size = PaperSize::of(paper_kind);
    const auto wide = cairo_image_surface_get_width(picture.get());
    const auto high = cairo_image_surface_get_height(picture.get());
    if (wide > high) std::swap(size.width, size.height);
    const auto scale = std::min({(size.width - 2 * PaperSize::side) / wide,
                                 (size.height - 2 * PaperSize::side) / high, 1.0});
    Drawing drawing{.pdf = {}, .pages = 1};
    Document paper(drawing.pdf, size);
    paper.draw(detail::PictureMark{.picture = picture,
                                   .left = (size.width - wide * scale) / 2,
                                   .top = (size.height - high * scale) / 2,
                                   .scale = scale});
    cairo_show_page(paper.cairo());
    paper.finish();
    return drawing;
}

}  // namespace amparo::exchange
