#include "exchange/print/enclosures.hpp"

#include "exchange/print/limits.hpp"
#include "records/media.hpp"

namespace amparo::exchange {

bool Enclosures::add(AttachedFile file, const std::string& title) {
    const bool is_too_much =
        size_ >= limits::enclosures_max || bytes_ + file.bytes.size() > limits::enclosed_bytes_max;
    if (is_too_much) return false;
    const auto bytes = file.bytes.size();
    const bool is_picture = file.content_type == "image/jpeg" || file.content_type == "image/jpg" ||
                            file.content_type == "image/png";
    const bool is_taken =
        is_picture ? add_picture(file, title)
                   : file.content_type == "application/pdf" && add_pdf(std::move(file), title);
    if (!is_taken) return false;
    bytes_ += bytes;
    ++size_;
    return true;
}

bool Enclosures::add_pdf(AttachedFile file, const std::string& title) {
    const auto count = process_.count(file.bytes);
    if (!count || *count == 0 || pages_.size() + *count > limits::pages_max) return false;
    documents_.push_back({.first_page = pages_.size(), .pdf = std::move(file.bytes)});
    for (std::size_t page = 0; page < *count; ++page)
        pages_.push_back({.title = title, .picture = {}, .is_first = page == 0});
    return true;
}

bool Enclosures::add_picture(const AttachedFile& file, const std::string& title) {
    auto picture = records::shrink_image(file.bytes, limits::rendition_side_max);
    if (!picture) return false;
    pages_.push_back({.title = title, .picture = std::move(*picture), .is_first = true});
    return true;
}

Result<std::string> Enclosures::fill(std::string pdf, std::size_t all_pages,
                                     const PageArea& area) const {
    if (documents_.empty()) return pdf;
    AMPARO_REQUIRE(all_pages >= pages_.size());
    auto documents = documents_;
    for (auto& document : documents) document.first_page += all_pages - pages_.size();
    return process_.draw(pdf, documents, area);
}

}  // namespace amparo::exchange
