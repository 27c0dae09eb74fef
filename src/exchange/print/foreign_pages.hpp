#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Pages of documents that somebody sent. Whatever reads them may be led into endless work, memory
/// or depth, so that none of this is called in the server: PagesProcess does.
namespace amparo::exchange {

/// The part of a page that a foreign page is fitted into, in points from the bottom left.
struct PageArea {
    double left = 0;
    double bottom = 0;
    double width = 0;
    double height = 0;
};
/// A document and the page (from 0) of ours that its first page goes on; the others follow.
struct ForeignDocument {
    std::size_t first_page = 0;
    std::string pdf;
};

/// How many pages it has. Throws std::exception for what is no PDF, locked or damaged.
std::size_t count_foreign_pages(const std::string& pdf);
/// Our document with theirs drawn into its pages: what is seen of them, and nothing that runs,
/// loads or is attached. Throws std::exception when that cannot be.
std::string draw_foreign_pages(const std::string& ours, const std::vector<ForeignDocument>& theirs,
                               const PageArea& area);

/// The word after the program's name that makes it do this work.
inline constexpr const char* foreign_pages_word = "foreign-pages";
/// The other end of PagesProcess: reads one order from standard input, writes the answer to
/// standard output. Returns the exit code. Limits itself first.
int serve_foreign_pages();

}  // namespace amparo::exchange
