#include "exchange/print/detail/composer.hpp"

#include <algorithm>

#include "exchange/print/clean_text.hpp"
#include "exchange/print/detail/pictures.hpp"
#include "exchange/print/limits.hpp"

namespace amparo::exchange::detail {
namespace {

constexpr double label_share = 0.33;
constexpr double gutter = 12;
constexpr double row_padding = 3.2;
constexpr double after_heading = 46;  // a heading takes a row or two with it to the next page
constexpr double picture_height_max = 230;
constexpr double picture_width_share = 0.6;
constexpr double signature_height = 74;
constexpr double writing_line = 21;  // between ruled lines: a hand of average size
constexpr double box_gap = 4;
constexpr double choice_gap = 16;

constexpr double gap_between_parts = 8;
constexpr TextStyle title_style{.size = 19, .is_bold = true, .grey = 0.05};
constexpr TextStyle opening_style{
    .size = 12, .is_bold = true, .grey = 0.1, .place = TextStyle::Place::centre};
constexpr TextStyle part_style{.size = 13.5, .is_bold = true, .grey = 0.05};
constexpr TextStyle heading_style{.size = 10.5, .is_bold = true, .grey = 0.1};
constexpr TextStyle entry_style{.size = 9.5, .is_bold = true, .grey = 0.15};
constexpr TextStyle label_style{.size = 9, .grey = 0.35};
constexpr TextStyle value_style{.size = 9.5, .grey = 0.02};
constexpr TextStyle remark_style{.size = 9, .grey = 0.4};
constexpr TextStyle caption_style{.size = 8.5, .grey = 0.35};

}  // namespace

PaperSize PaperSize::of(Paper paper) {
    return paper == Paper::a4 ? PaperSize{} : PaperSize{.width = 612, .height = 792};
}

PaperSize PaperSize::of(const Sheet& sheet) {
    auto size = of(sheet.paper);
    if (sheet.is_landscape) std::swap(size.width, size.height);
    if (sheet.logos.empty()) return size;
    size.top += logo_height + 8;
    size.head += logo_height + 8;
    return size;
}

Composer::Composer(const Sheet& sheet, const Shaper& shaper)
    : sheet_(sheet), shaper_(shaper), size_(PaperSize::of(sheet)), title_(sheet.title) {}

Result<Pages> Composer::compose() {
    // Chapters have pages of their own: before them stands only what says something.
    const bool has_cover = sheet_.chapters.empty() || !sheet_.facts.empty();
    if (sheet_.code.side != 0) code_ = &sheet_.code;
    if (has_cover) {
        begin_page();
        compose_opening();
        compose_facts(sheet_.facts);
    }
    for (const auto& part : sheet_.parts) {
        // The first form stands under the title of the document, all others begin a page.
        const bool is_below = pages_.outline.empty() || part.goes_on;
        compose_part(part, is_below ? Start::same_page : Start::new_page);
    }
    compose_signatures(sheet_.signatures);
    for (const auto& chapter : sheet_.chapters) compose_chapter(chapter);
    title_ = sheet_.title;
    code_ = nullptr;
    for (const auto& page : sheet_.enclosed) compose_enclosed(page);
    if (is_full_) return refuse(Errc::too_large, "errors.print.pages");
    return std::move(pages_);
}

void Composer::compose_opening() {
    const auto title = shape(isolate(sheet_.title), title_style, size_.inner_width());
    put(title, 0, size_.inner_width(), "H1");
    y_ += title->height() + 8;
    for (const auto& line : sheet_.opening) {
        const auto text = shape(isolate(line), opening_style, size_.inner_width());
        put(text, 0, size_.inner_width(), "P");
        y_ += text->height() + 4;
    }
    y_ += 4;
}

void Composer::compose_chapter(const Chapter& chapter) {
    if (is_full_) return;
    title_ = chapter.title;
    code_ = chapter.code.side == 0 ? nullptr : &chapter.code;
    begin_page();
    const auto title = shape(isolate(chapter.title), title_style, size_.inner_width());
    pages_.outline.push_back(
        {.title = chapter.title, .page = pages_.pages.size() - 1, .top = y_ - 4});
    put(title, 0, size_.inner_width(), "H1");
    y_ += title->height() + 12;
    compose_facts(chapter.facts);
    auto start = Start::same_page;
    for (const auto& part : chapter.parts) {
        compose_part(part, part.goes_on ? Start::same_page : start);
        start = Start::new_page;
    }
    compose_signatures(chapter.signatures);
}

void Composer::compose_facts(const std::vector<Pair>& facts) {
    if (facts.empty()) return;
    const auto background = marks().size();
    const auto top = y_;
    y_ += 6;
    for (const auto& fact : facts) {
        const Row row{
            .label = shape(fact.label, label_style, size_.inner_width() * label_share - gutter),
            .value = shape(isolate(fact.value), value_style,
                           size_.inner_width() * (1 - label_share) - gutter)};
        const auto [down_label, down_value] = on_one_line(row);
        y_ += down_label;
        put(row.label, gutter, size_.inner_width() * label_share - gutter, "P");
        y_ += down_value - down_label;
        put(row.value, size_.inner_width() * label_share,
            size_.inner_width() * (1 - label_share) - gutter, "P");
        y_ += std::max(row.label->height(), row.value->height()) + 2 - down_value;
    }
    y_ += 5;
    marks().insert(marks().begin() + static_cast<std::ptrdiff_t>(background),
                   AreaMark{.left = PaperSize::side,
                            .top = top,
                            .width = size_.inner_width(),
                            .height = y_ - top,
                            .grey = 0.955});
    y_ += 14;
}

void Composer::compose_part(const Part& part, Start start) {
    if (is_full_) return;
    if (start == Start::new_page) begin_page();
    if (part.goes_on) y_ += gap_between_parts;
    if (!part.title.empty()) put_part_title(part.title);
    for (const auto& block : part.blocks) {
        if (is_full_) return;
        std::visit([this](const auto& what) { place(what); }, block);
    }
}

void Composer::put_part_title(const std::string& words) {
    const auto title = shape(isolate(words), part_style, size_.inner_width());
    need(title->height() + after_heading);
    pages_.outline.push_back({.title = words, .page = pages_.pages.size() - 1, .top = y_ - 4});
    put(title, 0, size_.inner_width(), "H2");
    y_ += title->height() + 3;
    put_rule(0, size_.inner_width(), 1.2, 0.25);
    y_ += 5;
}

void Composer::compose_enclosed(const EnclosedPage& page) {
    if (is_full_) return;
    begin_page();
    if (page.is_first)
        pages_.outline.push_back(
            {.title = page.title, .page = pages_.pages.size() - 1, .top = y_ - 4});
    const auto title = shape(isolate(page.title), heading_style, size_.inner_width());
    put(title, 0, size_.inner_width(), page.is_first ? "H2" : "P");
    const auto picture = page.picture.empty() ? nullptr : read_picture(page.picture);
    if (!picture) return;
    const auto wide = cairo_image_surface_get_width(picture.get());
    const auto high = cairo_image_surface_get_height(picture.get());
    const auto scale =
        std::min({size_.inner_width() / wide, (size_.end() - size_.enclosed_top()) / high, 1.0});
    marks().emplace_back(PictureMark{.picture = picture,
                                     .left = (size_.width - wide * scale) / 2,
                                     .top = size_.enclosed_top(),
                                     .scale = scale});
}

void Composer::place(const Heading& heading) {
    const bool is_entry = heading.rank == Heading::Rank::entry;
    const auto text =
        shape(heading.text, is_entry ? entry_style : heading_style, size_.inner_width() - 8);
    need(text->height() + after_heading);
    y_ += is_entry ? 5 : 9;
    if (is_entry) {
        marks().emplace_back(AreaMark{.left = PaperSize::side,
                                      .top = y_,
                                      .width = size_.inner_width(),
                                      .height = text->height() + 5});
        y_ += 2.5;
    }
    put(text, is_entry ? 4 : 0, size_.inner_width() - 8, "H3");
    y_ += text->height() + (is_entry ? 4.5 : 3);
}

void Composer::place(const Remark& remark) {
    place_words(remark.text, remark_style);
}

void Composer::place(const Paragraph& paragraph) {
    place_words(paragraph.text, value_style);
}

/// Of the house, so they are short enough for one page.
void Composer::place_words(const std::string& words, const TextStyle& style) {
    const auto text = shape(isolate(words), style, size_.inner_width());
    need(text->height() + row_padding);
    y_ += row_padding;
    put(text, 0, size_.inner_width(), "P");
    y_ += text->height() + row_padding;
}

void Composer::place(const Pair& pair) {
    const auto width = size_.inner_width();
    const Row row{.label = shape(isolate(pair.label), label_style, width * label_share - gutter),
                  .value = shape(isolate(pair.value), value_style, width * (1 - label_share))};
    flow(row);
    if (pair.value.empty()) {
        // An answer that is missing leaves a line to write it on.
        marks().emplace_back(
            RuleMark{.left = left_of(width * label_share, width * (1 - label_share) * 0.5),
                     .top = y_ - row_padding - 1,
                     .width = width * (1 - label_share) * 0.5,
                     .thickness = 0.4,
                     .grey = 0.6});
    }
    put_rule(0, width, 0.4, 0.86);
}

void Composer::place(const Lines& lines) {
    const auto width = size_.inner_width();
    const auto offset = width * label_share;
    const auto label = shape(isolate(lines.label), label_style, offset - gutter);
    const auto room_for_lines = writing_line * static_cast<double>(lines.count) + 4;
    need(std::max(label->height(), room_for_lines) + 2 * row_padding);
    y_ += row_padding;
    const auto top = y_;
    y_ += 4;
    put(label, 0, offset - gutter, "P");
    const auto label_end = y_ + label->height();
    for (std::size_t line = 1; line <= lines.count; ++line) {
        y_ = top + writing_line * static_cast<double>(line);
        put_rule(offset, width - offset, 0.5, 0.45);
    }
    if (!lines.hint.empty()) {
        const auto hint = shape(isolate(lines.hint), caption_style, width - offset);
        y_ += 1.5;
        put(hint, offset, width - offset, "P");
        y_ += hint->height();
    }
    y_ = std::max(y_, label_end) + row_padding;
}

std::pair<double, double> Composer::on_one_line(const Row& row) {
    const auto label = row.label->lines.front().baseline;
    const auto value = row.value->lines.front().baseline;
    return {std::max(0.0, value - label), std::max(0.0, label - value)};
}

double Composer::flow_lines(const ShapedText& text, std::size_t first, std::size_t& end) const {
    const auto top = text.lines[first].top;
    end = first;
    while (end < text.lines.size() && text.lines[end].bottom - top <= room() - row_padding) ++end;
    return end == first ? 0 : text.lines[end - 1].bottom - top;
}

void Composer::put_label(const Row& row, bool is_continued) {
    const auto width = size_.inner_width() * label_share - gutter;
    put(row.label, 0, width, "P");
    if (!is_continued) return;
    const auto note = shape(sheet_.continued, caption_style, width);
    y_ += row.label->height();
    put(note, 0, width, "P");
    y_ -= row.label->height();
}

void Composer::flow(const Row& row) {
    const auto& lines = row.value->lines;
    // Label and the first two lines of the value stand together, or begin a page.
    const auto beginning = lines.size() > 1 ? lines[1].bottom : row.value->height();
    need(std::max(row.label->height(), beginning) + 2 * row_padding);
    const auto [down_label, down_value] = on_one_line(row);
    const auto offset = size_.inner_width() * label_share;
    std::size_t first = 0;
    while (first < lines.size() && !is_full_) {
        const auto top = y_ + row_padding;
        y_ = top + down_label;
        put_label(row, first > 0);
        y_ = top + down_value;
        std::size_t end = first;
        const auto height = flow_lines(*row.value, first, end);
        end = std::max(end, first + 1);  // a line that is higher than a page is cut off
        marks().emplace_back(TextMark{.text = row.value,
                                      .first = first,
                                      .end = end,
                                      .left = left_of(offset, size_.inner_width() - offset),
                                      .top = y_});
        y_ = std::max(y_ + height, top + down_label + row.label->height()) + row_padding;
        first = end;
        if (first < lines.size()) begin_page();
    }
}

void Composer::place(const Choices& choices) {
    struct Spot {
        std::shared_ptr<const ShapedText> text;
        double offset = 0;
        double top = 0;
        bool is_chosen = false;
    };
    const auto width = size_.inner_width() * (1 - label_share);
    const auto label =
        shape(isolate(choices.label), label_style, size_.inner_width() * label_share - gutter);
    std::vector<Spot> spots;
    double offset = 0;
    double top = 0;
    double line = 0;
    for (const auto& choice : choices.choices) {
        const auto text = shape(isolate(choice.label), value_style, width - box_side - box_gap);
        const auto taken = box_side + box_gap + text->width;
        if (offset > 0 && offset + taken > width) {
            top += line + 2;
            offset = line = 0;
        }
        spots.push_back({text, offset, top, choice.is_chosen});
        offset += taken + choice_gap;
        line = std::max(line, text->height());
    }
    const auto height = std::max(top + line, label->height());
    need(height + 2 * row_padding);
    y_ += row_padding;
    put(label, 0, size_.inner_width() * label_share - gutter, "P");
    const auto start = size_.inner_width() * label_share;
    const auto row_top = y_;
    for (const auto& spot : spots) {
        y_ = row_top + spot.top;
        marks().emplace_back(BoxMark{.left = left_of(start + spot.offset, box_side),
                                     .top = y_ + spot.text->lines.front().baseline - box_side + 0.4,
                                     .is_round = choices.is_one_of,
                                     .is_chosen = spot.is_chosen});
        put(spot.text, start + spot.offset + box_side + box_gap, width - box_side - box_gap, "P");
    }
    y_ = row_top + height + row_padding;
    put_rule(0, size_.inner_width(), 0.4, 0.86);
}

void Composer::place(const Picture& picture) {
    const auto surface = read_picture(picture.bytes);
    if (!surface) return place(Pair{.label = picture.label, .value = picture.caption});
    const auto pixels_wide = cairo_image_surface_get_width(surface.get());
    const auto pixels_high = cairo_image_surface_get_height(surface.get());
    const auto column = size_.inner_width() * (1 - label_share);
    const auto scale = std::min(
        {column * picture_width_share / pixels_wide, picture_height_max / pixels_high, 0.75});
    const auto caption = shape(isolate(picture.caption), caption_style, column);
    const auto height = pixels_high * scale + 4 + caption->height();
    need(height + 2 * row_padding);
    y_ += row_padding;
    put(shape(isolate(picture.label), label_style, size_.inner_width() * label_share - gutter), 0,
        size_.inner_width() * label_share - gutter, "P");
    const auto start = size_.inner_width() * label_share;
    marks().emplace_back(PictureMark{.picture = surface,
                                     .left = left_of(start, pixels_wide * scale),
                                     .top = y_,
                                     .scale = scale});
    y_ += pixels_high * scale + 4;
    put(caption, start, column, "P");
    y_ += caption->height() + row_padding;
    put_rule(0, size_.inner_width(), 0.4, 0.86);
}

void Composer::compose_signatures(const std::vector<SignatureLine>& lines) {
    if (lines.empty() || is_full_) return;
    const auto title = shape(sheet_.signatures_title, part_style, size_.inner_width());
    need(title->height() + signature_height + 20);
    y_ += 16;
    put(title, 0, size_.inner_width(), "H2");
    y_ += title->height() + 6;
    for (const auto& line : lines) place_signature(line);
}

void Composer::place_signature(const SignatureLine& line) {
    need(signature_height);
    const auto width = size_.inner_width();
    const auto who = shape(isolate(line.who), entry_style, width);
    put(who, 0, width, "H3");
    y_ += who->height() + 24;
    struct Slot {
        const std::string& label;
        const std::string& value;
        double offset;
        double width;
    };
    const std::string nothing;
    const std::vector<Slot> slots{{line.name_label, nothing, 0, width * 0.42},
                                  {line.agency_label, line.agency, width * 0.46, width * 0.29},
                                  {line.date_label, nothing, width * 0.79, width * 0.21}};
    for (const auto& slot : slots) {
        if (slot.label.empty()) continue;
        put_rule(slot.offset, slot.width, 0.7, 0.2);
        if (!slot.value.empty()) {
            const auto value = shape(isolate(slot.value), value_style, slot.width);
            y_ -= value->height() + 1;
            put(value, slot.offset, slot.width, "P");
            y_ += value->height() + 1;
        }
        y_ += 2;
        put(shape(slot.label, caption_style, slot.width), slot.offset, slot.width, "P");
        y_ -= 2;
    }
    y_ += signature_height - who->height() - 24;
}

std::shared_ptr<const ShapedText> Composer::shape(const std::string& text, const TextStyle& style,
                                                  double width) const {
    return std::make_shared<const ShapedText>(shaper_.shape(text, style, width));
}

double Composer::left_of(double offset, double width) const {
    if (!shaper_.is_right_to_left()) return PaperSize::side + offset;
    return size_.width - PaperSize::side - offset - width;
}

void Composer::put(const std::shared_ptr<const ShapedText>& text, double offset, double width,
                   const char* tag) {
    marks().emplace_back(TextMark{.text = text,
                                  .first = 0,
                                  .end = text->lines.size(),
                                  .left = left_of(offset, width),
                                  .top = y_,
                                  .tag = tag});
}

void Composer::put_rule(double offset, double width, double thickness, double grey) {
    marks().emplace_back(RuleMark{.left = left_of(offset, width),
                                  .top = y_,
                                  .width = width,
                                  .thickness = thickness,
                                  .grey = grey});
}

void Composer::need(double height) {
    if (height > room() && y_ > size_.top) begin_page();
}

void Composer::begin_page() {
    y_ = size_.top;
    if (pages_.pages.size() >= limits::pages_max) {
        is_full_ = true;
        return;
    }
    pages_.pages.push_back({.marks = {}, .title = title_, .code = code_});
}

}  // namespace amparo::exchange::detail
