#pragma once

#include <optional>
#include <string_view>

#include "exchange/print/sheet.hpp"

namespace amparo::exchange {

/// The text as a QR code (ISO/IEC 18004: bytes, level M, at most version 6), without its margin.
/// nullopt for no text and for more than 106 bytes.
std::optional<SquareCode> square_code(std::string_view text);

}  // namespace amparo::exchange
