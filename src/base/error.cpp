#include "base/error.hpp"

#include <string_view>

namespace amparo {

void report_bug(const char* condition, const char* file, int line) {
    const std::string_view path = file;
    const auto slash = path.find_last_of('/');
    const auto name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    throw Bug(std::string(name) + ":" + std::to_string(line) + ": " + condition);
}

}  // namespace amparo
