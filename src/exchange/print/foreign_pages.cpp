#include "exchange/print/foreign_pages.hpp"

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <sstream>
#include <stdexcept>

#include "exchange/print/detail/limited_work.hpp"
#include "exchange/print/limits.hpp"

namespace amparo::exchange {
namespace {

void open(QPDF& document, const std::string& pdf) {
    document.setSuppressWarnings(true);
    document.processMemoryFile("document", pdf.data(), pdf.size());
}

/// Draws a page of theirs into the area of ours.
void draw_into(QPDF& ours, QPDFPageObjectHelper page, QPDFPageObjectHelper theirs,
               const PageArea& area) {
    auto drawing = ours.copyForeignObject(theirs.getFormXObjectForPage());
    auto resources = page.getAttribute("/Resources", true);
    int suffix = 1;
    const auto name = resources.getUniqueResourceName("/Foreign", suffix);
    const auto content = page.placeFormXObject(
        drawing, name, {area.left, area.bottom, area.left + area.width, area.bottom + area.height},
        true, true, false);
    if (content.empty()) return;
    resources.mergeResources(QPDFObjectHandle::parse("<< /XObject << >> >>"));
    resources.getKey("/XObject").replaceKey(name, drawing);
    page.addPageContents(ours.newStream("q\n"), true);
    page.addPageContents(ours.newStream("\nQ\n" + content), false);
}

/// What a stream may say besides its data: files elsewhere, pages of other documents.
void cut_ways_out(QPDF& document) {
    for (auto& object : document.getAllObjects()) {
        if (!object.isStream()) continue;
        auto dictionary = object.getDict();
        for (const auto* key : {"/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI", "/AA", "/A"})
            dictionary.removeKey(key);
    }
}

std::string written(QPDF& document) {
    QPDFWriter writer(document);
    writer.setOutputMemory();
    // What is inside of compressed objects is unpacked here, where it can do no harm.
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

/// The pieces of an order: a line with sizes, then the bytes.
class Order {
  public:
    explicit Order(const std::string& text) : text_(text), at_(text.find('\n') + 1) {
        if (at_ == 0) throw std::runtime_error("no order");
        words_.str(text.substr(0, at_ - 1));
    }
    template <class Number>
    bool next(Number& number) {
        return static_cast<bool>(words_ >> number);
    }
    std::string bytes(std::size_t size) {
        if (size > text_.size() - at_) throw std::runtime_error("short order");
        at_ += size;
        return text_.substr(at_ - size, size);
    }

  private:
    const std::string& text_;
    std::istringstream words_;
    std::size_t at_;
};

std::string answer_to(const std::string& text) {
    Order order(text);
    std::size_t our_size = 0;
    PageArea area;
    order.next(our_size);
    order.next(area.left);
    order.next(area.bottom);
    order.next(area.width);
    order.next(area.height);
    const auto ours = order.bytes(our_size);
    std::vector<ForeignDocument> theirs;
    std::size_t first_page = 0;
    std::size_t size = 0;
    while (order.next(first_page) && order.next(size))
        theirs.push_back({.first_page = first_page, .pdf = order.bytes(size)});
    if (our_size > 0) return draw_foreign_pages(ours, theirs, area);
    return std::to_string(count_foreign_pages(theirs.at(0).pdf));
}

}  // namespace

std::size_t count_foreign_pages(const std::string& pdf) {
    QPDF document;
    open(document, pdf);
    document.setImmediateCopyFrom(true);
    const auto pages = QPDFPageDocumentHelper(document).getAllPages();
    if (pages.size() > limits::pages_max) throw std::runtime_error("too many pages");
    // Drawn once for nothing: a page that cannot be drawn is found before it is promised.
    QPDF nothing;
    nothing.emptyPDF();
    QPDFPageDocumentHelper drawn(nothing);
    for (const auto& page : pages) {
        const auto blank = QPDFObjectHandle::parse(
            &nothing, "<< /Type /Page /MediaBox [0 0 595 842] /Resources << >> >>");
        drawn.addPage(QPDFPageObjectHelper(nothing.makeIndirectObject(blank)), false);
        draw_into(nothing, drawn.getAllPages().back(), page, {0, 0, 595, 842});
    }
    static_cast<void>(written(nothing));
    return pages.size();
}

std::string draw_foreign_pages(const std::string& ours, const std::vector<ForeignDocument>& theirs,
                               const PageArea& area) {
    QPDF document;
    open(document, ours);
    const auto pages = QPDFPageDocumentHelper(document).getAllPages();
    for (const auto& their : theirs) {
        QPDF foreign;
        open(foreign, their.pdf);
        // What is copied is read from the foreign document when ours is written.
        foreign.setImmediateCopyFrom(true);
        auto at = their.first_page;
        for (const auto& page : QPDFPageDocumentHelper(foreign).getAllPages())
            draw_into(document, pages.at(at++), page, area);
    }
    cut_ways_out(document);
    return written(document);
}

int serve_foreign_pages() {
    return detail::serve_one_order(answer_to);
}

}  // namespace amparo::exchange
