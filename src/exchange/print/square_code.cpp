#include "exchange/print/square_code.hpp"

#include <memory>

#include <qrencode.h>

namespace amparo::exchange {
namespace {

constexpr std::size_t length_max = 106;  // what version 6 holds: a reader still sees its squares

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<SquareCode> square_code(std::string_view text) {
    if (text.empty() || text.size() > length_max) return std::nullopt;
    const std::string bytes(text);
    const std::unique_ptr<QRcode, FreeCode> code(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M));
    if (!code) return std::nullopt;
    SquareCode drawn{.side = static_cast<std::size_t>(code->width), .dark = {}};
    drawn.dark.reserve(drawn.side * drawn.side);
    for (std::size_t at = 0; at < drawn.side * drawn.side; ++at)
        drawn.dark.push_back((code->data[at] & 1U) != 0);
    return drawn;
}

}  // namespace amparo::exchange
