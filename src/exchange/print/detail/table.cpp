// Tables over many pages, with their titles on each.
#include <algorithm>

#include "exchange/print/clean_text.hpp"
#include "exchange/print/detail/composer.hpp"

namespace amparo::exchange::detail {
namespace {

constexpr double cell_gutter = 8;
constexpr double cell_padding = 3;
constexpr TextStyle title_style{.size = 8.5, .is_bold = true, .grey = 0.1};
constexpr TextStyle cell_style{.size = 8.5, .grey = 0.02};

}  // namespace

/// Where the columns stand, and their titles in letters.
struct Composer::Grid {
    struct Column {
        double offset = 0;
        double width = 0;
    };
    std::vector<Column> columns;
    std::vector<std::shared_ptr<const ShapedText>> titles;
    double title_height = 0;
};

void Composer::put_cells(const Grid& grid,
                         const std::vector<std::shared_ptr<const ShapedText>>& cells) {
    for (std::size_t at = 0; at < cells.size(); ++at)
        put(cells[at], grid.columns[at].offset, grid.columns[at].width, "P");
}

void Composer::put_titles(const Grid& grid) {
    marks().emplace_back(AreaMark{.left = PaperSize::side,
                                  .top = y_,
                                  .width = size_.inner_width(),
                                  .height = grid.title_height + 2 * cell_padding});
    y_ += cell_padding;
    put_cells(grid, grid.titles);
    y_ += grid.title_height + cell_padding;
}

void Composer::place(const Table& table) {
    Grid grid;
    double shares = 0;
    for (const auto& column : table.columns) shares += column.share;
    double offset = 3;
    for (const auto& column : table.columns) {
        const auto whole = (size_.inner_width() - 3) * column.share / shares;
        grid.columns.push_back({.offset = offset, .width = whole - cell_gutter});
        grid.titles.push_back(shape(isolate(column.title), title_style, whole - cell_gutter));
        grid.title_height = std::max(grid.title_height, grid.titles.back()->height());
        offset += whole;
    }
    need(grid.title_height + 40);
    put_titles(grid);
    const auto page_room = size_.end() - size_.top - grid.title_height - 4 * cell_padding;
    for (const auto& row : table.rows) {
        std::vector<std::shared_ptr<const ShapedText>> cells;
        double height = 0;
        for (std::size_t at = 0; at < row.size(); ++at) {
            cells.push_back(shape(isolate(row[at]), cell_style, grid.columns[at].width));
            height = std::max(height, cells.back()->height());
        }
        height = std::min(height, page_room);  // texts of cells are short (limits.hpp)
        if (height + 2 * cell_padding > room()) {
            begin_page();
            if (is_full_) return;
            put_titles(grid);
        }
        y_ += cell_padding;
        put_cells(grid, cells);
        y_ += height + cell_padding;
        put_rule(0, size_.inner_width(), 0.4, 0.8);
    }
}

}  // namespace amparo::exchange::detail
