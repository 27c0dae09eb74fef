#pragma once

#include <utility>

#include "base/error.hpp"
#include "exchange/print/detail/pages.hpp"
#include "exchange/print/detail/shaping.hpp"
#include "exchange/print/sheet.hpp"

namespace amparo::exchange::detail {

/// Sets a sheet: decides what stands where on which page. Lives for one document.
class Composer {
  public:
    /// Both outlive the composer.
    Composer(const Sheet& sheet, const Shaper& shaper);
    /// The pages without what all of them bear. `too_large` past limits::pages_max.
    Result<Pages> compose();

  private:
    /// A value in its column beside the label.
    struct Row {
        std::shared_ptr<const ShapedText> label;
        std::shared_ptr<const ShapedText> value;
    };

    void compose_opening();
    void compose_facts(const std::vector<Pair>& facts);
    enum class Start { same_page, new_page };
    void compose_part(const Part& part, Start start);
    void put_part_title(const std::string& words);
    void compose_chapter(const Chapter& chapter);
    void compose_signatures(const std::vector<SignatureLine>& lines);
    void compose_enclosed(const EnclosedPage& page);
    void place(const Heading& heading);
    void place(const Pair& pair);
    void place(const Choices& choices);
    void place(const Picture& picture);
    void place(const Remark& remark);
    void place(const Paragraph& paragraph);
    void place_words(const std::string& words, const TextStyle& style);
    void place(const Lines& lines);
    void place(const Table& table);
    void place_signature(const SignatureLine& line);
    /// A table on its way over the pages.
    struct Grid;
    void put_cells(const Grid& grid, const std::vector<std::shared_ptr<const ShapedText>>& cells);
    void put_titles(const Grid& grid);
    /// Label and value; the value goes on over the next pages, with the label repeated.
    void flow(const Row& row);
    /// How far label and value go down so that their first lines stand on one.
    static std::pair<double, double> on_one_line(const Row& row);
    double flow_lines(const ShapedText& text, std::size_t first, std::size_t& end) const;
    void put_label(const Row& row, bool is_continued);

    std::shared_ptr<const ShapedText> shape(const std::string& text, const TextStyle& style,
                                            double width) const;
    /// Left edge of something that begins so far from the start of the line.
    double left_of(double offset, double width) const;
    void put(const std::shared_ptr<const ShapedText>& text, double offset, double width,
             const char* tag);
    void put_rule(double offset, double width, double thickness, double grey);
    /// A new page unless so much fits on this one.
    void need(double height);
    void begin_page();
    double room() const { return size_.end() - y_; }
    std::vector<Mark>& marks() { return pages_.pages.back().marks; }

    const Sheet& sheet_;
    const Shaper& shaper_;
    PaperSize size_;
    Pages pages_;
    std::string title_;  // of the pages that come
    const SquareCode* code_ = nullptr;
    double y_ = 0;
    bool is_full_ = false;  // there are as many pages as may be
};

}  // namespace amparo::exchange::detail
