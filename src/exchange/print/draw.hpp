#pragma once

#include <string>

#include "base/error.hpp"
#include "exchange/print/foreign_pages.hpp"
#include "exchange/print/sheet.hpp"

namespace amparo::exchange {

/// A document and its size.
struct Drawing {
    std::string pdf;
    std::size_t pages = 0;
    PageArea enclosed = {};  // where foreign pages go on the pages kept free for them
};

/// Sets the sheet on pages and writes them as PDF, with real text, an outline and marks of what is
/// a heading. `too_large` with more pages than limits::pages_max; Outage without any font.
/// Thread-safe; holds a processor for its time.
Result<Drawing> draw(const Sheet& sheet);
/// One picture on one page of its own (renditions of attachments). `invalid` when it cannot be
/// read.
Result<Drawing> draw_picture(const std::string& bytes, Paper paper);

}  // namespace amparo::exchange
