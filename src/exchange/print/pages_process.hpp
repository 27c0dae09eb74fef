#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "exchange/print/foreign_pages.hpp"

namespace amparo::exchange {

/// Reads foreign pages in a process of its own, with bounds of time and memory and nothing of
/// ours in it: a document that breaks its reader breaks only that. Thread-safe.
class PagesProcess {
  public:
    /// The program that does the work; empty: no document can be read.
    explicit PagesProcess(std::filesystem::path program) : program_(std::move(program)) {}

    /// As count_foreign_pages; `invalid` for everything that cannot be read.
    Result<std::size_t> count(const std::string& pdf) const;
    /// As draw_foreign_pages; `invalid` when that cannot be.
    Result<std::string> draw(const std::string& ours, const std::vector<ForeignDocument>& theirs,
                             const PageArea& area) const;

    /// A page (from 1) of a document as JPEG, no wider or higher than `side_max` pixels; without
    /// bytes when the document ends before it. `invalid` for everything that cannot be drawn.
    struct PagePicture {
        std::string jpeg;
        std::size_t pages = 0;
    };
    Result<PagePicture> picture(const std::string& pdf, std::size_t page, int side_max) const;

  private:
    Result<std::string> answer_to(const char* word, const std::string& order) const;

    std::filesystem::path program_;
};

}  // namespace amparo::exchange
