#include "tests/support/taken_request.hpp"

#include <unistd.h>

#include <array>

namespace amparo::testing {

std::string read_request(int connection) {
    std::string text;
    std::array<char, 4096> piece{};
    while (true) {
        const auto end = text.find("\r\n\r\n");
        if (end != std::string::npos) {
            const auto length = text.find("Content-Length: ");
            const auto wanted = length < end ? std::stoul(text.substr(length + 16)) : 0;
            if (text.size() >= end + 4 + wanted) return text;
        }
        const auto got = read(connection, piece.data(), piece.size());
        if (got <= 0) return text;
        text.append(piece.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace amparo::testing
