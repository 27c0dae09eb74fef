#include "exchange/print/page_picture.hpp"

#include <vips/vips.h>

#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

#include "exchange/print/detail/limited_work.hpp"
#include "exchange/print/limits.hpp"

namespace amparo::exchange {
namespace {

struct UnrefImage {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
struct FreeMemory {
    void operator()(void* memory) const { g_free(memory); }
};
using Image = std::unique_ptr<VipsImage, UnrefImage>;

void require(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

int count_pages(const std::string& pdf) {
    VipsImage* opened = nullptr;
    require(vips_pdfload_buffer(
                const_cast<char*>(
                    pdf.data()),  // NOLINT(cppcoreguidelines-pro-type-const-cast): read only
                pdf.size(), &opened, nullptr) == 0,
            "no document");
    const Image first(opened);
    const int pages = vips_image_get_n_pages(first.get());
    require(pages >= 1 && pages <= static_cast<int>(limits::pages_max), "pages");
    return pages;
}

/// On white paper: a page is as good as clear where nothing was printed.
std::string draw_page(const std::string& pdf, int page, int side_max) {
    VipsImage* made = nullptr;
    const auto option = "[page=" + std::to_string(page - 1) + "]";
    require(vips_thumbnail_buffer(
                const_cast<char*>(
                    pdf.data()),  // NOLINT(cppcoreguidelines-pro-type-const-cast): read only
                pdf.size(), &made, side_max, "height", side_max, "option_string", option.c_str(),
                nullptr) == 0,
            "not drawn");
    const Image drawn(made);
    const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white(
        vips_array_double_newv(3, 255.0, 255.0, 255.0),
        [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
    VipsImage* laid = nullptr;
    require(vips_flatten(drawn.get(), &laid, "background", white.get(), nullptr) == 0, "paper");
    const Image paper(laid);
    void* data = nullptr;
    std::size_t size = 0;
    require(vips_jpegsave_buffer(paper.get(), &data, &size, "strip", TRUE, "Q", 85, nullptr) == 0,
            "not written");
    const std::unique_ptr<void, FreeMemory> owned(data);
    return {static_cast<const char*>(data), size};
}

std::string answer_to(const std::string& order) {
    const auto end = order.find('\n');
    require(end != order.npos, "no order");
    std::istringstream words(order.substr(0, end));
    int page = 0;
    int side_max = 0;
    words >> page >> side_max;
    require(words && page >= 1 && side_max >= 1 && side_max <= limits::rendition_side_max, "order");
    const auto pdf = order.substr(end + 1);
    require(pdf.starts_with("%PDF-"), "no PDF");
    require(VIPS_INIT("amparo") == 0, "vips");
    vips_concurrency_set(1);
    const int pages = count_pages(pdf);
    // Past the last page only their number is told.
    return std::to_string(pages) + "\n" +
           (page > pages ? std::string() : draw_page(pdf, page, side_max));
}

}  // namespace

int serve_page_picture() {
    return detail::serve_one_order(answer_to);
}

}  // namespace amparo::exchange
