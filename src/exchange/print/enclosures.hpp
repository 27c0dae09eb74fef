#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exchange/print/pages_process.hpp"
#include "exchange/print/sheet.hpp"

namespace amparo::exchange {

/// A file as it was attached.
struct AttachedFile {
    std::string bytes;
    std::string content_type;
};

/// The documents of a record that are printed behind it, as far as they can be shown on paper.
/// Lives for one print.
class Enclosures {
  public:
    /// `process` outlives the enclosures.
    explicit Enclosures(const PagesProcess& process) : process_(process) {}

    /// Takes a PDF or a picture; false for all other files, for what cannot be read, and for what
    /// is too much for one print. The title stands above its pages.
    bool add(AttachedFile file, const std::string& title);
    /// The pages to be kept free for them, in order.
    const std::vector<EnclosedPage>& pages() const { return pages_; }
    /// How many files are among them.
    std::size_t size() const { return size_; }
    /// The drawing with the foreign pages on the free ones, which are its last.
    Result<std::string> fill(std::string pdf, std::size_t all_pages, const PageArea& area) const;

  private:
    bool add_pdf(AttachedFile file, const std::string& title);
    bool add_picture(const AttachedFile& file, const std::string& title);

    const PagesProcess& process_;
    std::vector<EnclosedPage> pages_;
    std::vector<ForeignDocument> documents_;  // first_page: among pages_
    std::size_t size_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace amparo::exchange
